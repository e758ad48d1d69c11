import { AccessLog } from './access-log.ts';
import { AuditdLog } from './auditd-log.ts';
import { CefLog } from './cef-log.ts';
import { CsvLog } from './csv-log.ts';
import { EventXml } from './event-xml.ts';
import { EvtxecmdLog } from './evtxecmd-log.ts';
import type { FieldNames } from './field-names.ts';
import { FortigateLog } from './fortigate-log.ts';
import { JsonLines } from './json-lines.ts';
import { LeefLog } from './leef-log.ts';
import type { Recognised } from './recognise.ts';
import { Syslog } from './syslog.ts';
import type { FormatName, TextFormat } from './text-format.ts';
import type { TextKernels } from './text-kernels.ts';
import { W3cLog } from './w3c-log.ts';
import { ZeekLog } from './zeek-log.ts';

type Make = (
  names: FieldNames,
  file: Pick<Recognised, 'delimiter'>,
  kernels: TextKernels | undefined,
) => TextFormat;

/** All text formats; a new one is added here and in `recognise.ts`. */
const formats: Record<Exclude<FormatName, 'evtx'>, Make> = {
  'event-xml': (names) => new EventXml(names),
  'json-lines': (names, _, kernels) => new JsonLines(names, 'json-lines', kernels?.json),
  json: (names, _, kernels) => new JsonLines(names, 'json', kernels?.json),
  'json-list': (names, _, kernels) => new JsonLines(names, 'json-list', kernels?.json),
  evtxecmd: (names, _, kernels) => new EvtxecmdLog(names, kernels?.json),
  csv: (names, { delimiter }) => new CsvLog(names, delimiter ?? ','),
  'access-log': (names, _, kernels) => new AccessLog(names, kernels?.access),
  w3c: (names, _, kernels) => new W3cLog(names, kernels?.separated),
  zeek: (names, _, kernels) => new ZeekLog(names, kernels?.separated),
  auditd: (names) => new AuditdLog(names),
  cef: (names) => new CefLog(names),
  leef: (names) => new LeefLog(names),
  fortigate: (names) => new FortigateLog(names),
  syslog: (names) => new Syslog(names),
};

const splittable: ReadonlySet<FormatName> = new Set([
  'evtx',
  'json-lines',
  'evtxecmd',
  'access-log',
  'auditd',
  'cef',
  'leef',
  'fortigate',
  'syslog',
]);

/**
 * A reader for one file. Readers keep state (header lines), so each file gets its own.
 *
 * @param kernels that read the lines where they lie in the memory of a worker
 */
export const openFormat = (
  name: Exclude<FormatName, 'evtx'>,
  names: FieldNames,
  file: Pick<Recognised, 'delimiter'> = {},
  kernels?: TextKernels,
): TextFormat => formats[name](names, file, kernels);

/** Whether ranges of a file of this format can be read apart from each other. */
export const isSplittable = (name: FormatName): boolean => splittable.has(name);
