import { YamlError, type YamlNode } from './yaml-node.ts';
import { parseFlow, plainValue, scanQuoted } from './yaml-scalar.ts';

type Line = { indent: number; text: string; number: number };
const depthMax = 100;

/**
 * YAML as Sigma rules use it, with the place of every value.
 *
 * Read are block maps and lists, flow maps and lists, plain and quoted scalars (over several lines too), literal
 * and folded blocks, comments, several documents. Refused, with a reason, are anchors, aliases, tags, complex
 * keys, tabs as indentation and keys that stand twice: a rule that needs them would mean different things to
 * different tools. See docs/decisions for why the engine has its own reader.
 *
 * Reads all documents of a file; empty ones are left out. Throws {@link YamlError}.
 */
export function parseYaml(source: string): YamlNode[] {
  const documents: YamlNode[] = [];
  const flush = (lines: Line[]): void => {
    const reader = new BlockReader(lines);
    const node = reader.readDocument();
    if (node !== undefined) documents.push(node);
  };
  let lines: Line[] = [];
  for (const [i, raw] of source
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    if (/^(---|\.\.\.)(\s|$)/.test(raw)) {
      flush(lines);
      const rest = raw.slice(3).trim();
      lines = rest === '' || rest.startsWith('#') ? [] : [{ indent: 0, text: rest, number: i + 1 }];
    } else if (!raw.startsWith('%') || lines.length > 0) {
      const text = raw.trimStart();
      lines.push({ indent: raw.length - text.length, text: text.trimEnd(), number: i + 1 });
      if (/^ *\t/.test(raw) && text !== '' && !text.startsWith('#')) lines.at(-1)!.indent = -1;
    }
  }
  flush(lines);
  return documents;
}

class BlockReader {
  readonly #lines: Line[];
  #at = 0;
  #depth = 0;

  constructor(lines: Line[]) {
    this.#lines = lines;
  }

  readDocument(): YamlNode | undefined {
    const line = this.#peek();
    if (line === undefined) return undefined;
    const node = this.#readBlock(line.indent);
    const rest = this.#peek();
    if (rest !== undefined) throw this.#error(rest, 'unexpected indentation');
    return node;
  }

