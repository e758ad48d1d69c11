import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../testing/seeded-random.ts';
import { unpackSharedData } from '../../testing/shared-data.ts';
import { WalkComparison } from './testing/compare-walks.ts';
import {
  absent,
  type Content,
  eventData,
  eventNode,
  text,
  u32Value,
  u64Value,
  writeChunk,
  writeEvtx,
} from './testing/evtx-writer.ts';

const head = { channel: 'Security', provider: 'Test-Provider', eventId: 4688 };
const strings = { type: 0x81, bytes: Buffer.from('one\0two\0three', 'utf16le') };
const values: Record<string, Content> = {
  Image: text('C:\\a.exe'),
  Gone: absent,
  Empty: text(''),
  List: strings,
  Numbers: { type: 0x88, bytes: new Uint8Array([1, 0, 0, 0, 2, 0, 0, 0, 3]) },
  Odd: { type: 0x27, bytes: new Uint8Array([1, 2, 3]) },
  Sids: { type: 0x93, bytes: new Uint8Array(12) },
  Id: u64Value(0x15, 77n),
  Nothing: { type: 0x21, bytes: new Uint8Array(0) },
  Literal: 'always the same',
};
const usual = (id: number) => ({
  id,
  root: eventNode(head, [
    { nested: eventData({ ...values, N: u32Value(8, id), Text: text(`x${id}`.repeat(id % 5)) }) },
  ]),
});
const unusual = (id: number) => ({
  id,
  root: eventNode(head, [
    {
      nested: { name: 'UserData', children: [{ nested: eventData({ A: text('a') }), isBare: id % 2 === 0 }] },
    },
    eventData({ Twice: text('b') }),
    {
      name: 'EventData',
      children: [{ name: 'Data', attributes: { Name: text('Made') }, children: [text('c')] }],
    },
  ]),
});
const log = writeEvtx([
  writeChunk(Array.from({ length: 20 }, (_, i) => usual(i))),
  writeChunk([usual(5), unusual(6), usual(7), unusual(9), { ...usual(8), isBare: true }]),
  writeChunk([usual(10), { ...usual(11), time: 0xffff_ffff_ffff_fff7n }, { ...usual(12), time: 0n }]),
]);

describe('the walk in WebAssembly', () => {
  it('reads what JavaScript reads, and needs it only for what is new or unusual', () => {
    const comparison = new WalkComparison();
    const walked: number[] = [];
    for (let round = 0; round < 2; round++) {
      const { plain, kernel } = comparison.readChunks(log);
      expect(kernel).toEqual(plain);
      expect(kernel).toHaveLength(28);
      walked.push(comparison.walked);
    }
    // Those with new templates, with texts to be made, without a template; then only the latter two.
    expect(walked).toEqual([4, 7]);
  });

  it('does not take one definition for another that has its identifier', () => {
    const comparison = new WalkComparison();
    const chunkOf = (name: string) =>
      writeChunk([{ id: 1, root: eventNode(head, [eventData({ [name]: text('a') })]) }]);
    const good = chunkOf('Good');
    const evil = chunkOf('Evil');
    const guidAt = 512 + 24 + 4 + 10 + 4;
    good.copy(evil, guidAt, guidAt, guidAt + 16);
    const { plain, kernel } = comparison.readChunks(writeEvtx([good, evil, good, evil]));
    expect(kernel).toEqual(plain);
    const lastFields = kernel
      .filter((line) => line.startsWith('{'))
      .map((line) => /\n(\d+) .*$/.exec(line)![1]);
    expect(lastFields[0]).toBe(lastFields[2]);
    expect(lastFields[1]).not.toBe(lastFields[0]);
  });

  it('reads 10,000 mutated logs as JavaScript does, and writes nowhere else', () => {
    const comparison = new WalkComparison();
    const random = seededRandom(4711);
    const chunks = [0, 1, 2].map((i) => 4096 + 65_536 * i);
    const used = chunks.map((at) => log.readUInt32LE(at + 48));
    for (let round = 0; round < 10_000; round++) {
      const bytes = Buffer.from(log);
      const which = random(3);
      for (let k = random(6); k >= 0; k--) {
        const at = chunks[which]! + 512 + random(used[which]! - 512);
        if (random(3) === 0) bytes.writeUInt16LE(random(4) === 0 ? random(65_536) : random(64), at & ~1);
        else bytes[at] = random(4) === 0 ? random(256) : bytes[at]! ^ (1 << random(8));
      }
      const one = Buffer.concat([
        log.subarray(0, 4096),
        bytes.subarray(chunks[which], chunks[which]! + 65_536),
      ]);
      const { plain, kernel } = comparison.readChunks(one);
      if (plain.join('\n\n') !== kernel.join('\n\n')) expect([round, kernel]).toEqual([round, plain]);
    }
    expect(comparison.isIntact).toBe(true);
    expect(comparison.walked).toBeLessThan(comparison.records / 2);
  }, 120_000);
});

const archives = ['evtx-attack-samples.tar.gz', 'sigma-regression.tar.gz'].map(unpackSharedData);

describe.skipIf(archives.every((archive) => archive === undefined))('public event logs', () => {
  afterAll(() => {
    for (const archive of archives) archive?.dispose();
  });

  it('come out alike with the walk in WebAssembly and without', () => {
    const comparison = new WalkComparison();
    const different: string[] = [];
    for (const archive of archives) {
      for (const file of globSync('**/*.evtx', { cwd: archive?.folder ?? '' })) {
        const path = join(archive!.folder, file);
        const { plain, kernel } = comparison.readFile(path, { start: 0, end: statSync(path).size });
        if (plain.join('\n\n') !== kernel.join('\n\n')) different.push(file);
      }
    }
    expect(different).toEqual([]);
    expect(comparison.isIntact).toBe(true);
    expect(comparison.records).toBeGreaterThan(1000);
    expect(comparison.walked).toBeLessThan(comparison.records / 4);
  }, 120_000);
});
