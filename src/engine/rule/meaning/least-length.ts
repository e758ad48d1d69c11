import { classEnd } from './class-end.ts';

/** A backslash with what belongs to it. */
const signPattern = /^\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|c[A-Za-z]|k<[^>]*>|\d+|[\s\S])?/;

/** What one part of an expression needs at least, and where it ends. */
type Part = { readonly least: number; readonly end: number };

/**
 * How many UTF-16 units a text has at least that an expression matches. May give less than the truth, never more: what
 * it does not know counts as nothing.
 */
export const leastLength = (source: string): number => leastOfAlternatives(source, 0).least;

/** The least of the alternatives from `start` up to the end of their group. */
function leastOfAlternatives(source: string, start: number): Part {
  let least = Number.POSITIVE_INFINITY;
  let sum = 0;
  let at = start;
  while (at < source.length && source[at] !== ')') {
    if (source[at] === '|') {
      least = Math.min(least, sum);
      sum = 0;
      at++;
      continue;
    }
    const part = leastOfAtom(source, at);
    const times = leastTimes(source, part.end);
    sum += part.least * times.least;
    at = times.end;
  }
  return { least: Math.min(least, sum), end: at };
}

function leastOfAtom(source: string, at: number): Part {
  switch (source[at]) {
    case '(': {
      const head = /^\((?:\?(?::|<?[=!]|<[^>=!]*>|[a-z-]+:))?/.exec(source.slice(at))![0];
      const inner = leastOfAlternatives(source, at + head.length);
      // Look-around takes no place.
      const isAround = /[=!]$/.test(head);
      return { least: isAround ? 0 : inner.least, end: inner.end + 1 };
    }
    case '[':
      return { least: 1, end: classEnd(source, at) + 1 };
    case '^':
    case '$':
      return { least: 0, end: at + 1 };
    case '\\': {
      const sign = signPattern.exec(source.slice(at))![0];
      // Edges of words, back references (which may be empty) and what Unicode calls a property.
      const takesNothing = /^\\(?:[bBkpP]|[1-9])/.test(sign);
      return { least: takesNothing ? 0 : 1, end: at + sign.length };
    }
    default:
      return { least: 1, end: at + 1 };
  }
}

/** How often an atom stands at least, by the quantifier behind it. */
function leastTimes(source: string, at: number): Part {
  const [quantifier] = /^(?:[*+?]|\{\d+(?:,\d*)?\})?[?+]?/.exec(source.slice(at))!;
  if (quantifier === '') return { least: 1, end: at };
  const count = /^\{(\d+)/.exec(quantifier)?.[1];
  if (count !== undefined) return { least: Number(count), end: at + quantifier.length };
  return { least: quantifier.startsWith('+') ? 1 : 0, end: at + quantifier.length };
}
