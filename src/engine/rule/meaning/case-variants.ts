import { classEnd } from './class-end.ts';

/**
 * A regular expression that ignores case, written out as one that does not need to: `ab` as `[aA][bB]`. V8's
 * linear-time engine knows no flag `i`. Undefined where it cannot be written out without changing its meaning.
 */
export function writeOutCase(source: string): string | undefined {
  let out = '';
  for (let i = 0; i < source.length; i++) {
    const c = source[i]!;
    if (c === '\\') {
      const next = source[++i] ?? '';
      if (/[xukcp0-9]/.test(next)) return undefined;
      out += c + next;
    } else if (c === '[') {
      const end = classEnd(source, i);
      const written = writeOutClass(source.slice(i + 1, end));
      if (written === undefined) return undefined;
      out += `[${written}]`;
      i = end;
    } else if (c === '(' && source[i + 1] === '?') {
      // Group heads such as (?<name> hold letters that are no text.
      const head = /^\(\?(?:<[A-Za-z_]\w*>|<?[=!]|:)/.exec(source.slice(i));
      if (head === null) return undefined;
      out += head[0];
      i += head[0].length - 1;
    } else out += variants(c);
  }
  return out;
}

function variants(c: string): string {
  const [lower, upper] = [c.toLowerCase(), c.toUpperCase()];
  return lower === upper || lower.length !== 1 || upper.length !== 1 ? c : `[${lower}${upper}]`;
}

/** The inside of a character class. Ranges are written out where both ends are digits or letters of one case. */
function writeOutClass(body: string): string | undefined {
  let out = '';
  for (let i = 0; i < body.length; i++) {
    const c = body[i]!;
    if (c === '\\') {
      const next = body[++i] ?? '';
      if (/[xukcp0-9]/.test(next)) return undefined;
      out += c + next;
    } else if (body[i + 1] === '-' && i + 2 < body.length) {
      const range = body.slice(i, i + 3);
      if (!/^(?:[a-z]-[a-z]|[A-Z]-[A-Z]|\d-\d)$/.test(range)) return undefined;
      out += /\d/.test(c) ? range : range.toLowerCase() + range.toUpperCase();
      i += 2;
    } else {
      const written = variants(c);
      out += written === c ? c : written.slice(1, -1);
    }
  }
  return out;
}
