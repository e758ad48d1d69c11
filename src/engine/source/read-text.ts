import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import type { Damage } from './evtx/read-chunk.ts';
import type { ByteRange } from './evtx/read-evtx.ts';
import { type LineSink, LineSplitter } from './line-splitter.ts';
import { ObjectSplitter } from './object-splitter.ts';
import type { Recognised } from './recognise.ts';
import { RecordView } from './record-view.ts';
import type { TextFormat } from './text-format.ts';

const blockBytes = 1 << 20;

export type TextReading = {
  readonly format: TextFormat;
  readonly packing: Recognised['packing'];
  /** Texts in UTF-16 are turned into UTF-8 first; offsets then count in that. */
  readonly encoding: Recognised['encoding'];
  /** Lines that begin in this range are read; packed and UTF-16 files are read whole. */
  readonly range: ByteRange;
  readonly onRecord: (view: RecordView) => void;
  readonly onDamage: (damage: Damage) => void;
  readonly signal?: AbortSignal | undefined;
  /** Waited for after each block. */
  readonly pace?: (() => Promise<void>) | undefined;
};

/**
 * Reads a text log, packed or not, with constant memory. Record numbers count the lines of the range from 1. Gives
 * the number of lines, so that the numbers of later ranges can be set right.
 */
export async function readText(path: string, reading: TextReading): Promise<number> {
  const view = new RecordView();
  const state = { lines: 0, isDone: false };
  const sink = lineSink(view, reading, state);
  const { start, end } = reading.range;
  const isLines = reading.format.name !== 'json';
  // One byte earlier, to see whether the range begins with a line or inside one.
  const from = isLines && start > 0 ? start - 1 : start;
  const splitter = isLines ? new LineSplitter(sink, from) : new ObjectSplitter(sink);
  const input = createReadStream(path, { start: from, highWaterMark: blockBytes });
  const consume = async (blocks: AsyncIterable<Uint8Array>): Promise<void> => {
    let isFirst = true;
    for await (const block of reading.encoding === 'utf-8' ? blocks : toUtf8(blocks, reading.encoding)) {
      splitter.push(isFirst && start === 0 ? withoutMark(block) : block);
      isFirst = false;
      await reading.pace?.();
      if (state.isDone || (splitter instanceof LineSplitter && splitter.nextOffset >= end)) return;
    }
    splitter.end();
  };
  try {
    const signal = reading.signal;
    if (reading.packing === 'none') await pipeline(input, consume, { signal });
    else
      await pipeline(
        input,
        reading.packing === 'gzip'
          ? createGunzip({ chunkSize: blockBytes })
          : createZstdDecompress({ chunkSize: blockBytes }),
        consume,
        {
          signal,
        },
      );
  } catch (error) {
    if (reading.signal?.aborted) return state.lines;
    if (isUnpackingError(error)) {
      splitter.end();
      reading.onDamage({
        offset: start,
        reason: `the packed file is damaged or cut off: ${(error as Error).message}`,
      });
    } else throw error;
  } finally {
    input.destroy();
  }
  return state.lines;
}

function lineSink(
  view: RecordView,
  reading: TextReading,
  state: { lines: number; isDone: boolean },
): LineSink {
  const { format, range } = reading;
  let isHead = format.name !== 'json' && range.start > 0;
  return {
    line: (bytes, start, end, offset) => {
      if (isHead) {
        // The end of a line that belongs to the range before.
        isHead = false;
        return;
      }
      if (offset >= range.end && reading.packing === 'none') {
        state.isDone = true;
        return;
      }
      state.lines++;
      view.reset();
      view.bytes = bytes;
      view.record = state.lines;
      view.fileOffset = offset;
      view.start = start;
      view.byteLength = end - start;
      const result = format.parse(view, start, end);
      if (result === 'record') reading.onRecord(view);
      else if (result === 'damaged')
        reading.onDamage({ offset, line: state.lines, reason: `not readable as ${format.name}` });
    },
    tooLong: (offset) => reading.onDamage({ offset, reason: 'a line longer than 16 MiB' }),
  };
}

async function* toUtf8(blocks: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding);
  for await (const block of blocks) yield Buffer.from(decoder.decode(block, { stream: true }));
  yield Buffer.from(decoder.decode());
}

const withoutMark = (block: Uint8Array): Uint8Array =>
  block[0] === 0xef && block[1] === 0xbb && block[2] === 0xbf ? block.subarray(3) : block;

const isUnpackingError = (error: unknown): boolean =>
  error instanceof Error &&
  /^(Z_|ZSTD_|ERR_ZSTD|ERR_BUFFER)/.test((error as NodeJS.ErrnoException).code ?? '');
