import { YamlError, type YamlNode } from './yaml-node.ts';

/** The value of a plain scalar by the core schema of YAML 1.2. */
export function plainValue(text: string): { value: string | number | boolean | null; text: string } {
  if (text === '' || text === '~' || /^(null|Null|NULL)$/.test(text)) return { value: null, text };
  if (/^(true|True|TRUE)$/.test(text)) return { value: true, text };
  if (/^(false|False|FALSE)$/.test(text)) return { value: false, text };
  if (/^[-+]?[0-9]+$/.test(text) && Math.abs(Number(text)) <= Number.MAX_SAFE_INTEGER)
    return { value: Number(text), text };
  if (/^0x[0-9a-fA-F]+$/.test(text) || /^0o[0-7]+$/.test(text)) return { value: Number(text), text };
  if (/^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/.test(text) && /[.eE]/.test(text))
    return { value: Number(text), text };
  return { value: text, text };
}

const escapes: Record<string, string> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
};

/**
 * Reads a quoted scalar at the start of `source`. Line breaks inside fold as YAML asks. Gives undefined where the
 * closing mark is missing.
 */
export function scanQuoted(source: string): { value: string; end: number } | undefined {
  const mark = source[0]!;
  let value = '';
  let i = 1;
  while (i < source.length) {
    const c = source[i]!;
    if (c === mark) {
      if (mark === "'" && source[i + 1] === "'") {
        value += "'";
        i += 2;
        continue;
      }
      return { value, end: i + 1 };
    }
    if (c === '\n') {
      let breaks = 0;
      while (source[i] === '\n' || source[i] === ' ') breaks += source[i++] === '\n' ? 1 : 0;
      value = value.replace(/[ \t]+$/, '') + (breaks > 1 ? '\n'.repeat(breaks - 1) : ' ');
    } else if (c === '\\' && mark === '"') {
      const escaped = readEscape(source, i + 1);
      value += escaped.value;
      i = escaped.end;
    } else {
      value += c;
      i++;
    }
  }
  return undefined;
}

function readEscape(source: string, at: number): { value: string; end: number } {
  const c = source[at] ?? '';
  const width = c === 'x' ? 2 : c === 'u' ? 4 : c === 'U' ? 8 : 0;
  if (width > 0) {
    const code = Number.parseInt(source.slice(at + 1, at + 1 + width), 16);
    return {
      value: code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd',
      end: at + 1 + width,
    };
  }
  if (c === '\n') {
    let end = at + 1;
    while (source[end] === ' ' || source[end] === '\t') end++;
    return { value: '', end };
  }
  return { value: escapes[c] ?? `\\${c}`, end: at + 1 };
}

type At = { line: number; column: number };

/**
 * Reads a flow list or map at the start of `source`. All parts carry the place of the opening bracket. Gives
 * undefined where the closing bracket is missing.
 */
export function parseFlow(
  source: string,
  at: At,
  from = 0,
  depth = 0,
): { node: YamlNode; end: number } | undefined {
  if (depth > 32) throw new YamlError('nested too deeply', at.line, at.column);
  const first = source[from]!;
  if (first === '[') return parseFlowList(source, at, from, depth);
  if (first === '{') return parseFlowMap(source, at, from, depth);
  if (first === '"' || first === "'") {
    const scanned = scanQuoted(source.slice(from));
    if (scanned === undefined) return undefined;
    return {
      node: { kind: 'scalar', value: scanned.value, text: scanned.value, ...at },
      end: from + scanned.end,
    };
  }
  let end = from;
  while (
    end < source.length &&
    !/[,[\]{}\n]/.test(source[end]!) &&
    !/^:[\s,[\]{}]/.test(source.slice(end, end + 2))
  )
    end++;
  return { node: { kind: 'scalar', ...plainValue(source.slice(from, end).trim()), ...at }, end };
}

const skipBlank = (source: string, from: number): number => {
  let i = from;
  while (i < source.length && /\s/.test(source[i]!)) i++;
  return i;
};

function parseFlowList(
  source: string,
  at: At,
  from: number,
  depth: number,
): { node: YamlNode; end: number } | undefined {
  const items: YamlNode[] = [];
  let i = skipBlank(source, from + 1);
  while (source[i] !== ']') {
    if (i >= source.length) return undefined;
    const item = parseFlow(source, at, i, depth + 1);
    if (item === undefined) return undefined;
    items.push(item.node);
    i = skipBlank(source, item.end);
    if (source[i] === ',') i = skipBlank(source, i + 1);
    else if (source[i] !== ']') {
      if (i >= source.length) return undefined;
      throw new YamlError('expected "," or "]"', at.line, at.column);
    }
  }
  return { node: { kind: 'list', items, ...at }, end: i + 1 };
}

function parseFlowMap(
  source: string,
  at: At,
  from: number,
  depth: number,
): { node: YamlNode; end: number } | undefined {
  const entries: { key: string; line: number; value: YamlNode }[] = [];
  let i = skipBlank(source, from + 1);
  while (source[i] !== '}') {
    if (i >= source.length) return undefined;
    const key = parseFlow(source, at, i, depth + 1);
    if (key === undefined) return undefined;
    if (key.node.kind !== 'scalar') throw new YamlError('complex keys are not read', at.line, at.column);
    i = skipBlank(source, key.end);
    if (i >= source.length) return undefined;
    if (source[i] !== ':') throw new YamlError('expected ":"', at.line, at.column);
    i = skipBlank(source, i + 1);
    if (i >= source.length) return undefined;
    const value = parseFlow(source, at, i, depth + 1);
    if (value === undefined) return undefined;
    entries.push({ key: key.node.text, line: at.line, value: value.node });
    i = skipBlank(source, value.end);
    if (source[i] === ',') i = skipBlank(source, i + 1);
    else if (source[i] !== '}') {
      if (i >= source.length) return undefined;
      throw new YamlError('expected "," or "}"', at.line, at.column);
    }
  }
  return { node: { kind: 'map', entries, ...at }, end: i + 1 };
}
