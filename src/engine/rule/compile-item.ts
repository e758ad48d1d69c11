import { base64Offsets, type Encoding, encodeBase64, encodeUtf16, windashVariants } from './encode-value.ts';
import { parseNetwork } from './network.ts';
import { translateRegex } from './regex-source.ts';
import {
  anyOne,
  anyRun,
  type Expression,
  type NumberOp,
  type PatternPart,
  type TextOp,
  type TimePart,
  type ValueTest,
} from './rule-model.ts';
import { parsePattern, patternTest, widen } from './text-pattern.ts';

/** A value as it stands in a rule. */
export type RuleValue = string | number | boolean | null;

/** What placeholders (`%name%`) stand for. */
export type Placeholders = ReadonlyMap<string, readonly string[]>;

/** A detection item that has no meaning; the message says why. */
export class ItemError extends Error {}

/** One value on its way through the modifiers. */
type Draft = { parts: PatternPart[]; raw: RuleValue; isBytes: boolean };

const textOps: readonly string[] = ['contains', 'startswith', 'endswith'];
const numberOps: readonly string[] = ['lt', 'lte', 'gt', 'gte'];
const timeParts: readonly string[] = ['minute', 'hour', 'day', 'week', 'month', 'year'];
const encodings: readonly string[] = ['utf16le', 'utf16be', 'utf16', 'wide'];
const flagNames: readonly string[] = ['i', 'm', 's'];
const plainNames = [
  'all',
  'cased',
  'neq',
  're',
  'cidr',
  'exists',
  'fieldref',
  'expand',
  'windash',
  'base64',
  'base64offset',
];

/** All modifiers of Sigma 2.1. */
export const modifierNames: ReadonlySet<string> = new Set([
  ...textOps,
  ...numberOps,
  ...timeParts,
  ...encodings,
  ...flagNames,
  ...plainNames,
]);

/**
 * Compiles one line of a selection, `Field|modifier|modifier: values`, to an expression. An empty field name
 * means keywords: any value of the record.
 */
export function compileItem(
  key: string,
  values: readonly RuleValue[],
  placeholders: Placeholders,
): Expression {
  const [name = '', ...modifiers] = key.split('|').map((part) => part.trim());
  for (const modifier of modifiers)
    if (!modifierNames.has(modifier)) throw new ItemError(`unknown modifier "${modifier}"`);
  const field = name === '' ? null : name;
  const has = (modifier: string): boolean => modifiers.includes(modifier);
  if (field === null && values.includes(null)) throw new ItemError('a keyword cannot be empty');
  if (values.length === 0) throw new ItemError(`"${key}" has no value`);
  const tests = has('exists')
    ? existsTests(field, values)
    : compileValues(field, modifiers, values, placeholders);
  const joined: Expression = tests.length === 1 ? tests[0]! : { op: has('all') ? 'and' : 'or', of: tests };
  return has('neq') ? { op: 'not', of: joined } : joined;
}

function existsTests(field: string | null, values: readonly RuleValue[]): Expression[] {
  if (field === null) throw new ItemError('"exists" needs a field');
  return values.map((value) => {
    if (typeof value !== 'boolean') throw new ItemError('"exists" needs true or false');
    const present: Expression = { op: 'test', field, test: { type: 'exists' } };
    return value ? present : { op: 'not', of: present };
  });
}

function compileValues(
  field: string | null,
  modifiers: readonly string[],
  values: readonly RuleValue[],
  placeholders: Placeholders,
): Expression[] {
  const isRaw = ['re', 'cidr', 'fieldref', ...numberOps, ...timeParts].some((name) =>
    modifiers.includes(name),
  );
  // Placeholders are filled in before anything is added around them.
  const transforms = [...modifiers].sort((a, b) => Number(b === 'expand') - Number(a === 'expand'));
  const isOpen = field === null && !modifiers.some((name) => textOps.includes(name));
  const groups = values.map((raw) => {
    let drafts: Draft[] = [
      { parts: isRaw || raw === null ? [] : parsePattern(valueText(raw)), raw, isBytes: false },
    ];
    for (const modifier of transforms)
      drafts = drafts.flatMap((draft) => applyTransform(modifier, draft, placeholders));
    return drafts.map((draft): Expression => {
      const open = isOpen ? { ...draft, parts: widen(draft.parts, true, true) } : draft;
      return { op: 'test', field, test: valueTest(modifiers, open) };
    });
  });
  if (!modifiers.includes('all')) return groups.flat();
  // With "all", the variants that one value makes stay alternatives.
  return groups.map((group): Expression => (group.length === 1 ? group[0]! : { op: 'or', of: group }));
}

