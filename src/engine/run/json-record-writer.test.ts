import { globSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { FieldNames } from '../source/field-names.ts';
import { timeText } from '../source/parse-time.ts';
import { Place, RecordView, ValueType } from '../source/record-view.ts';
import { TimeZone } from '../source/time-zone.ts';
import { ValueText } from '../source/value-text.ts';
import { WorkMemory } from '../source/work-memory.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { unpackSharedData } from '../testing/shared-data.ts';
import { RecordDecoder } from './decoded-records.ts';
import { JsonRecordWriter } from './json-record-writer.ts';
import { listInputs } from './list-inputs.ts';

const texts = [
  '',
  'a',
  'C:\\Windows\\"x"',
  'đơn\u0000',
  '\u0001\t\n\r\f\b\u007f',
  '😀 \ud800',
  'xin chào\0\0',
  'sixteen letters!',
  'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe -nop "x"',
  'Đơn vị được giám sát: Ủy ban nhân dân 😀\ud83d',
  '\\n\\u0041\\/\\"\\\\ \\t',
];
const blockBytes = 1024;
const lengths = [0, 1, 2, 3, 4, 5, 8, 12, 16, 28, 40, 41];
const types = Object.values(ValueType);

/** The slow and plain way. */
function expected(view: RecordView, names: FieldNames, file: string, zone?: TimeZone): string {
  const text = new ValueText();
  const fields = new Map<string, (string | null)[]>();
  for (let i = 0; i < view.ownCount; i++) {
    text.read(view.bufferOf(i), view.offsets[i]!, view.lengths[i]!, view.types[i]!);
    const value = view.types[i] === ValueType.null ? null : text.toString();
    const name = names.name(view.fields[i]!);
    fields.set(name, [...(fields.get(name) ?? []), value]);
  }
  const flat = Object.fromEntries(
    [...fields].map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  );
  const utc = timeText(view.timeMicros, view.timeDigits, view.timeNanos);
  const time = utc === null ? null : (zone?.display(utc) ?? utc);
  return JSON.stringify({ file, record: view.record, offset: view.fileOffset, time, fields: flat });
}

/** A view, and the block in it that values may lie in. */
function makeView(memory: WorkMemory | undefined): { view: RecordView; at: number } {
  const view = new RecordView(memory);
  if (memory === undefined) view.bytes = new Uint8Array(blockBytes);
  return { view, at: memory?.reserve(blockBytes) ?? 0 };
}

function fillBlock(block: Uint8Array, random: (below: number) => number): void {
  const kind = random(4);
  const limit = kind === 0 ? 256 : 128;
  for (let i = 0; i < block.length; i++) block[i] = random(limit);
  if (kind < 2) return;
  // Texts as they are met, in either encoding.
  const encoding = kind === 2 ? 'utf8' : 'utf16le';
  for (let at = 0; at < block.length - 200; )
    at += Buffer.from(block.buffer, block.byteOffset).write(texts[random(texts.length)]!, at, 190, encoding);
}

function fillView(view: RecordView, blockAt: number, random: (below: number) => number): void {
  view.reset();
  view.record = [random(1e6), 5_000_000_000 + random(1000), 2 ** 60 + random(1e9)][random(3)]!;
  view.fileOffset = random(2) === 0 ? random(1e9) : 2 ** 40 + random(1e9);
  view.timeDigits = random(10);
  view.timeMicros = random(20) === 0 ? Number.NaN : (random(4e9) - 1e8) * 1e6 + random(1e6);
  if (random(9) === 0) view.timeMicros = random(2 ** 32) * 64e6 + random(1e6);
  view.timeNanos = random(1000);
  for (let i = random(9); i >= 0; i--) {
    const field = random(12);
    if (random(4) === 0) view.addMade(field, texts[random(texts.length)]!);
    else {
      const length = random(5) === 0 ? random(300) : lengths[random(lengths.length)]!;
      const type = random(3) === 0 ? ValueType.utf16 : types[random(types.length)]!;
      view.add(field, Place.record, blockAt + random(600), length, type);
    }
  }
  if (random(9) === 0)
    view.data.setBigUint64(blockAt, BigInt(random(0x1000_0000)) * BigInt(random(2 ** 32)) * 9n, true);
  if (random(4) === 0) view.add(3, Place.record, blockAt, 8, ValueType.fileTime);
  if (random(30) === 0) view.derivedFrom = random(view.count + 1);
}

const namesOfTwelve = (): FieldNames => {
  const names = new FieldNames();
  for (let i = 0; i < 12; i++) names.id(i === 5 ? 'tên "x"' : `field${i}`);
  return names;
};

const linesOf = (chunks: readonly Uint8Array[]): string[] => {
  const lines = Buffer.concat(chunks).toString('utf8').split('\n');
  expect(lines.pop()).toBe('');
  return lines;
};

describe.each([
  ['buffers of its own', () => undefined],
  ['the memory of a worker', () => WorkMemory.make(32 << 20)],
])('records written as bytes out of %s', (_, makeMemory) => {
  it('are what JSON.stringify makes of the decoded record, for every type of value', () => {
    const random = seededRandom(41);
    const names = namesOfTwelve();
    const { view, at } = makeView(makeMemory());
    for (const zone of [undefined, TimeZone.parse('Asia/Ho_Chi_Minh')]) {
      const chunks: Uint8Array[] = [];
      const lines: string[] = [];
      const writer = new JsonRecordWriter(names, zone, (bytes) => chunks.push(bytes));
      for (let round = 0; round < (zone === undefined ? 20_000 : 500); round++) {
        fillBlock(view.bytes.subarray(at, at + blockBytes), random);
        fillView(view, at, random);
        writer.write('a "b".evtx', view, 0);
        lines.push(expected(view, names, 'a "b".evtx', zone));
      }
      writer.flush();
      expect(linesOf(chunks)).toEqual(lines);
    }
  });

  it('may be larger than the output, and several writers may take turns', () => {
    const random = seededRandom(42);
    const names = namesOfTwelve();
    const memory = makeMemory();
    const { view, at } = makeView(memory);
    const large = memory?.reserve(1 << 20) ?? 0;
    if (memory === undefined) view.bytes = new Uint8Array(1 << 20);
    view.bytes.fill(1, large, large + 700_000);
    const writers = [0, 1].map(() => {
      const chunks: Uint8Array[] = [];
      return {
        chunks,
        lines: [] as string[],
        writer: new JsonRecordWriter(names, undefined, (bytes) => chunks.push(bytes)),
      };
    });
    for (let round = 0; round < 60; round++) {
      const { writer, lines } = writers[random(2)]!;
      fillView(view, at, random);
      if (round % 10 === 5)
        for (const field of [13, 7, 7, 2])
          view.add(names.id(`f${field}`), Place.record, large, 650_000, ValueType.utf16);
      view.addMade(3, 'the last');
      const file = random(9) === 0 ? 'long name '.repeat(9000) : `${random(2)}.evtx`;
      writer.write(file, view, 0);
      lines.push(expected(view, names, file));
    }
    for (const { writer, chunks, lines } of writers) {
      writer.flush();
      expect(linesOf(chunks)).toEqual(lines);
    }
  });
});

const archives = ['evtx-attack-samples.tar.gz', 'sigma-regression.tar.gz'].map(unpackSharedData);

describe.skipIf(archives.every((archive) => archive === undefined))('public event logs', () => {
  afterAll(() => {
    for (const archive of archives) archive?.dispose();
  });

  it('are written as JSON.stringify would', async () => {
    const decoder = new RecordDecoder();
    const chunks: Uint8Array[] = [];
    const lines: string[] = [];
    const writer = new JsonRecordWriter(decoder.names, undefined, (bytes) => chunks.push(bytes));
    for (const archive of archives) {
      const paths = archive === undefined ? [] : globSync(`${archive.folder}/**/*.evtx`);
      for (const file of listInputs(paths).files)
        await decoder.readViews(file, {
          onView: (view) => {
            writer.write(file.path, view, 0);
            lines.push(expected(view, decoder.names, file.path));
          },
          onDamage: () => {},
        });
    }
    writer.flush();
    expect(lines.length).toBeGreaterThan(1000);
    // One by one: a difference of all lines would be too long to read.
    const written = linesOf(chunks);
    expect(written).toHaveLength(lines.length);
    for (const [i, line] of lines.entries()) if (line !== written[i]) expect(written[i]).toBe(line);
  });
});
