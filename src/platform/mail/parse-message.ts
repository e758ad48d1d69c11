import { emptyMessage, warn } from './message-draft.ts';
import { applyHeaders } from './message-headers.ts';
import { runParseWorker } from './parse-workers.ts';
import { defaultParseLimits, type ParsedMessage, type ParseLimits } from './parsed-message.ts';
import { readMime } from './read-mime.ts';

const headerScanBytes = 65_536;

/** What the first bytes tell when no worker could read the mail; linear, without any foreign parser. */
const scanHeaders = (raw: Uint8Array, limits: ParseLimits): ParsedMessage => {
  const message = emptyMessage();
  try {
    const head = Buffer.from(raw.subarray(0, headerScanBytes));
    const root = readMime(head, { partsLeft: 1, depthMax: 0, onProblem: () => undefined });
    applyHeaders(message, root.headers, limits);
  } catch (error) {
    warn(message, 'message.unreadable', { reason: String(error).slice(0, 200) });
  }
  return message;
};

/**
 * Reads an untrusted mail (MIME, or an Outlook .msg) in a worker thread. Never rejects because of content: what
 * is broken, too much or refused appears in `warnings`. When the worker fails, a second one reads the mail
 * without the mails inside it; when that fails too, the headers are scanned. The caller keeps `raw` as evidence.
 */
export const parseMessage = async (
  raw: Uint8Array,
  limits: ParseLimits = defaultParseLimits,
): Promise<ParsedMessage> => {
  const isTooLarge = raw.byteLength > limits.sizeBytesMax;
  const read = isTooLarge ? raw.subarray(0, limits.sizeBytesMax) : raw;
  const first = await runParseWorker({ raw: read, limits });
  let message = 'message' in first ? first.message : undefined;
  if ('code' in first) {
    const second = await runParseWorker({ raw: read, limits: { ...limits, embeddedDepthMax: 0 } });
    message = 'message' in second ? second.message : scanHeaders(read, limits);
    warn(message, first.code, first.reason === '' ? {} : { reason: first.reason });
  }
  const result = message ?? emptyMessage();
  if (isTooLarge)
    warn(result, 'message.too-large', { sizeBytes: raw.byteLength, sizeBytesMax: limits.sizeBytesMax });
  return result;
};
