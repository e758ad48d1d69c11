import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CollectedFile } from './collect-rule-files.ts';

/** A set of rules that was added. */
export type RuleSetCard = {
  readonly name: string;
  readonly source: string;
  readonly addedAt: string;
  readonly files: number;
  readonly sigma: number;
  readonly yara: number;
  /** Rules that cannot be loaded. */
  readonly unloadable: number;
  readonly sha256: string;
};

const cardName = 'khien-rule-set.json';
const setName = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u;

/** A name under which a set can be kept. */
export const isSetName = (name: string): boolean => setName.test(name) && !/[. ]$/.test(name);

/** Turns the name of a folder or file into the name of a set. */
export const toSetName = (text: string): string =>
  text
    .replace(/\.(zip|ya?ml|yara?)$/i, '')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[^\p{L}\p{N}]+|[. ]+$/gu, '')
    .slice(0, 64);

/** Sets of rules in the user's folder, each in a folder of its own name. */
export class RuleStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  list(): RuleSetCard[] {
    if (!existsSync(this.#folder)) return [];
    return readdirSync(this.#folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .flatMap(({ name }) => this.#card(name) ?? [])
      .sort((a, b) => a.name.localeCompare(b.name));
  }

  has(name: string): boolean {
    return existsSync(join(this.#folder, name));
  }

  /** Writes files to a place beside the sets, where they can be looked at before they count. */
  stage(files: readonly CollectedFile[]): { folder: string; sha256: string } {
    const folder = this.#staging;
    this.discard();
    const digest = createHash('sha256');
    for (const { path, content } of files) {
      const place = join(folder, path);
      mkdirSync(dirname(place), { recursive: true });
      writeFileSync(place, content);
      digest.update(path).update('\0').update(content).update('\0');
    }
    return { folder, sha256: digest.digest('hex') };
  }

  /** Puts what was staged in place of the set of this name; a hunt never sees half of both. */
  commit(staged: string, card: RuleSetCard): void {
    writeFileSync(join(staged, cardName), `${JSON.stringify(card, null, 1)}\n`);
    const place = join(this.#folder, card.name);
    const former = join(this.#folder, `.old-${process.pid}`);
    if (existsSync(place)) renameSync(place, former);
    renameSync(staged, place);
    rmSync(former, { recursive: true, force: true });
  }

  /** Removes what was staged and not committed. */
  discard(): void {
    rmSync(this.#staging, { recursive: true, force: true });
  }

  get #staging(): string {
    return join(this.#folder, `.new-${process.pid}`);
  }

  remove(name: string): void {
    rmSync(join(this.#folder, name), { recursive: true, force: true });
  }

  #card(name: string): RuleSetCard | undefined {
    try {
      return JSON.parse(readFileSync(join(this.#folder, name, cardName), 'utf8')) as RuleSetCard;
    } catch {
      // A folder that somebody put here by hand counts for hunts, but has no card.
      return undefined;
    }
  }
}
