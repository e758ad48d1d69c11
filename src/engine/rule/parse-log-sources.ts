import type { LogSourceFile } from './log-source-file.ts';

/** What is wrong with a description of log sources, and where: a path such as `records[2].when`. */
export type LogSourceFault = { readonly place: string; readonly reason: string };

type Check = (value: unknown, place: string, faults: LogSourceFault[]) => void;

const fault = (faults: LogSourceFault[], place: string, reason: string): void => {
  faults.push({ place, reason });
};
const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const text: Check = (value, place, faults) => {
  if (typeof value !== 'string' || value === '') fault(faults, place, 'must be a text');
};
const listOf =
  (check: Check): Check =>
  (value, place, faults) => {
    if (!Array.isArray(value) || value.length === 0) fault(faults, place, 'must be a list that is not empty');
    else for (const [i, item] of value.entries()) check(item, `${place}[${i}]`, faults);
  };
const mapOf =
  (check: Check): Check =>
  (value, place, faults) => {
    if (!isMap(value)) fault(faults, place, 'must be a map');
    else for (const [key, item] of Object.entries(value)) check(item, `${place}.${key}`, faults);
  };
const either =
  (first: (value: unknown) => boolean, a: Check, b: Check): Check =>
  (value, place, faults) =>
    (first(value) ? a : b)(value, place, faults);
const isText = (value: unknown): boolean => typeof value === 'string';

/** A map with known keys: a key that is misspelt would otherwise do nothing, and nobody would notice. */
const record =
  (checks: Record<string, Check>, needed: readonly string[]): Check =>
  (value, place, faults) => {
    if (!isMap(value)) {
      fault(faults, place, 'must be a map');
      return;
    }
    const at = (key: string): string => (place === '' ? key : `${place}.${key}`);
    for (const key of needed) if (value[key] === undefined) fault(faults, at(key), 'is missing');
    for (const [key, item] of Object.entries(value)) {
      const check = checks[key];
      if (check === undefined)
        fault(faults, at(key), `unknown key; known: ${Object.keys(checks).join(', ')}`);
      else check(item, at(key), faults);
    }
  };

const number: Check = (value, place, faults) => {
  if (!Number.isInteger(value)) fault(faults, place, 'must be a whole number');
};
const always: Check = (value, place, faults) => {
  if (value !== true) fault(faults, place, 'must be a list of values, or true');
};
const mapping: Record<string, Check> = {
  fields: mapOf(either(isText, text, listOf(text))),
  values: mapOf(mapOf(text)),
  where: mapOf(listOf(text)),
  join: mapOf(
    record(
      {
        fields: listOf(text),
        separator: (v, p, f) => (isText(v) ? undefined : fault(f, p, 'must be a text')),
        prefixes: mapOf(text),
      },
      ['fields', 'separator', 'prefixes'],
    ),
  ),
};
const file = record(
  {
    product: text,
    aliases: mapOf(text),
    services: mapOf(listOf(text)),
    categories: mapOf(
      listOf(record({ ...mapping, channel: listOf(text), eventId: listOf(number) }, ['channel'])),
    ),
    outside: mapOf(text),
    records: listOf(
      record(
        {
          ...mapping,
          when: mapOf(either(Array.isArray, listOf(text), always)),
          product: text,
          service: text,
          categories: mapOf(record(mapping, [])),
        },
        ['when'],
      ),
    ),
    named: mapOf(record(mapping, [])),
  },
  ['product'],
);

/**
 * Reads a description of log sources that a user wrote, of the shape of the files in `data/`. Only `product` is
 * needed. Gives all faults with their place; never throws.
 */
export function parseLogSources(source: string): LogSourceFile | readonly LogSourceFault[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(source);
  } catch (error) {
    return [{ place: placeOf(source, error), reason: 'not readable as JSON' }];
  }
  const faults: LogSourceFault[] = [];
  file(parsed, '', faults);
  if (faults.length > 0) return faults;
  const base = { aliases: {}, services: {}, categories: {}, outside: {} };
  const given = { ...base, ...(parsed as Partial<LogSourceFile> & { product: string }) };
  return { ...given, product: given.product.toLowerCase(), ...lowerValues(given) };
}

/** Values of rules are compared in lower case; a user need not know. */
function lowerValues(given: LogSourceFile): Pick<LogSourceFile, 'categories' | 'records'> {
  const lower = <T extends { values?: Record<string, Record<string, string>> }>(entry: T): T => {
    if (entry.values === undefined) return entry;
    const values = Object.fromEntries(
      Object.entries(entry.values).map(([field, map]) => [
        field,
        Object.fromEntries(Object.entries(map).map(([key, value]) => [key.toLowerCase(), value])),
      ]),
    );
    return { ...entry, values };
  };
  const categories = Object.fromEntries(
    Object.entries(given.categories).map(([name, entries]) => [name, entries.map(lower)]),
  );
  const records = (given.records ?? []).map((entry) => ({
    ...lower(entry),
    categories: Object.fromEntries(
      Object.entries(entry.categories ?? {}).map(([name, map]) => [name, lower(map)]),
    ),
  }));
  return { categories, records };
}

/** Line and column, where the message of the parser tells a position; else the beginning. */
function placeOf(source: string, error: unknown): string {
  const position = /position (\d+)/.exec(error instanceof Error ? error.message : '');
  const before = source.slice(0, position === null ? source.length : Number(position[1]));
  const line = before.split('\n').length;
  return `${line}:${before.length - before.lastIndexOf('\n')}`;
}
