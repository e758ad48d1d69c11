import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { splitYaraRules, type YaraBlock } from './split-yara-rules.ts';
import { type YaraBinding, yaraOptions } from './yara-binding.ts';

/** A rule that cannot be compiled; lines count from 1. */
export type YaraProblem = {
  readonly file: string;
  readonly line: number;
  readonly rule: string | undefined;
  readonly reason: string;
};

export type YaraRules = {
  /** Sources that compile, each with its file as namespace. */
  readonly sources: readonly { readonly source: string; readonly namespace: string }[];
  readonly loaded: number;
  readonly problems: readonly YaraProblem[];
  /** SHA-256 over the contents of all rule files, wherever they lie. */
  readonly hash: string;
};

/** Rounds in which bad rules are taken out of one file before it is given up. */
const roundsMax = 50;

/** All YARA files at or below the paths, sorted. Throws where a path does not exist. */
export function listYaraFiles(paths: readonly string[]): string[] {
  const visit = (path: string, isGiven: boolean): string[] => {
    if (statSync(path).isDirectory())
      return readdirSync(path)
        .sort()
        .flatMap((name) => visit(join(path, name), false));
    return isGiven || /\.yara?$/i.test(path) ? [path] : [];
  };
  return paths.flatMap((path) => visit(path, true));
}

/** Compiles every rule that compiles; each other one is taken out of its file and named with its reason. */
export function loadYaraRules(yara: YaraBinding, files: readonly string[]): YaraRules {
  const sources: { source: string; namespace: string }[] = [];
  const problems: YaraProblem[] = [];
  const digest = createHash('sha256');
  let loaded = 0;
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    digest.update(text).update('\0');
    const source = withoutBadRules(yara, file, text, problems);
    if (source === undefined) continue;
    loaded += splitYaraRules(source).filter(isRule).length;
    sources.push({ source, namespace: file });
  }
  return { sources, loaded, problems, hash: digest.digest('hex') };
}

const isRule = ({ name }: YaraBlock): boolean => !/^(import|include)/.test(name);

function withoutBadRules(
  yara: YaraBinding,
  file: string,
  text: string,
  problems: YaraProblem[],
): string | undefined {
  let source = text;
  for (let round = 0; round < roundsMax; round++) {
    const { errors } = yara.validate(source, yaraOptions);
    if (errors.length === 0) return source;
    const blocks = splitYaraRules(source);
    const bad = new Set<YaraBlock>();
    for (const { code, message } of errors) {
      const { line, reason } = readMessage(code, message);
      const at = offsetOfLine(source, line);
      const block = blocks.find(({ start, end }) => lineStart(source, start) <= at && at < end);
      problems.push({
        file,
        line,
        rule: block !== undefined && isRule(block) ? block.name : undefined,
        reason,
      });
      if (block !== undefined) bad.add(block);
    }
    if (bad.size === 0) return undefined;
    // Line breaks stay, so that later messages name the right lines.
    for (const { start, end } of bad)
      source = source.slice(0, start) + source.slice(start, end).replace(/[^\n]/g, ' ') + source.slice(end);
  }
  problems.push({ file, line: 1, rule: undefined, reason: 'too many faults in one file' });
  return undefined;
}

/** The binding tells place and reason in a drawing for people. */
function readMessage(code: string, message: string): { line: number; reason: string } {
  const title = /^error\[\w+\]: (.*)$/m.exec(message)?.[1] ?? message.split('\n')[0]!;
  const note = /\^+ (.*)$/m.exec(message)?.[1];
  return {
    line: Number(/--> line:(\d+)/.exec(message)?.[1] ?? 1),
    reason: `${code}: ${title}${note === undefined ? '' : ` (${note})`}`,
  };
}

function offsetOfLine(source: string, line: number): number {
  let at = 0;
  for (let i = 1; i < line; i++) {
    const next = source.indexOf('\n', at);
    if (next < 0) return source.length - 1;
    at = next + 1;
  }
  return at;
}

const lineStart = (source: string, at: number): number => source.lastIndexOf('\n', at) + 1;
