import { deepStrictEqual } from 'node:assert';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FieldNames } from '../../field-names.ts';
import { RecordView } from '../../record-view.ts';
import { ValueText } from '../../value-text.ts';
import { WorkMemory } from '../../work-memory.ts';
import type { Damage } from '../read-chunk.ts';
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

type ReadLog = { records: ReadRecord[]; damages: string[] };

/** One reader in a memory for all logs, as in a worker. */
const namesInMemory = new FieldNames();
const readerInMemory = new EvtxReader(namesInMemory, new RecordView(WorkMemory.make(64 << 20)));

/** The same for a file on disk. It is read by the kernel, too: both ways must give the same. */
export function readRecordsOfFile(
  path: string,
  size: number,
  options: { recoverSlack?: boolean } = {},
): ReadLog {
  const names = new FieldNames();
  const read = (reader: EvtxReader, readerNames: FieldNames): ReadLog => {
    const log: ReadLog = { records: [], damages: [] };
    const handlers = {
      recoverSlack: options.recoverSlack ?? false,
      onDamage: (damage: Damage) => log.damages.push(`${damage.offset}: ${damage.reason}`),
      onRecord: (view: RecordView) => {
        const { record, isRecovered } = view;
        log.records.push({ record, isRecovered, fields: decodeFields(view, readerNames) });
      },
    };
    reader.read(path, { start: 0, end: size }, handlers);
    return log;
  };
  const log = read(new EvtxReader(names), names);
  deepStrictEqual(read(readerInMemory, namesInMemory), log);
  return log;
}
