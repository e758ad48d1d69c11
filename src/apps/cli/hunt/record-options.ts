import { readFileSync } from 'node:fs';
import type { LogSourceFile } from '../../../engine/rule/log-sources.ts';
import { parseLogSources } from '../../../engine/rule/parse-log-sources.ts';
import { parseWhere, WhereError } from '../../../engine/rule/parse-where.ts';
import type { Expression } from '../../../engine/rule/rule-model.ts';
import type { RecordSelection } from '../../../engine/run/record-filter.ts';
import { TimeZone } from '../../../engine/source/time-zone.ts';
import { type Language, textsOf } from './language.ts';
import { reasonIn } from './reason-in.ts';
import { UsageError } from './usage-error.ts';

/** Options about records that all commands over logs share, for `parseArgs`. */
export const recordOptions = {
  where: { type: 'string', multiple: true },
  since: { type: 'string' },
  until: { type: 'string' },
  'time-zone': { type: 'string' },
  year: { type: 'string' },
  'log-sources': { type: 'string', multiple: true },
} as const;

export type RecordOptionValues = {
  readonly where?: string[] | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly 'time-zone'?: string | undefined;
  readonly year?: string | undefined;
};

export type RecordOptions = {
  /** Undefined where all records are wanted. */
  readonly selection: RecordSelection | undefined;
  readonly timeZone: TimeZone | undefined;
  readonly year: number | undefined;
};

/** Reads `--where`, `--since`, `--until`, `--time-zone` and `--year`. Throws {@link UsageError}. */
export function readRecordOptions(values: RecordOptionValues, language: Language): RecordOptions {
  const timeZone = readTimeZone(values['time-zone'], language);
  const parts = (values.where ?? []).map((source) => readWhere(source, language));
  const where: Expression | undefined = parts.length < 2 ? parts[0] : { op: 'and', of: parts };
  const sinceMicros = readTime(values.since, 'start', timeZone, language) ?? Number.NEGATIVE_INFINITY;
  const untilMicros = readTime(values.until, 'end', timeZone, language) ?? Number.POSITIVE_INFINITY;
  if (sinceMicros > untilMicros)
    throw new UsageError(textsOf(language).badSpan(values.since ?? '', values.until ?? ''));
  const isAll = where === undefined && sinceMicros === -untilMicros;
  return {
    selection: isAll ? undefined : { sinceMicros, untilMicros, where },
    timeZone,
    year: readYear(values.year, language),
  };
}

function readTimeZone(value: string | undefined, language: Language): TimeZone | undefined {
  if (value === undefined) return undefined;
  const zone = TimeZone.parse(value);
  if (zone === undefined) throw new UsageError(textsOf(language).badTimeZone(value));
  return zone;
}

function readYear(value: string | undefined, language: Language): number | undefined {
  if (value === undefined) return undefined;
  if (!/^(?:19|20)\d{2}$/.test(value)) throw new UsageError(textsOf(language).badYear(value));
  return Number(value);
}

function readWhere(source: string, language: Language): Expression {
  try {
    return parseWhere(source);
  } catch (error) {
    if (!(error instanceof WhereError)) throw error;
    throw new UsageError(textsOf(language).badWhere(source, reasonIn(language, error.message), error.at + 1));
  }
}

/**
 * A day or an instant in microseconds since 1970. Without a zone it is of the zone that the user named, else UTC. A
 * day alone means its beginning, or as an end its last microsecond; so does an instant without seconds.
 */
function readTime(
  value: string | undefined,
  edge: 'start' | 'end',
  zone: TimeZone | undefined,
  language: Language,
): number | undefined {
  if (value === undefined) return undefined;
  const match =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?(Z|[+-]\d{2}:?\d{2})?$/i.exec(
      value,
    );
  const [, day, minutes = '00:00', seconds = '00', fraction = '', offset] = match ?? [];
  const millis = Date.parse(`${day}T${minutes}:${seconds}Z`);
  const isDay = match !== null && new Date(millis || 0).toISOString().startsWith(day!);
  if (match === null || Number.isNaN(millis) || !isDay)
    throw new UsageError(textsOf(language).badTime(value));
  const micros = millis * 1000 + Number(fraction.padEnd(6, '0').slice(0, 6));
  const own = offset === undefined ? zone : TimeZone.parse(offset);
  const start = own === undefined ? micros : own.toUtc(micros);
  if (edge === 'start') return start;
  const unitMicros =
    match[2] === undefined ? 86_400e6 : match[3] === undefined ? 60e6 : fraction === '' ? 1e6 : 1;
  return start + unitMicros - 1;
}

/** Descriptions of log sources that the user wrote. Throws {@link UsageError} with the place of the first fault. */
export function readLogSources(
  paths: readonly { readonly typed: string; readonly path: string }[],
  language: Language,
): LogSourceFile[] {
  return paths.map(({ typed, path }) => {
    const parsed = parseLogSources(readFileSync(path, 'utf8'));
    if (!('length' in parsed)) return parsed;
    const faults = parsed.map(
      ({ place, reason }) => `  ${typed}: ${place === '' ? '' : `${place}: `}${reasonIn(language, reason)}`,
    );
    throw new UsageError([textsOf(language).badLogSources(typed), ...faults].join('\n'));
  });
}
