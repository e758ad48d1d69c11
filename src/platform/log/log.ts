import { type Logger, pino } from 'pino';

export type Log = Logger;

/** JSON lines on stderr-safe stdout. Secrets never pass: the redaction list covers what requests and settings carry. */
export const createLog = (level: string): Log =>
  pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        '*.password',
        '*.secret',
        '*.token',
        '*.code',
        'req.headers.authorization',
        'req.headers.cookie',
      ],
      censor: '[redacted]',
    },
  });
