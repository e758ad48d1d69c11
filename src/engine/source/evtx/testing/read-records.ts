import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FieldNames } from '../../field-names.ts';
import type { RecordView } from '../../record-view.ts';
import { ValueText } from '../../value-text.ts';
import { chunkBytes } from '../read-chunk.ts';
import { EvtxReader } from '../read-evtx.ts';

export type ReadRecord = { record: number; isRecovered: boolean; fields: Record<string, string[]> };

/** All values of a view, decoded. */
export function decodeFields(view: RecordView, names: FieldNames): Record<string, string[]> {
  const text = new ValueText();
  const fields: Record<string, string[]> = {};
  for (let i = 0; i < view.count; i++) {
    text.read(view.bufferOf(i), view.offsets[i]!, view.lengths[i]!, view.types[i]!);
    const name = names.name(view.fields[i]!);
    fields[name] = [...(fields[name] ?? []), text.toString()];
  }
  return fields;
}

/** Reads the bytes of an EVTX file as a person would want to see them. */
export function readRecords(
  bytes: Uint8Array,
  options: { recoverSlack?: boolean } = {},
): { records: ReadRecord[]; damages: string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'khien-evtx-'));
  try {
    const path = join(folder, 'a.evtx');
    writeFileSync(path, bytes);
    return readRecordsOfFile(path, bytes.length, options);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The records of chunks in memory, without the header of a file before them; a short last chunk is filled up. */
export function countRecordsInMemory(bytes: Uint8Array): number {
  const reader = new EvtxReader(new FieldNames());
  let count = 0;
  for (let at = 4096; at < bytes.length; at += chunkBytes) {
    const chunk = new Uint8Array(chunkBytes);
    chunk.set(bytes.subarray(at, at + chunkBytes));
    reader.readChunk(chunk, at, { recoverSlack: true, onDamage: () => {}, onRecord: () => count++ });
  }
  return count;
}

/** The same for a file on disk. */
export function readRecordsOfFile(
  path: string,
  size: number,
  options: { recoverSlack?: boolean } = {},
): { records: ReadRecord[]; damages: string[] } {
  const names = new FieldNames();
  const records: ReadRecord[] = [];
  const damages: string[] = [];
  new EvtxReader(names).read(
    path,
    { start: 0, end: size },
    {
      recoverSlack: options.recoverSlack ?? false,
      onDamage: (damage) => damages.push(`${damage.offset}: ${damage.reason}`),
      onRecord: (view) => {
        const fields = decodeFields(view, names);
        records.push({ record: view.record, isRecovered: view.isRecovered, fields });
      },
    },
  );
  return { records, damages };
}
