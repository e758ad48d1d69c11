import { type Level, levels } from '../rule/rule-model.ts';

export const packageFormat = 'khien-result-package';
export const packageVersion = 1;

/** A file that was hunted through or scanned. */
export type PackageInput = {
  readonly path: string;
  readonly bytes: number;
  /** SHA-256 of the file as it was read, in hex; null where it could not be read to its end. */
  readonly sha256: string | null;
  readonly format: string;
  readonly records: number;
  /** Whether the file grew or changed while it was read. */
  readonly changed?: true;
};

export type PackageEntry = { readonly name: string; readonly bytes: number; readonly sha256: string };

/** What a result package says of itself; times are ISO 8601 in UTC. */
export type PackageManifest = {
  readonly format: typeof packageFormat;
  readonly version: typeof packageVersion;
  /** A random UUID, so that a package is taken in once. */
  readonly id: string;
  readonly kind: 'hunt' | 'scan';
  readonly tool: { readonly name: string; readonly version: string; readonly runtime: string };
  readonly host: { readonly name: string; readonly platform: string };
  /** Who hunted, and for which case, as typed. */
  readonly operator: string | null;
  readonly label: string | null;
  /** The words of the command line. */
  readonly options: readonly string[];
  readonly startedAt: string;
  readonly endedAt: string;
  readonly isComplete: boolean;
  readonly rules: { readonly hash: string; readonly loaded: number; readonly problems: number };
  readonly indicators: number;
  readonly inputs: readonly PackageInput[];
  readonly records: number;
  readonly findings: {
    readonly count: number;
    /** Bytes of the findings when unpacked. */
    readonly bytes: number;
    readonly byLevel: Readonly<Record<Level, number>>;
  };
  /** Every entry of the package but the manifest and the signature. */
  readonly entries: readonly PackageEntry[];
};

type Shape = { readonly [key: string]: (value: unknown) => boolean };

const isText = (value: unknown): boolean => typeof value === 'string';
const isTextOrNull = (value: unknown): boolean => value === null || isText(value);
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
const isHash = (value: unknown): boolean => isText(value) && /^[0-9a-f]{64}$/.test(value as string);
const isTime = (value: unknown): boolean =>
  isText(value) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value as string);
const listOf = (check: (value: unknown) => boolean) => (value: unknown) =>
  Array.isArray(value) && value.every(check);
const shapeOf = (shape: Shape) => (value: unknown) =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(shape).every(([key, check]) => check((value as Record<string, unknown>)[key]));

const checks: Shape = {
  format: (value) => value === packageFormat,
  version: (value) => value === packageVersion,
  id: (value) => isText(value) && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value as string),
  kind: (value) => value === 'hunt' || value === 'scan',
  tool: shapeOf({ name: isText, version: isText, runtime: isText }),
  host: shapeOf({ name: isText, platform: isText }),
  operator: isTextOrNull,
  label: isTextOrNull,
  options: listOf(isText),
  startedAt: isTime,
  endedAt: isTime,
  isComplete: (value) => typeof value === 'boolean',
  rules: shapeOf({ hash: isText, loaded: isCount, problems: isCount }),
  indicators: isCount,
  inputs: listOf(
    shapeOf({
      path: isText,
      bytes: isCount,
      sha256: (value) => value === null || isHash(value),
      format: isText,
      records: isCount,
    }),
  ),
  records: isCount,
  findings: shapeOf({
    count: isCount,
    bytes: isCount,
    byLevel: shapeOf(Object.fromEntries(levels.map((level) => [level, isCount]))),
  }),
  entries: listOf(shapeOf({ name: isText, bytes: isCount, sha256: isHash })),
};

/** Reads a manifest of this version; gives the name of the first field that is missing or not of its kind. */
export function parseManifest(text: string): { manifest: PackageManifest } | { wrongField: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { wrongField: 'JSON' };
  }
  if (typeof value !== 'object' || value === null) return { wrongField: 'JSON' };
  for (const [key, check] of Object.entries(checks))
    if (!check((value as Record<string, unknown>)[key])) return { wrongField: key };
  return { manifest: value as PackageManifest };
}
