import {
  closeSync,
  createReadStream,
  createWriteStream,
  mkdtempSync,
  openSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';

type Item = { readonly key: number; readonly text: string };

/** Characters kept in memory before they go to disk as a sorted run. */
const runLengthMax = 64 << 20;
/** Runs merged at once; more are merged in several rounds, so that open files stay few. */
const mergeWidth = 64;
const batchLength = 1 << 20;

/**
 * Sorts any number of lines by a number with bounded memory: sorted runs on disk, merged at the end. Lines with equal
 * keys keep the order in which they came.
 */
export class ExternalSort {
  readonly #folder = mkdtempSync(join(tmpdir(), 'khien-sort-'));
  readonly #runs: string[] = [];
  readonly #runLengthMax: number;
  #items: Item[] = [];
  #length = 0;
  #count = 0;

  constructor(lengthMax = runLengthMax) {
    this.#runLengthMax = lengthMax;
  }

  /** Takes a line. A full run goes to disk at once, so that a reader who cannot wait never fills the memory. */
  add(key: number, text: string): void {
    this.#items.push({ key: Number.isNaN(key) ? Number.POSITIVE_INFINITY : key, text });
    this.#length += text.length + 32;
    if (this.#length > this.#runLengthMax) this.#spill();
  }

  /** Gives all lines in order; those without a key (NaN) come last. */
  async *sorted(): AsyncGenerator<string> {
    if (this.#runs.length === 0) {
      for (const { text } of sortItems(this.#items)) yield text;
      return;
    }
    this.#spill();
    let runs = this.#runs;
    while (runs.length > mergeWidth) {
      const next: string[] = [];
      for (let i = 0; i < runs.length; i += mergeWidth)
        next.push(await this.#write(merge(runs.slice(i, i + mergeWidth))));
      runs = next;
    }
    for await (const { text } of merge(runs)) yield text;
  }

  /** Removes the files on disk. */
  dispose(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #spill(): void {
    const path = this.#nextPath();
    const file = openSync(path, 'w');
    let batch = '';
    for (const item of sortItems(this.#items)) {
      batch += written(item);
      if (batch.length > batchLength) {
        writeFileSync(file, batch);
        batch = '';
      }
    }
    writeFileSync(file, batch);
    closeSync(file);
    this.#runs.push(path);
    this.#items = [];
    this.#length = 0;
  }

  #nextPath(): string {
    return join(this.#folder, String(this.#count++));
  }

  async #write(items: AsyncIterable<Item>): Promise<string> {
    const path = this.#nextPath();
    const stream = createWriteStream(path);
    for await (const item of items)
      if (!stream.write(written(item)))
        await new Promise<void>((resolve) => stream.once('drain', () => resolve()));
    stream.end();
    await finished(stream);
    return path;
  }
}

// Array.prototype.sort is stable.
const sortItems = (items: Item[]): Item[] => items.sort((a, b) => (a.key === b.key ? 0 : a.key - b.key));

/** An item as one line of a run. A text with line breaks is written as JSON, which has none. */
const written = ({ key, text }: Item): string =>
  `${key}\t${/[\n\r]/.test(text) ? `j${JSON.stringify(text)}` : `p${text}`}\n`;

/** Only line feeds end a line here: texts may hold any of the other characters that look like one. */
async function* readRun(path: string): AsyncGenerator<Item> {
  let rest = '';
  for await (const block of createReadStream(path, { encoding: 'utf8' }) as AsyncIterable<string>) {
    const lines = (rest + block).split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      const tab = line.indexOf('\t');
      const text = line.slice(tab + 2);
      yield { key: Number(line.slice(0, tab)), text: line[tab + 1] === 'j' ? JSON.parse(text) : text };
    }
  }
}

/** Merges sorted runs; of equal keys the earlier run comes first. */
async function* merge(paths: readonly string[]): AsyncGenerator<Item> {
  const heads: { item: Item; rest: AsyncGenerator<Item> }[] = [];
  for (const path of paths) {
    const rest = readRun(path);
    const first = await rest.next();
    if (!first.done) heads.push({ item: first.value, rest });
  }
  while (heads.length > 0) {
    let best = 0;
    for (let i = 1; i < heads.length; i++) if (heads[i]!.item.key < heads[best]!.item.key) best = i;
    const head = heads[best]!;
    yield head.item;
    const next = await head.rest.next();
    if (next.done) heads.splice(best, 1);
    else head.item = next.value;
  }
}
