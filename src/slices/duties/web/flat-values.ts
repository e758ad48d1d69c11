import type { AnyFormInput } from '../contract/yearly-forms.ts';
import { type FieldSpec, fieldsOf } from './form-layout.ts';

/** What the fields hold: text, or the marked boxes. */
export type FlatValues = Record<string, string | readonly string[]>;
type Plain = Record<string, unknown>;

const at = (input: object, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as Plain | undefined)?.[name], input);

const two = (value: unknown): string => String(value).padStart(2, '0');

const toField = ({ path, kind }: FieldSpec, input: object): string | readonly string[] => {
  if (kind === 'time') {
    const [hour, minute] = [
      at(input, path.replace(/time$/, 'hour')),
      at(input, path.replace(/time$/, 'minute')),
    ];
    return hour === undefined ? '' : two(hour) + (minute === undefined ? '' : `:${two(minute)}`);
  }
  const value = at(input, path);
  if (kind === 'rows') {
    return ((value as readonly (readonly string[])[] | undefined) ?? [])
      .map((row) => row.join(' | '))
      .join('\n');
  }
  if (kind === 'checks') return (value as readonly string[] | undefined) ?? [];
  if (kind === 'lines') return ((value as readonly string[] | undefined) ?? []).join('\n');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value === undefined ? '' : String(value);
};

/** The values of a form as its fields show them, by path. */
export const toFlatValues = ({ kind, input }: AnyFormInput): FlatValues =>
  Object.fromEntries(fieldsOf(kind).map((field) => [field.path, toField(field, input)]));

const typedTime = /^\s*(\d{1,2})(?:\s*[:hg.]\s*(\d{1,2})?)?\s*$/;

/** "8", "8:05", "08h05"; undefined where it is no time of a day. */
export const parseTime = (typed: string): { hour: number; minute?: number } | undefined => {
  const found = typedTime.exec(typed);
  const [hour, minute] = [Number(found?.[1]), Number(found?.[2] ?? 0)];
  if (!found || hour > 23 || minute > 59) return undefined;
  return found[2] === undefined ? { hour } : { hour, minute };
};

const put = (input: Plain, path: string, value: unknown): void => {
  if (value === undefined) return;
  const names = path.split('.');
  const last = names.pop() ?? path;
  let place = input;
  for (const name of names) {
    place[name] ??= {};
    place = place[name] as Plain;
  }
  place[last] = value;
};

const fromField = ({ path, kind }: FieldSpec, held: string | readonly string[]): unknown => {
  if (typeof held !== 'string') return held.length > 0 ? held : undefined;
  if (held.trim() === '') return undefined;
  // Rows pasted from a spreadsheet have tabs between their cells.
  if (kind === 'rows') {
    return held
      .split('\n')
      .filter((row) => row.trim() !== '')
      .map((row) => row.split(/[|\t]/).map((cell) => cell.trim()));
  }
  if (kind === 'lines') {
    return held
      .split('\n')
      .map((item) => item.trim())
      .filter(Boolean);
  }
  if (path === 'system.level') return Number(held);
  if (path === 'isConfidential') return held === 'yes';
  return kind === 'area' ? held : held.trim();
};

/** The way back: values as the server takes them, without empty ones. */
export const toInput = (kind: AnyFormInput['kind'], values: FlatValues): AnyFormInput => {
  const input: Plain = {};
  for (const field of fieldsOf(kind)) {
    const held = values[field.path] ?? '';
    if (field.kind === 'time') {
      const time = parseTime(String(held));
      put(input, field.path.replace(/time$/, 'hour'), time?.hour);
      put(input, field.path.replace(/time$/, 'minute'), time?.minute);
    } else put(input, field.path, fromField(field, held));
  }
  return { kind, input } as AnyFormInput;
};
