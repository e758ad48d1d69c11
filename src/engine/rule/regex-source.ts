import { classEnd } from './meaning/class-end.ts';

/** Public rules nest three deep; beyond some thousands regular expressions and what reads them run out of stack. */
const depthMax = 100;

/**
 * A Sigma regular expression (a subset of PCRE) in the dialect of JavaScript. Throws a SyntaxError with a reason
 * where an expression uses what JavaScript cannot do.
 */
export function translateRegex(source: string, flags: string): { source: string; flags: string } {
  let all = flags;
  let body = source.replace(/^\(\?([ims]+)\)/, (_, inline: string) => {
    all += inline;
    return '';
  });
  body = body.replace(/\(\?P?<([A-Za-z_]\w*)>/g, '(?<$1>').replace(/\(\?P=(\w+)\)/g, '\\k<$1>');
  body = body.replace(/\\([\s\S])/g, (whole, c: string) => pcreEscapes[c] ?? whole);
  if (/\[\[:\w+:\]/.test(body)) body = body.replace(/\[:(\w+):\]/g, (_, name: string) => posixClass(name));
  if (/\(\?[imsx]+\)/.test(body))
    throw new SyntaxError('flags inside the expression are read only at its start');
  if (depthOf(body) > depthMax) throw new SyntaxError(`groups are nested more than ${depthMax} deep`);
  const unique = [...new Set(all)].sort().join('');
  new RegExp(body, unique);
  return { source: body, flags: unique };
}

/** How many groups stand within each other. */
function depthOf(source: string): number {
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < source.length; i++) {
    const c = source[i];
    if (c === '\\') i++;
    else if (c === '[') i = classEnd(source, i);
    else if (c === '(') deepest = Math.max(deepest, ++depth);
    else if (c === ')') depth--;
  }
  return deepest;
}

const pcreEscapes: Record<string, string> = {
  A: '(?<![\\s\\S])',
  z: '(?![\\s\\S])',
  Z: '(?=\\n?(?![\\s\\S]))',
  h: '[ \\t]',
  a: '\\x07',
  e: '\\x1b',
};

function posixClass(name: string): string {
  const ranges: Record<string, string> = {
    alpha: 'A-Za-z',
    digit: '0-9',
    alnum: 'A-Za-z0-9',
    upper: 'A-Z',
    lower: 'a-z',
    space: '\\s',
    xdigit: '0-9A-Fa-f',
    punct: '!-\\/:-@\\[-`{-~',
  };
  const range = ranges[name];
  if (range === undefined) throw new SyntaxError(`the class [:${name}:] is not known`);
  return range;
}
