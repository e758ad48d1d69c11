import { anyRun } from '../rule-model.ts';

/** Characters that mean something in a regular expression; escaped, they are themselves. */
const special = /[\\^$.*+?()[\]{}|/-]/;
/** Where `.` ends: the line terminators of JavaScript. */
const lineBreak = /[\n\r\u2028\u2029]/;

/**
 * Reads a regular expression that is nothing but plain texts with `.*` between them (`\+.*\+.*\+`, a usual way to
 * count characters): its texts in order. Undefined for every other expression.
 */
export function literalSequence(source: string, flags: string): string[] | undefined {
  if (flags.includes('i')) return undefined;
  const parts: (string | typeof anyRun)[] = [];
  let text = '';
  for (let i = 0; i < source.length; i++) {
    const c = source[i]!;
    if (c === '.' && source[i + 1] === '*' && !/[?+*{]/.test(source[i + 2] ?? '')) {
      if (text !== '') parts.push(text);
      text = '';
      if (parts.at(-1) !== anyRun) parts.push(anyRun);
      i++;
    } else if (c === '\\' && special.test(source[i + 1] ?? '')) text += source[++i];
    else if (special.test(c) && c !== '-' && c !== '/') return undefined;
    else text += c;
  }
  if (text !== '') parts.push(text);
  const texts = parts.filter((part) => typeof part === 'string');
  return texts.length > 1 ? texts : undefined;
}

/** Whether the texts stand one after the other in a line of the value (anywhere in it, where `.` means every character). */
export function holdsSequence(value: string, texts: readonly string[], dotAll: boolean): boolean {
  // A value that does not hold them at all is done in one pass; lines are looked at one by one only then.
  if (!standInOrder(value, texts)) return false;
  return dotAll || !lineBreak.test(value) || value.split(lineBreak).some((line) => standInOrder(line, texts));
}

function standInOrder(text: string, texts: readonly string[]): boolean {
  let from = 0;
  for (const part of texts) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return true;
}
