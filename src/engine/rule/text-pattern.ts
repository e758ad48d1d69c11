import { anyOne, anyRun, type PatternPart, type ValueTest } from './rule-model.ts';

/**
 * Reads the wildcards and escapes of a Sigma text.
 *
 * A backslash escapes `*`, `?` and another backslash; before anything else it is itself. So `\\*` is a backslash
 * and a wildcard, `\*` a star, `\\\*` a backslash and a star, and three or four backslashes are two.
 */
export function parsePattern(source: string): PatternPart[] {
  const parts: PatternPart[] = [];
  let text = '';
  const flush = (): void => {
    if (text !== '') parts.push(text);
    text = '';
  };
  for (let i = 0; i < source.length; i++) {
    const c = source[i]!;
    const next = source[i + 1];
    if (c === '\\' && (next === '*' || next === '?' || next === '\\')) {
      text += next;
      i++;
    } else if (c === '*' || c === '?') {
      flush();
      if (c === '?') parts.push(anyOne);
      else if (parts.at(-1) !== anyRun) parts.push(anyRun);
    } else text += c;
  }
  flush();
  return parts;
}

/** Puts a wildcard before and after, as `contains`, `startswith` and `endswith` ask. */
export function widen(parts: readonly PatternPart[], before: boolean, after: boolean): PatternPart[] {
  const wide = [...parts];
  if (before && wide[0] !== anyRun) wide.unshift(anyRun);
  if (after && wide.at(-1) !== anyRun) wide.push(anyRun);
  return wide;
}

/** The simplest test that asks what the pattern asks. */
export function patternTest(parts: readonly PatternPart[], cased: boolean): ValueTest {
  const isOpen = { start: parts[0] === anyRun, end: parts.length > 1 && parts.at(-1) === anyRun };
  const inner = parts.slice(isOpen.start ? 1 : 0, isOpen.end ? -1 : undefined);
  const [only] = inner;
  if (inner.length === 0) {
    // A lone * holds for every value; no value at all has no text to ask.
    if (parts.length === 0) return { type: 'text', op: 'equals', value: '', cased };
    return { type: 'glob', parts: [anyRun], cased };
  }
  if (inner.length > 1 || typeof only !== 'string') return { type: 'glob', parts, cased };
  const op = isOpen.start ? (isOpen.end ? 'contains' : 'endswith') : isOpen.end ? 'startswith' : 'equals';
  return { type: 'text', op, value: only, cased };
}
