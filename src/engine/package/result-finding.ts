import type { Finding } from '../match/finding.ts';
import { levels } from '../rule/rule-model.ts';

/** A finding of a hunt, or of a scan of files by YARA rules: the same frame for both. */
export type ResultFinding = Omit<Finding, 'kind'> & { readonly kind: Finding['kind'] | 'yara' };

const kinds: ReadonlySet<unknown> = new Set(['rule', 'correlation', 'indicator', 'yara']);

/** Whether a value read from outside has the shape of a finding; nothing of it is trusted before. */
export function isResultFinding(value: unknown): value is ResultFinding {
  if (!isObject(value)) return false;
  const { kind, rule, file, record, offset, time, computer, channel, eventId, matched } = value;
  return (
    kinds.has(kind) &&
    isRule(rule) &&
    typeof file === 'string' &&
    isCount(record) &&
    isCount(offset) &&
    [time, computer, channel].every(isTextOrNull) &&
    (isTextOrNull(eventId) || typeof eventId === 'number') &&
    isObject(matched) &&
    Object.values(matched).every(isTextOrTexts)
  );
}

function isRule(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { id, title, level, tags } = value;
  const isKnownLevel = levels.some((name) => name === level);
  return typeof id === 'string' && typeof title === 'string' && isKnownLevel && isTexts(tags);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTextOrNull = (value: unknown): boolean => value === null || typeof value === 'string';
const isTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');
const isTextOrTexts = (value: unknown): boolean => typeof value === 'string' || isTexts(value);
/** EventRecordIDs are 64 bits wide: they may be beyond what a number holds exactly, but are never negative. */
const isCount = (value: unknown): boolean =>
  typeof value === 'number' && Number.isFinite(value) && value >= -1;
