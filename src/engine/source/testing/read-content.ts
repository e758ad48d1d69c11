import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { decodeFields } from '../evtx/testing/read-records.ts';
import { FieldNames } from '../field-names.ts';
import type { LineSink } from '../line-splitter.ts';
import { openFormat } from '../open-format.ts';
import { openSplitter } from '../open-splitter.ts';
import { timeText } from '../parse-time.ts';
import { LogReader, wholeFile } from '../read-log.ts';
import { type Recognised, recogniseHead } from '../recognise.ts';
import { RecordView } from '../record-view.ts';
import type { FormatName } from '../text-format.ts';
import { TimeZone } from '../time-zone.ts';
import { WorkMemory } from '../work-memory.ts';

export type ReadRecord = {
  fields: Record<string, string[]>;
  /** Values of the log itself, without second spellings. */
  own: number;
  time: string | null;
  record: number;
  offset: number;
  class: object;
};

export type ReadLog = {
  format: FormatName | undefined;
  delimiter: string | undefined;
  records: ReadRecord[];
  /** Offset and reason of each. */
  damages: string[];
};

const memoryBytes = 128 << 20;

/**
 * Reads the bytes of a log as a hunt would, by way of a file: with the kernels and without them. Throws where they do
 * not give the same.
 */
export async function readContent(
  content: string | Uint8Array,
  range = wholeFile,
  timeZone?: string,
): Promise<ReadLog> {
  const bytes = Buffer.from(content);
  const recognised = recogniseHead(bytes.subarray(0, 65_536));
  const log: ReadLog = {
    format: recognised?.format,
    delimiter: recognised?.delimiter,
    records: [],
    damages: [],
  };
  if (recognised === undefined) return log;
  const folder = mkdtempSync(join(tmpdir(), 'khien-text-'));
  try {
    const path = join(folder, 'log');
    writeFileSync(path, bytes);
    const byKernels: ReadLog = { ...log, records: [], damages: [] };
    await readInto(log, { ...recognised, path }, range, timeZone);
    await readInto(byKernels, { ...recognised, path }, range, timeZone, WorkMemory.make(memoryBytes));
    if (!isDeepStrictEqual(byKernels, log)) throw new Error('the kernels read something else');
  } finally {
    rmSync(folder, { recursive: true });
  }
  return log;
}

async function readInto(
  log: ReadLog,
  file: Recognised & { path: string },
  range: typeof wholeFile,
  timeZone: string | undefined,
  memory?: WorkMemory,
): Promise<void> {
  const names = new FieldNames();
  await new LogReader(names, memory).read(file, {
    range,
    timeZone: timeZone === undefined ? undefined : TimeZone.parse(timeZone),
    onRecord: (view, known) =>
      log.records.push({
        fields: decodeFields(view, names),
        own: view.ownCount,
        time: timeText(view.timeMicros, view.timeDigits, view.timeNanos),
        record: view.record,
        offset: view.fileOffset,
        class: known,
      }),
    onDamage: ({ offset, reason }) => log.damages.push(`${offset}: ${reason}`),
  });
}

/** Counts the records and the damages of bytes in memory, in blocks of a size, and decodes each value. */
export function countInMemory(
  file: Recognised,
  bytes: Uint8Array,
  blockBytes: number,
): { records: number; damages: number } {
  const names = new FieldNames();
  const format = openFormat(file.format as Exclude<FormatName, 'evtx'>, names, file);
  const view = new RecordView();
  const counts = { records: 0, damages: 0 };
  const sink: LineSink = {
    line: (block, start, end) => {
      view.reset();
      view.bytes = block;
      const result = format.parse(view, start, end);
      if (result === 'damaged' || result === 'partial') counts.damages++;
      if (result !== 'record' && result !== 'partial') return;
      counts.records++;
      decodeFields(view, names);
    },
    tooLong: () => {
      counts.damages++;
    },
  };
  const splitter = openSplitter(format.cut ?? 'lines', sink, 0, { delimiter: file.delimiter ?? ',' });
  for (let at = 0; at < bytes.length; at += blockBytes) splitter.push(bytes.subarray(at, at + blockBytes));
  splitter.end();
  return counts;
}
