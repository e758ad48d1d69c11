/** A rule, import or include of a YARA source: offsets of its text. */
export type YaraBlock = { readonly name: string; readonly start: number; readonly end: number };

/**
 * Finds where the rules of a source begin and end, without understanding them: comments, strings, regular expressions
 * and nested braces are passed over. A rule without an end reaches to the end of the source.
 */
export function splitYaraRules(source: string): YaraBlock[] {
  const blocks: YaraBlock[] = [];
  let at = 0;
  while (at < source.length) {
    const next = skipQuoted(source, at, '');
    if (next > at) {
      at = next;
      continue;
    }
    const statement = /^(?:import|include)\s*"[^"\n]*"/.exec(source.slice(at, at + 4096));
    const head = /^(?:(?:private|global)\s+)*rule\s+(\w+)/.exec(source.slice(at, at + 4096));
    if (statement !== null) {
      blocks.push({ name: statement[0], start: at, end: at + statement[0].length });
      at += statement[0].length;
    } else if (head !== null) {
      const end = ruleEnd(source, at + head[0].length);
      blocks.push({ name: head[1]!, start: at, end });
      at = end;
    } else at += /^\w+/.exec(source.slice(at, at + 256))?.[0].length ?? 1;
  }
  return blocks;
}

function ruleEnd(source: string, start: number): number {
  let depth = 0;
  let before = '';
  for (let at = start; at < source.length; ) {
    const next = skipQuoted(source, at, before);
    if (next > at) {
      if (source[at] === '"') before = '"';
      at = next;
      continue;
    }
    const letter = source[at]!;
    if (letter === '{') depth++;
    if (letter === '}' && --depth === 0) return at + 1;
    if (!/\s/.test(letter)) before = `${before.slice(-8)}${letter}`;
    at++;
  }
  return source.length;
}

/** The end of the comment, string or regular expression that begins here; `at` where none does. */
function skipQuoted(source: string, at: number, before: string): number {
  const two = source.slice(at, at + 2);
  if (two === '//') return endOf(source, '\n', at);
  if (two === '/*') return endOf(source, '*/', at + 2);
  if (two[0] === '"') return closing(source, at, '"');
  // A slash begins an expression only where a value is expected; elsewhere it divides.
  if (two[0] === '/' && /([=(,]|matches)$/.test(before)) return closing(source, at, '/');
  return at;
}

const endOf = (source: string, what: string, from: number): number => {
  const end = source.indexOf(what, from);
  return end < 0 ? source.length : end + what.length;
};

/** Strings and expressions end with their line at the latest. */
function closing(source: string, at: number, quote: string): number {
  for (let i = at + 1; i < source.length; i++) {
    if (source[i] === '\\') i++;
    else if (source[i] === quote) return i + 1;
    else if (source[i] === '\n') return i;
  }
  return source.length;
}