const valueText = (value: RuleValue): string => (value === null ? '' : String(value));

function plainText(modifier: string, draft: Draft): string {
  let text = '';
  for (const part of draft.parts) {
    if (part === anyOne || part === anyRun)
      throw new ItemError(`"${modifier}" cannot be applied to wildcards`);
    text += part;
  }
  return text;
}

function applyTransform(modifier: string, draft: Draft, placeholders: Placeholders): Draft[] {
  const encoded = (text: string): Draft => ({ parts: text === '' ? [] : [text], raw: text, isBytes: true });
  switch (modifier) {
    case 'expand':
      return expand(draft, placeholders);
    case 'windash':
      return windash(draft);
    case 'wide':
    case 'utf16le':
    case 'utf16be':
    case 'utf16':
      return [
        encoded(
          encodeUtf16(plainText(modifier, draft), modifier === 'wide' ? 'utf16le' : (modifier as Encoding)),
        ),
      ];
    case 'base64':
      return [encoded(encodeBase64(plainText(modifier, draft), draft.isBytes))];
    case 'base64offset':
      return base64Offsets(plainText(modifier, draft), draft.isBytes).map(encoded);
    case 'contains':
      return [{ ...draft, parts: widen(draft.parts, true, true) }];
    case 'startswith':
      return [{ ...draft, parts: widen(draft.parts, false, true) }];
    case 'endswith':
      return [{ ...draft, parts: widen(draft.parts, true, false) }];
    default:
      return [draft];
  }
}

function windash(draft: Draft): Draft[] {
  // Wildcards stand outside of words: each stretch of text varies on its own.
  let variants: PatternPart[][] = [[]];
  for (const part of draft.parts) {
    const choices = typeof part === 'string' ? windashVariants(part) : [part];
    variants = variants.flatMap((variant) => choices.map((choice) => [...variant, choice]));
  }
  return variants.map((parts) => ({ ...draft, parts }));
}

/** Replaces `%name%`; a percent sign after a backslash is plain. */
function expand(draft: Draft, placeholders: Placeholders): Draft[] {
  let texts = [valueText(draft.raw)];
  for (const match of texts[0]!.matchAll(/(?<!\\)%([^%\\\s]+)%/g)) {
    const replacements = placeholders.get(match[1]!);
    if (replacements === undefined) throw new ItemError(`the placeholder %${match[1]}% has no values`);
    texts = texts.flatMap((text) => replacements.map((value) => text.replace(match[0], () => value)));
  }
  return texts.map((text) => {
    const raw = text.replaceAll('\\%', '%');
    return { ...draft, raw, parts: parsePattern(raw) };
  });
}

function valueTest(modifiers: readonly string[], draft: Draft): ValueTest {
  const has = (modifier: string): boolean => modifiers.includes(modifier);
  const cased = has('cased');
  if (draft.raw === null) return { type: 'null' };
  if (has('re')) return regexTest(modifiers, draft.raw);
  if (has('cidr')) {
    if (parseNetwork(valueText(draft.raw)) === undefined)
      throw new ItemError(`"${draft.raw}" is not a network`);
    return { type: 'cidr', value: valueText(draft.raw) };
  }
  if (has('fieldref')) {
    const op = modifiers.find((name) => textOps.includes(name)) ?? 'equals';
    return { type: 'fieldref', field: valueText(draft.raw), op: op as TextOp, cased };
  }
  const op = modifiers.find((name) => numberOps.includes(name));
  const part = modifiers.find((name) => timeParts.includes(name));
  if (op !== undefined || part !== undefined) {
    const value = Number(draft.raw);
    if (valueText(draft.raw).trim() === '' || Number.isNaN(value))
      throw new ItemError(`"${draft.raw}" is not a number`);
    const base = { type: 'number', op: (op ?? 'eq') as NumberOp, value } as const;
    return part === undefined ? base : { ...base, part: part as TimePart };
  }
  return patternTest(draft.parts, cased);
}

function regexTest(modifiers: readonly string[], raw: RuleValue): ValueTest {
  const flags = flagNames.filter((flag) => modifiers.includes(flag)).join('');
  try {
    return { type: 'regex', ...translateRegex(valueText(raw), flags) };
  } catch (error) {
    throw new ItemError(error instanceof Error ? error.message : String(error));
  }
}
