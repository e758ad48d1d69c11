import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { contentsOf } from './scan-contents.ts';
import { loadYara, type YaraMatch, type YaraScanner, yaraOptions } from './yara-binding.ts';

export type ScanSetup = {
  readonly sources: readonly { readonly source: string; readonly namespace: string }[];
  readonly bytesMax: number;
  readonly timeoutMs: number;
  readonly isUnpacking: boolean;
};

export type ToScanWorker =
  | ({ readonly type: 'start' } & ScanSetup)
  | { readonly type: 'file'; readonly number: number; readonly path: string };

/** Matches of one file or of one member of an archive. */
export type ContentMatches = {
  readonly member: string | undefined;
  readonly bytes: number;
  readonly sha256: string;
  readonly rules: readonly YaraMatch[];
};

export type FromScanWorker = {
  readonly number: number;
  readonly bytes: number;
  readonly matches: readonly ContentMatches[];
  /** What of the file could not be scanned. */
  readonly faults: readonly string[];
};

/** Matches kept for one pattern of a rule. */
const matchesMax = 20;

let setup: ScanSetup | undefined;
let scanner: YaraScanner | undefined;

function start(message: ScanSetup): void {
  setup = message;
  scanner = loadYara()!.compile('', yaraOptions);
  scanner.addRuleSources([...message.sources]);
  scanner.setTimeout(message.timeoutMs);
  scanner.setMaxMatchesPerPattern(matchesMax);
}

function scanFile(number: number, path: string): FromScanWorker {
  const { isUnpacking, bytesMax } = setup!;
  const matches: ContentMatches[] = [];
  const faults: string[] = [];
  let size = 0;
  try {
    const file = readFileSync(path);
    size = file.length;
    for (const content of contentsOf(file, isUnpacking, bytesMax)) {
      const { member } = content;
      const place = member === undefined ? '' : `${member}: `;
      if ('reason' in content) faults.push(`${place}${content.reason}`);
      else {
        try {
          const rules = scanner!.scan(content.bytes, variablesOf(member ?? path));
          const sha256 = rules.length === 0 ? '' : createHash('sha256').update(content.bytes).digest('hex');
          if (rules.length > 0) matches.push({ member, bytes: content.bytes.length, sha256, rules });
        } catch (error) {
          faults.push(`${place}${error instanceof Error ? error.message : String(error)}`);
        }
      }
    }
  } catch (error) {
    faults.push((error as NodeJS.ErrnoException).code ?? String(error));
  }
  return { number, bytes: size, matches, faults };
}

/** The variables that rules of the common scanners know. */
const variablesOf = (path: string): Record<string, string> => ({
  filename: textVariable(basename(path)),
  filepath: path,
  extension: textVariable(extname(path)),
  filetype: '',
  owner: '',
});

/** The binding takes texts like "0105" or "true" for numbers and truth values and then refuses the scan. */
const textVariable = (text: string): string =>
  /^[-+]?(\d|\.\d|inf|nan|true$|false$)/i.test(text) &&
  (!Number.isNaN(Number(text)) || /^[-+a-z]+$/i.test(text))
    ? ''
    : text;

process.on('message', (message: ToScanWorker) => {
  if (message.type === 'start') start(message);
  else process.send?.(scanFile(message.number, message.path));
});
process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => {});