  /** The next line that is neither blank nor a comment. */
  #peek(): Line | undefined {
    while (this.#at < this.#lines.length) {
      const line = this.#lines[this.#at]!;
      if (line.text !== '' && !line.text.startsWith('#')) {
        if (line.indent < 0) throw new YamlError('a tab is not indentation', line.number, 1);
        return line;
      }
      this.#at++;
    }
    return undefined;
  }

  #readBlock(indent: number): YamlNode {
    const line = this.#peek()!;
    if (++this.#depth > depthMax) throw this.#error(line, 'nested too deeply');
    const node = isListItem(line.text)
      ? this.#readList(indent)
      : keyEnd(line.text) > 0
        ? this.#readMap(indent)
        : this.#readLoneScalar(indent);
    this.#depth--;
    return node;
  }

  #readList(indent: number): YamlNode {
    const items: YamlNode[] = [];
    const first = this.#peek()!;
    for (let line = this.#peek(); line?.indent === indent && isListItem(line.text); line = this.#peek()) {
      const rest = line.text.slice(1).trimStart();
      if (rest === '' || rest.startsWith('#')) {
        this.#at++;
        items.push(this.#readNested(indent, line, false));
      } else if (isListItem(rest) || keyEnd(rest) > 0) {
        // The item is a block of its own that starts in the middle of the line.
        const inner = indent + line.text.length - rest.length;
        this.#lines[this.#at] = { indent: inner, text: rest, number: line.number };
        items.push(this.#readBlock(inner));
      } else items.push(this.#readInline(rest, line, indent));
    }
    return { kind: 'list', items, line: first.number, column: indent + 1 };
  }

  #readMap(indent: number): YamlNode {
    const first = this.#peek()!;
    const entries: { key: string; line: number; value: YamlNode }[] = [];
    const keys = new Set<string>();
    for (let line = this.#peek(); line?.indent === indent; line = this.#peek()) {
      const end = keyEnd(line.text);
      if (end <= 0) throw this.#error(line, 'expected "key: value"');
      const key = readKey(line.text.slice(0, end), line);
      if (keys.has(key)) throw this.#error(line, `the key "${key}" stands twice`);
      keys.add(key);
      const rest = line.text.slice(end + 1).trimStart();
      const isEmpty = rest === '' || rest.startsWith('#');
      if (isEmpty) this.#at++;
      const value = isEmpty ? this.#readNested(indent, line, true) : this.#readInline(rest, line, indent);
      entries.push({ key, line: line.number, value });
    }
    const extra = this.#peek();
    if (extra !== undefined && extra.indent > indent) throw this.#error(extra, 'unexpected indentation');
    return { kind: 'map', entries, line: first.number, column: indent + 1 };
  }

  /** What stands below `key:` or `-`. A list may stand at the indentation of its key. */
  #readNested(indent: number, parent: Line, isBelowKey: boolean): YamlNode {
    const line = this.#peek();
    if (line !== undefined && line.indent > indent) return this.#readBlock(line.indent);
    if (isBelowKey && line?.indent === indent && isListItem(line.text)) return this.#readBlock(indent);
    return { kind: 'scalar', value: null, text: '', line: parent.number, column: parent.indent + 1 };
  }

  #readLoneScalar(indent: number): YamlNode {
    const line = this.#peek()!;
    return this.#readInline(line.text, line, indent - 1);
  }

  /** A value that begins on the current line and may go on in deeper lines. */
  #readInline(rest: string, line: Line, indent: number): YamlNode {
    const column = line.indent + line.text.length - rest.length + 1;
    const at = { line: line.number, column };
    const first = rest[0]!;
    if ('&*!'.includes(first))
      throw new YamlError('anchors, aliases and tags are not read; quote the value', at.line, column);
    if ('%@`'.includes(first))
      throw new YamlError(`a plain value cannot begin with "${first}"; quote it`, at.line, column);
    if (first === '|' || first === '>')
      return { kind: 'scalar', ...this.#readLiteral(rest, line, indent), ...at };
    if (first === '"' || first === "'") {
      const value = this.#readQuoted(rest, line);
      return { kind: 'scalar', value, text: value, ...at };
    }
    if (first === '[' || first === '{') return this.#readFlow(rest, line, at);
    return { kind: 'scalar', ...plainValue(this.#readPlain(rest, line, indent)), ...at };
  }

  #readPlain(rest: string, line: Line, indent: number): string {
    this.#at++;
    let text = stripComment(rest);
    if (/:(\s|$)/.test(text)) throw this.#error(line, 'a plain value cannot hold ": "; quote it');
    if (text !== rest) return text;
    let blanks = 0;
    while (this.#at < this.#lines.length) {
      const next = this.#lines[this.#at]!;
      if (next.text === '') blanks++;
      else {
        if (next.indent <= indent || next.text.startsWith('#')) break;
        const piece = stripComment(next.text);
        if (/:(\s|$)/.test(piece)) throw this.#error(next, 'a plain value cannot hold ": "; quote it');
        text += (blanks > 0 ? '\n'.repeat(blanks) : ' ') + piece;
        blanks = 0;
      }
      this.#at++;
    }
    return text;
  }

  #readQuoted(rest: string, line: Line): string {
    let source = rest;
    let scanned = scanQuoted(source);
    this.#at++;
    while (scanned === undefined) {
      const next = this.#lines[this.#at++];
      if (next === undefined) throw this.#error(line, 'the quotation mark is not closed');
      source += `\n${next.text}`;
      scanned = scanQuoted(source);
    }
    const tail = source.slice(scanned.end).trim();
    if (tail !== '' && !tail.startsWith('#'))
      throw this.#error(line, 'text after the closing quotation mark');
    return scanned.value;
  }

  #readFlow(rest: string, line: Line, at: { line: number; column: number }): YamlNode {
    let source = rest;
    this.#at++;
    for (;;) {
      const parsed = parseFlow(source, at);
      if (parsed !== undefined) {
        const tail = source.slice(parsed.end).trim();
        if (tail !== '' && !tail.startsWith('#')) throw this.#error(line, 'text after the closing bracket');
        return parsed.node;
      }
      const next = this.#lines[this.#at++];
      if (next === undefined) throw this.#error(line, 'the bracket is not closed');
      source += `\n${next.text}`;
    }
  }

  /** A block scalar: `|` keeps line breaks, `>` folds them; `-` and `+` say what becomes of the last ones. */
  #readLiteral(head: string, line: Line, indent: number): { value: string; text: string } {
    const match = /^([|>])(?:([+-])?([1-9])?|([1-9])([+-]))\s*(?:#.*)?$/.exec(head);
    if (match === null)
      throw this.#error(line, 'not a block scalar; quote a value that begins with "|" or ">"');
    this.#at++;
    const chomp = match[2] ?? match[5] ?? '';
    const width = match[3] ?? match[4];
    let inner = width === undefined ? -1 : Math.max(indent, 0) + Number(width);
    const rows: string[] = [];
    for (; this.#at < this.#lines.length; this.#at++) {
      const next = this.#lines[this.#at]!;
      if (next.text === '') {
        rows.push('');
        continue;
      }
      if (inner < 0) inner = next.indent;
      if (next.indent <= indent || next.indent < inner) break;
      rows.push(' '.repeat(next.indent - inner) + next.text);
    }
    let trailing = 0;
    while (rows.length > 0 && rows.at(-1) === '') trailing += rows.pop() === '' ? 1 : 0;
    const body = match[1] === '|' ? rows.join('\n') : foldRows(rows);
    const end = chomp === '-' || rows.length === 0 ? '' : chomp === '+' ? '\n'.repeat(trailing + 1) : '\n';
    return { value: body + end, text: body + end };
  }

  #error(line: Line, reason: string): YamlError {
    return new YamlError(reason, line.number, Math.max(line.indent, 0) + 1);
  }
}

