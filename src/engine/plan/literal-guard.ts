import { classEnd } from '../rule/meaning/class-end.ts';
import type { ValueTest } from '../rule/rule-model.ts';
import { guessOccurrence } from './text-frequency.ts';

/** Texts of which one must stand in a value. */
type Texts = readonly string[];

/** More texts than these are not worth asking for. */
const textsMax = 8;

/**
 * Literals of which one must occur wherever an expensive test holds: asked first, with all other literals at
 * once, they keep the expensive test from running. Undefined where no such literal is known.
 */
export function literalGuard(test: ValueTest): Texts | undefined {
  if (test.type === 'text' && test.cased) return test.value === '' ? undefined : [test.value];
  if (test.type === 'glob') {
    const best = new RarestTexts();
    for (const part of test.parts) if (typeof part === 'string') best.offer([part]);
    return best.texts;
  }
  return test.type === 'regex' ? regexGuard(test.source) : undefined;
}

/** Keeps those of the offered texts that the fewest values hold. */
class RarestTexts {
  texts: Texts | undefined;
  #occurrence = Number.POSITIVE_INFINITY;

  offer(texts: Texts | undefined): void {
    if (texts === undefined || texts.includes('')) return;
    const occurrence = texts.reduce((sum, text) => sum + guessOccurrence(text), 0);
    if (occurrence >= this.#occurrence) return;
    this.#occurrence = occurrence;
    this.texts = texts;
  }
}

/** One text for each alternative of a regular expression. */
function regexGuard(source: string): Texts | undefined {
  const texts = new Set<string>();
  for (const alternative of splitAlternatives(source)) {
    const own = sequenceGuard(alternative);
    if (own === undefined) return undefined;
    for (const text of own) texts.add(text);
  }
  return [...texts];
}

function splitAlternatives(source: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < source.length; i++) {
    const c = source[i];
    if (c === '\\') i++;
    else if (c === '[') i = classEnd(source, i);
    else if (c === '(') depth++;
    else if (c === ')') depth--;
    else if (c === '|' && depth === 0) {
      parts.push(source.slice(start, i));
      start = i + 1;
    }
  }
  return [...parts, source.slice(start)];
}

/** The rarest texts that every match of a sequence must hold: runs of plain characters, or what a group must hold. */
function sequenceGuard(source: string): Texts | undefined {
  const best = new RarestTexts();
  let run: Texts = [''];
  const end = (next: Texts): void => {
    best.offer(run);
    run = next;
  };
  for (let at = 0; at < source.length; ) {
    const atom = readAtom(source, at);
    const { least, most, next } = readRepetition(source, atom.next);
    at = next;
    if (least === 0) end(['']);
    else if (atom.inner !== undefined) {
      best.offer(regexGuard(atom.inner));
      end(['']);
    } else if (atom.texts === undefined) end(['']);
    else {
      if (run.length * atom.texts.length > textsMax) end(['']);
      run = run.flatMap((before) => atom.texts!.map((text) => before + text));
      // What comes behind a repeated character stands beside its last repetition.
      if (most > 1) end(atom.texts);
    }
  }
  end(['']);
  return best.texts;
}

/** A part of a sequence: what it may be where that is few characters, or the inside of a group. */
type Atom = { readonly next: number; readonly texts?: Texts; readonly inner?: string };

function readAtom(source: string, at: number): Atom {
  const c = source[at]!;
  if (c === '[') return { next: classEnd(source, at) + 1, ...textsOfClass(source, at) };
  if (c === '(') {
    const close = groupEnd(source, at);
    const inner = /^\((?:\?:|\?<[A-Za-z]\w*>|(?!\?))/.exec(source.slice(at, close));
    return inner === null
      ? { next: close + 1 }
      : { next: close + 1, inner: source.slice(at + inner[0].length, close) };
  }
  if (c === '\\') {
    const next = source[at + 1] ?? '';
    if (/[a-zA-Z0-9]/.test(next) || next === '') return { next: at + 2 + escapeTail(source, at + 1) };
    return { next: at + 2, ...plain(next) };
  }
  return '.^$'.includes(c) ? { next: at + 1 } : { next: at + 1, ...plain(c) };
}

/** Outside ASCII, the folding of regular expressions and of literals differ. */
const plain = (character: string): { texts?: Texts } =>
  character.charCodeAt(0) < 0x80 ? { texts: [character.toLowerCase()] } : {};

/** The characters of a class that has few: both cases of a letter are one. */
function textsOfClass(source: string, start: number): { texts?: Texts } {
  const inside = source.slice(start + 1, classEnd(source, start));
  // Up to four characters, escaped or not; no ranges, no named classes.
  if (!/^(?:[^\\^\-\]]|\\[^a-zA-Z0-9]){1,4}$/.test(inside)) return {};
  const characters = new Set(inside.replaceAll(/\\(.)/g, '$1').toLowerCase());
  return [...characters].every((character) => plain(character).texts !== undefined)
    ? { texts: [...characters] }
    : {};
}

/** How often the part before this place stands there. */
function readRepetition(source: string, at: number): { least: number; most: number; next: number } {
  const read = /^(?:[*+?]|\{(\d+)(,(\d*))?\})[?+]?/.exec(source.slice(at));
  if (read === null) return { least: 1, most: 1, next: at };
  const next = at + read[0].length;
  const [sign] = read[0];
  if (sign !== '{') return { least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : 2, next };
  const least = Number(read[1]);
  const most = read[2] === undefined ? least : read[3] === '' ? Number.POSITIVE_INFINITY : Number(read[3]);
  return { least, most, next };
}

/** How many characters belong to an escape such as \x41, \u0041, \cA or \k<name>, after its letter. */
function escapeTail(source: string, at: number): number {
  const match = /^(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|c[A-Za-z]|k<[^>]*>|\d+)/.exec(source.slice(at));
  return match === null ? 0 : match[0].length - 1;
}

function groupEnd(source: string, start: number): number {
  let depth = 0;
  for (let i = start; i < source.length; i++) {
    const c = source[i];
    if (c === '\\') i++;
    else if (c === '[') i = classEnd(source, i);
    else if (c === '(') depth++;
    else if (c === ')' && --depth === 0) return i;
  }
  return source.length;
}
