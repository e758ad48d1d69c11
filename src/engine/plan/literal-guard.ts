import { classEnd } from '../rule/meaning/class-end.ts';
import type { ValueTest } from '../rule/rule-model.ts';

/** Even one unusual character spares most values an expensive expression. */
const guardLengthMin = 1;

/**
 * Literals of which one must occur wherever an expensive test holds: asked first, with all other literals at
 * once, they keep the expensive test from running. Undefined where no such literal is known.
 */
export function literalGuard(test: ValueTest): string[] | undefined {
  if (test.type === 'text' && test.cased) return test.value === '' ? undefined : [test.value];
  if (test.type === 'glob') {
    const texts = test.parts.filter((part) => typeof part === 'string');
    const longest = texts.reduce((best, text) => (text.length > best.length ? text : best), '');
    return longest === '' ? undefined : [longest];
  }
  return test.type === 'regex' ? regexGuard(test.source) : undefined;
}

/** One literal for each alternative at the top of a regular expression. */
function regexGuard(source: string): string[] | undefined {
  const guards = splitAlternatives(source).map(longestLiteral);
  return guards.every((guard) => guard.length >= guardLengthMin) ? guards : undefined;
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

/** The longest run of plain characters that every match must contain. Groups and classes end a run. */
function longestLiteral(source: string): string {
  let best = '';
  let run = '';
  const end = (): void => {
    if (run.length > best.length) best = run;
    run = '';
  };
  for (let i = 0; i < source.length; i++) {
    const c = source[i]!;
    if (c === '(' || c === '[') {
      end();
      i = c === '(' ? groupEnd(source, i) : classEnd(source, i);
    } else if (c === '*' || c === '?' || (c === '{' && /^\{\d*,?\d*\}/.test(source.slice(i)))) {
      // The character before may be missing.
      run = run.slice(0, -1);
      end();
      if (c === '{') i = source.indexOf('}', i);
    } else if (c === '\\') {
      const next = source[++i] ?? '';
      if (/[a-zA-Z0-9]/.test(next)) {
        end();
        i += escapeTail(source, i);
      } else run += next;
    } else if ('.^$+'.includes(c)) end();
    // Outside ASCII, the folding of regular expressions and of literals differ.
    else if (c.charCodeAt(0) < 0x80) run += c;
    else end();
  }
  end();
  return best;
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