const isListItem = (text: string): boolean => text === '-' || text.startsWith('- ');

/** The offset of the colon that ends a key at the start of a line, or -1. */
function keyEnd(text: string): number {
  const first = text[0]!;
  if (first === '"' || first === "'") {
    const end = scanQuoted(text)?.end ?? -1;
    return end > 0 && /^\s*:(\s|$)/.test(text.slice(end)) ? text.indexOf(':', end) : -1;
  }
  if ('[{#|>&*!%@`'.includes(first)) return -1;
  const match = /:(?=\s|$)/.exec(text);
  const comment = text.search(/\s#/);
  return match === null || (comment >= 0 && comment < match.index) ? -1 : match.index;
}

function readKey(source: string, line: Line): string {
  const text = source.trim();
  if (text.startsWith('"') || text.startsWith("'")) return scanQuoted(text)!.value;
  if (text.startsWith('? ')) throw new YamlError('complex keys are not read', line.number, line.indent + 1);
  return text;
}

function stripComment(text: string): string {
  const comment = text.search(/\s#/);
  return comment < 0 ? text : text.slice(0, comment).trimEnd();
}

/** Folds the rows of a `>` block: single breaks become spaces, except around deeper rows. */
function foldRows(rows: readonly string[]): string {
  let text = rows[0] ?? '';
  for (let i = 1; i < rows.length; i++) {
    const [row, before] = [rows[i]!, rows[i - 1]!];
    const keepsBreak = row === '' || row.startsWith(' ') || before.startsWith(' ');
    text += keepsBreak ? `\n${row}` : before === '' ? row : ` ${row}`;
  }
  return text;
}
