import { createRequire } from 'node:module';

/** What the binding gives for a rule that matched a file. */
export type YaraMatch = {
  readonly ruleIdentifier: string;
  readonly namespace: string;
  readonly meta: Readonly<Record<string, string | number | boolean>>;
  readonly tags: readonly string[];
  readonly matches: readonly {
    readonly identifier: string;
    readonly offset: number;
    readonly length: number;
    readonly data: string;
  }[];
};

export type YaraScanner = {
  addRuleSources(sources: { source: string; namespace: string }[]): void;
  setTimeout(timeoutMs: number): void;
  setMaxMatchesPerPattern(most: number): void;
  scan(data: Buffer, variables: Record<string, string>): YaraMatch[];
};

type Problem = { readonly code: string; readonly message: string };
export type YaraBinding = {
  compile(source: string, options: object): YaraScanner;
  validate(source: string, options: object): { readonly errors: readonly Problem[] };
};

/** YARA-X as a native module; there is one for these platforms. */
const packages: Record<string, string> = { 'linux-x64': '@litko/yara-x-linux-x64-gnu' };

/**
 * Options of every compilation. Rules written for older engines and for the common scanners are taken: loose regular
 * expressions and the variables that those define. Rules may not read other files.
 */
export const yaraOptions = {
  relaxedReSyntax: true,
  enableIncludes: false,
  enableAllWarnings: false,
  defineVariables: { filename: '', filepath: '', extension: '', filetype: '', owner: '' },
} as const;

/** The YARA engine of this machine, or undefined where there is none. */
export function loadYara(): YaraBinding | undefined {
  const name = packages[`${process.platform}-${process.arch}`];
  if (name === undefined) return undefined;
  try {
    return createRequire(import.meta.url)(name) as YaraBinding;
  } catch {
    return undefined;
  }
}
