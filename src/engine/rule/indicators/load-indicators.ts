import { classifyIndicator, type Indicator, type IndicatorType } from './indicator.ts';

/** An indicator file: its name as shown to people, and its text. */
export type IndicatorSource = { readonly file: string; readonly text: string };
export type IndicatorProblem = { readonly file: string; readonly line: number; readonly reason: string };
export type LoadedIndicators = {
  readonly indicators: readonly Indicator[];
  readonly problems: readonly IndicatorProblem[];
};

type Sink = {
  add: (text: string, note: string, type?: IndicatorType) => boolean;
  problem: (line: number, reason: string) => void;
};

/**
 * Loads indicators from lists (one per line), CSV (any cell that is one), STIX 2.1 bundles and MISP events. Defanged
 * forms (hxxp, [.]) are read. Indicators of the allow-list are left out, with everything below an allowed domain.
 * Never throws: lines that cannot be understood are reported.
 */
export function loadIndicators(
  sources: readonly IndicatorSource[],
  allowed: readonly IndicatorSource[] = [],
): LoadedIndicators {
  const problems: IndicatorProblem[] = [];
  const allow = collect(allowed, problems);
  const found = collect(sources, problems);
  const indicators = [...found.values()].filter((indicator) => !isAllowed(indicator, allow));
  return { indicators, problems };
}

function collect(sources: readonly IndicatorSource[], problems: IndicatorProblem[]): Map<string, Indicator> {
  const found = new Map<string, Indicator>();
  for (const { file, text } of sources) {
    const sink: Sink = {
      add: (raw, note, type) => {
        const known = classifyIndicator(raw);
        const indicator = type === 'file-name' ? { type, value: raw.trim().toLowerCase() } : known;
        if (indicator === undefined || indicator.value === '') return false;
        const key = `${indicator.type}\0${indicator.value}`;
        if (!found.has(key)) found.set(key, { ...indicator, source: file, note });
        return true;
      },
      problem: (line, reason) => problems.push({ file, line, reason }),
    };
    const trimmed = text.replace(/^\uFEFF/, '');
    if (/^\s*[[{]/.test(trimmed) && !/^\s*\[[.:]/.test(trimmed)) readJson(trimmed, sink);
    else readLines(trimmed, sink);
  }
  return found;
}

function isAllowed(indicator: Indicator, allow: ReadonlyMap<string, Indicator>): boolean {
  if (allow.has(`${indicator.type}\0${indicator.value}`)) return true;
  const host =
    indicator.type === 'url'
      ? indicator.value.replace(/^[a-z][a-z0-9+.-]*:\/\/(?:[^/@]*@)?/, '').replace(/[:/?#].*$/s, '')
      : indicator.type === 'email'
        ? indicator.value.slice(indicator.value.indexOf('@') + 1)
        : indicator.type === 'domain'
          ? indicator.value
          : undefined;
  if (host === undefined) return false;
  for (let rest = host; rest !== ''; rest = rest.includes('.') ? rest.slice(rest.indexOf('.') + 1) : '')
    if (allow.has(`domain\0${rest}`) || allow.has(`ipv4\0${rest}`)) return true;
  return false;
}

/** A list or CSV: in each line, every cell that is an indicator; the whole line is its note. */
function readLines(text: string, sink: Sink): void {
  for (const [i, raw] of text.split(/\r\n|\n|\r/).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#') || line.startsWith('//') || line.startsWith(';')) continue;
    const cells = line.match(/"(?:[^"]|"")*"|[^,;\t]+/g) ?? [];
    let count = 0;
    for (const cell of cells) {
      const bare = cell
        .trim()
        .replace(/^"|"$/g, '')
        .replace(/\s+#.*$/, '');
      if (sink.add(bare, cells.length > 1 ? line.slice(0, 200) : '')) count++;
    }
    // The first line of a CSV names its columns.
    if (count === 0 && !(i === 0 && cells.length > 1))
      sink.problem(i + 1, `no indicator in "${line.slice(0, 80)}"`);
  }
}

type Json = { [key: string]: Json | undefined } | Json[] | string | number | boolean | null;

function readJson(text: string, sink: Sink): void {
  let root: Json;
  try {
    root = JSON.parse(text) as Json;
  } catch (error) {
    sink.problem(1, `not readable as JSON: ${error instanceof Error ? error.message : error}`);
    return;
  }
  const visit = (node: Json, depth: number): void => {
    if (depth > 32 || node === null || typeof node !== 'object') return;
    if (Array.isArray(node)) {
      for (const item of node)
        if (typeof item === 'string') sink.add(item, '');
        else visit(item, depth + 1);
      return;
    }
    if (node.type === 'indicator' && typeof node.pattern === 'string')
      readStixPattern(node.pattern, String(node.name ?? ''), sink);
    else if (typeof node.type === 'string' && typeof node.value === 'string')
      readMispAttribute(node.type, node.value, node, sink);
    for (const child of Object.values(node)) if (child !== undefined) visit(child, depth + 1);
  };
  visit(root, 0);
}

/** The comparisons of a STIX pattern that name a value; their combination (AND, FOLLOWEDBY) is not kept. */
function readStixPattern(pattern: string, note: string, sink: Sink): void {
  let count = 0;
  for (const match of pattern.matchAll(/([a-z0-9-]+):([\w.'-]+)\s*=\s*'((?:[^'\\]|\\.)*)'/g)) {
    const [, object, path, quoted] = match;
    const value = quoted!.replace(/\\(.)/g, '$1');
    if (object === 'file' && path === 'name') count += sink.add(value, note, 'file-name') ? 1 : 0;
    else count += sink.add(value, note) ? 1 : 0;
  }
  if (count === 0) sink.problem(1, `no value in the pattern ${pattern.slice(0, 80)}`);
}

/** MISP joins two values of one attribute with `|`, such as `filename|sha256`. */
function readMispAttribute(
  type: string,
  value: string,
  node: { [key: string]: Json | undefined },
  sink: Sink,
): void {
  if (node.to_ids === false || node.deleted === true) return;
  const note = typeof node.comment === 'string' ? node.comment : '';
  const types = type.split('|');
  for (const [i, part] of value.split('|').entries()) {
    const isName = (types[i] ?? '') === 'filename';
    sink.add(part, note, isName ? 'file-name' : undefined);
  }
}
