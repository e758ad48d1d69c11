import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FieldNames } from '../field-names.ts';
import { recogniseFile } from '../recognise.ts';
import { EvtxReader } from './read-evtx.ts';
import { eventData, eventNode, text, u32Value, writeChunk, writeEvtx } from './testing/evtx-writer.ts';
import { readRecords } from './testing/read-records.ts';

const head = { channel: 'Security', provider: 'P', eventId: 1 };
const recordOf = (id: number, values: Parameters<typeof eventData>[0]) => ({
  id,
  root: eventNode(head, [eventData(values)]),
});
const readOne = (values: Parameters<typeof eventData>[0]) =>
  readRecords(writeEvtx([writeChunk([recordOf(1, values)])])).records[0]!.fields;

describe('EVTX as it is met in the field', () => {
  it('a nested fragment may be empty', () => {
    const fields = readOne({
      Before: text('a'),
      Nothing: { type: 0x21, bytes: new Uint8Array(0) },
      After: text('b'),
    });
    expect(fields).toMatchObject({ Before: ['a'], After: ['b'] });
    expect(fields).not.toHaveProperty('Nothing');
  });

  it('a template is defined where it is first used and referred to by its offset later', () => {
    const chunk = writeChunk([1, 2, 3].map((id) => recordOf(id, { N: u32Value(8, id) })));
    const sizes = readRecords(writeEvtx([chunk])).records.map(({ fields }) => fields.N);
    expect(sizes).toEqual([['1'], ['2'], ['3']]);
  });

  it('two values of one name both count', () => {
    const data = (value: string) => ({
      name: 'Data',
      attributes: { Name: 'Twice' },
      children: [text(value)],
    });
    const root = eventNode(head, [{ name: 'EventData', children: [data('a'), data('b')] }]);
    expect(readRecords(writeEvtx([writeChunk([{ id: 1, root }])])).records[0]!.fields.Twice).toEqual([
      'a',
      'b',
    ]);
  });

  it('characters outside the first plane and halves of them survive', () => {
    const half = { type: 1, bytes: new Uint8Array([0x61, 0, 0x3d, 0xd8, 0x62, 0]) };
    const fields = readOne({ Whole: text('🛡 đội'), Half: half });
    expect(fields.Whole).toEqual(['🛡 đội']);
    expect(fields.Half![0]).toHaveLength(3);
  });

  it('offsets in the header of a chunk may lie far behind its last record, or before its first', () => {
    for (const end of [65_536, 0xffffffff, 0]) {
      const chunk = writeChunk([recordOf(1, { A: text('x') }), recordOf(2, { A: text('y') })]);
      chunk.writeUInt32LE(end, 48);
      expect(readRecords(writeEvtx([chunk])).records.map(({ record }) => record)).toEqual([1, 2]);
    }
  });

  it('the header of the file may count chunks wrongly, or be lost', () => {
    const chunks = [1, 2, 3].map((id) => writeChunk([recordOf(id, { A: text('x') })]));
    for (const count of [0, 1, 65_535]) {
      const file = writeEvtx(chunks);
      file.writeUInt16LE(count, 42);
      expect(readRecords(file).records).toHaveLength(3);
    }
    const headless = writeEvtx(chunks);
    headless.fill(0, 0, 4096);
    const { records, damages } = readRecords(headless);
    expect([records.length, damages]).toEqual([3, ['0: no file header']]);
  });

  it('a file beyond 4 GiB, whose count of chunks wraps around, is read to its end', () => {
    const folder = mkdtempSync(join(tmpdir(), 'khien-large-'));
    try {
      const path = join(folder, 'large.evtx');
      const at = 4096 + 65_536 * 65_540;
      const file = openSync(path, 'w');
      writeSync(file, writeEvtx([writeChunk([recordOf(1, { A: text('first') })])]), 0, undefined, 0);
      // A hole on the disk: all zeros, as Windows leaves unused chunks.
      ftruncateSync(file, at);
      writeSync(file, writeChunk([recordOf(2, { A: text('last') })]), 0, undefined, at);
      closeSync(file);
      expect(recogniseFile(path)?.format).toBe('evtx');
      const found: [number, number][] = [];
      const reader = new EvtxReader(new FieldNames());
      const options = {
        recoverSlack: false,
        onDamage: () => {},
        onRecord: (view: { record: number; fileOffset: number }) =>
          found.push([view.record, view.fileOffset]),
      };
      reader.read(path, { start: at - 65_536 * 2, end: at + 65_536 }, options);
      expect(found).toEqual([[2, at + 512]]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
