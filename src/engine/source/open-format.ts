import { AccessLog } from './access-log.ts';
import { AuditdLog } from './auditd-log.ts';
import type { FieldNames } from './field-names.ts';
import { JsonLines } from './json-lines.ts';
import { Syslog } from './syslog.ts';
import type { FormatName, TextFormat } from './text-format.ts';
import { W3cLog } from './w3c-log.ts';
import { ZeekLog } from './zeek-log.ts';

/** All text formats; a new one is added here and in `recognise.ts`. */
const formats: Record<Exclude<FormatName, 'evtx'>, (names: FieldNames) => TextFormat> = {
  'json-lines': (names) => new JsonLines(names),
  json: (names) => new JsonLines(names, 'json'),
  'access-log': (names) => new AccessLog(names),
  w3c: (names) => new W3cLog(names),
  zeek: (names) => new ZeekLog(names),
  auditd: (names) => new AuditdLog(names),
  syslog: (names) => new Syslog(names),
};

/** A reader for one file. Readers keep state (header lines), so each file gets its own. */
export const openFormat = (name: Exclude<FormatName, 'evtx'>, names: FieldNames): TextFormat =>
  formats[name](names);

/** Whether ranges of a file of this format can be read apart from each other. */
export const isSplittable = (name: FormatName): boolean =>
  name === 'evtx' || name === 'json-lines' || name === 'access-log' || name === 'auditd' || name === 'syslog';
