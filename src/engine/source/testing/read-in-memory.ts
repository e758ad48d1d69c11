import { createHash } from 'node:crypto';
import type { FieldNames } from '../field-names.ts';
import { openFormat } from '../open-format.ts';
import { openSplitter } from '../open-splitter.ts';
import { wholeFile } from '../read-log.ts';
import type { Recognised } from '../recognise.ts';
import { RecordSink } from '../record-sink.ts';
import type { RecordView } from '../record-view.ts';
import type { TextBuffers } from '../text-buffers.ts';
import type { FormatName } from '../text-format.ts';

const readableMax = 10_000;

/** What a reader made of a text: its records with all that the view says of them, and damages, each as one line. */
export type Reading = { readonly records: string[]; readonly damages: string[]; lines: number };

/** Reads bytes as if they stood in a file, in blocks of a size, with or without the memory of a worker. */
export function readInMemory(
  format: Recognised['format'],
  bytes: Uint8Array,
  blockBytes: number,
  buffers: TextBuffers,
  names: FieldNames,
): Reading {
  const reading: Reading = { records: [], damages: [], lines: 0 };
  const opened = openFormat(format as Exclude<FormatName, 'evtx'>, names, {}, buffers.kernels);
  const sink = new RecordSink(
    {
      format: opened,
      packing: 'none',
      encoding: 'utf-8',
      delimiter: ',',
      range: wholeFile,
      onRecord: (view) => reading.records.push(describe(view)),
      onDamage: ({ offset, line, reason }) => reading.damages.push(`${offset} ${line} ${reason}`),
    },
    buffers,
  );
  const splitter = openSplitter(opened.cut ?? 'lines', sink, 0, { delimiter: ',', breaks: buffers.breaks });
  const { block } = buffers;
  for (let at = 0; at < bytes.length; at += blockBytes) {
    const part = bytes.subarray(at, at + Math.min(blockBytes, block.length));
    block.set(part);
    splitter.push(block.subarray(0, part.length));
  }
  splitter.end();
  reading.lines = sink.lines;
  return reading;
}

/** All that readers set, without where in the memory it lies; as a hash where it is long. */
function describe(view: RecordView): string {
  const values: unknown[] = [];
  for (let i = 0; i < view.count; i++) {
    const start = view.offsets[i]!;
    const text = viewOf(view.bufferOf(i)).toString('latin1', start, start + view.lengths[i]!);
    values.push([view.fields[i], view.places[i], view.types[i], text]);
  }
  const { record, fileOffset, byteLength, timeMicros, timeNanos, timeDigits, isLocalTime } = view;
  const text = JSON.stringify([
    record,
    fileOffset,
    byteLength,
    String(timeMicros),
    timeNanos,
    timeDigits,
    isLocalTime,
    view.derivedFrom,
    values,
  ]);
  return text.length < readableMax ? text : createHash('sha256').update(text).digest('hex');
}

const viewOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
