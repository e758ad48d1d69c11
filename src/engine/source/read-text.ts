import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Damage } from './evtx/read-chunk.ts';
import type { ByteRange } from './evtx/read-evtx.ts';
import { type LineSink, LineSplitter } from './line-splitter.ts';
import { openSplitter } from './open-splitter.ts';
import { readBlocks } from './read-blocks.ts';
import type { Recognised } from './recognise.ts';
import type { RecordView } from './record-view.ts';
import { addDecodedRequests } from './request-values.ts';
import type { TextBuffers } from './text-buffers.ts';
import type { TextFormat } from './text-format.ts';
import type { TimeZone } from './time-zone.ts';
import { openUnpacker, UnpackingGuard, unpackingFault } from './unpacking.ts';

const blockBytes = 1 << 20;

export type TextReading = {
  readonly format: TextFormat;
  readonly packing: Recognised['packing'];
  /** Texts in UTF-16 are turned into UTF-8 first; offsets then count in that. */
  readonly encoding: Recognised['encoding'];
  /** Between the cells of a row. */
  readonly delimiter: string;
  /** Lines that begin in this range are read; packed and UTF-16 files are read whole. */
  readonly range: ByteRange;
  /** Where times without a zone were written; UTC unless given. */
  readonly timeZone?: TimeZone | undefined;
  /** The year of times that name none (syslog of the old form); unknown unless given. */
  readonly year?: number | undefined;
  readonly onRecord: (view: RecordView) => void;
  readonly search?: LineSearch | undefined;
  readonly onDamage: (damage: Damage) => void;
  readonly signal?: AbortSignal | undefined;
  /** Waited for after each block. */
  readonly pace?: (() => Promise<void>) | undefined;
};

/** For hunts that can say of the bytes of most lines that they hold nothing. */
export type LineSearch = {
  /** Told of each block of lines before those lines. */
  readonly onBlock: (block: Uint8Array) => void;
  /**
   * Whether a line has to be read; where not, it counts as a record of so many bytes and is not parsed. Asked only of
   * formats whose lines stand alone; undefined where all lines have to be read.
   */
  readonly isWanted: ((bytes: Uint8Array, start: number, end: number) => boolean) | undefined;
  /** Counts lines of the block that are not wanted, as far as they lie before `limit`; where none is left of them. */
  readonly passOver: ((block: Uint8Array, from: number, limit: number) => PassedLines) | undefined;
};

/** Where the next line begins, and how many were passed over. */
export type PassedLines = { readonly to: number; readonly lines: number };

type Progress = { lines: number; isDone: boolean };

/**
 * Reads a text log, packed or not, with constant memory. Record numbers count the lines of the range from 1. Gives
 * the number of lines, so that the numbers of later ranges can be set right.
 */
export async function readText(path: string, buffers: TextBuffers, reading: TextReading): Promise<number> {
  const state = { lines: 0, isDone: false };
  const { format, range, signal } = reading;
  const { start, end } = range;
  const cut = format.cut ?? 'lines';
  // One byte earlier, to see whether the range begins with a line or inside one.
  const from = cut === 'lines' && start > 0 ? start - 1 : start;
  const splitter = openSplitter(cut, recordSink(reading, buffers, state), from, reading.delimiter);
  const unpacker = reading.packing === 'none' ? undefined : openUnpacker(reading.packing);
  const guard = unpacker === undefined ? undefined : new UnpackingGuard(unpacker);
  const consume = async (blocks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> => {
    let isFirst = true;
    for await (const block of reading.encoding === 'utf-8' ? blocks : toUtf8(blocks, reading.encoding)) {
      guard?.count(block.length);
      splitter.push(isFirst && start === 0 ? withoutMark(block) : block);
      isFirst = false;
      await reading.pace?.();
      if (signal?.aborted) return;
      if (state.isDone || (splitter instanceof LineSplitter && splitter.nextOffset >= end)) return;
    }
    splitter.end();
  };
  // Only the splitter of lines copies what it keeps of a block.
  if (unpacker === undefined && splitter instanceof LineSplitter) {
    await consume(readBlocks(path, from, buffers.block));
    return state.lines;
  }
  const input = createReadStream(path, { start: from, highWaterMark: blockBytes });
  try {
    if (unpacker === undefined) await pipeline(input, consume, { signal });
    else await pipeline(input, unpacker, consume, { signal });
  } catch (error) {
    if (signal?.aborted) return state.lines;
    const reason = unpackingFault(error);
    if (reason === undefined) throw error;
    splitter.end();
    reading.onDamage({ offset: start, reason });
  } finally {
    input.destroy();
  }
  return state.lines;
}

/** Takes single records out of the splitter, has them read, and gives them on. */
function recordSink(reading: TextReading, buffers: TextBuffers, state: Progress): LineSink {
  const { format, range, timeZone } = reading;
  const { view } = buffers;
  const isLines = (format.cut ?? 'lines') === 'lines';
  const unit = isLines ? 'a line' : 'a record';
  let isHead = isLines && range.start > 0;
  const isWanted = isLines && format.isSplittable ? reading.search?.isWanted : undefined;
  const passOver = reading.search?.passOver;
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
      if (isLines && start === end) return;
      if (isWanted !== undefined && !isWanted(bytes, start, end)) return;
      view.reset();
      buffers.enter(bytes, start, end);
      view.record = state.lines;
      view.fileOffset = offset;
      const result = format.parse(view, view.start, view.start + view.byteLength);
      if (result === 'damaged' || result === 'partial')
        reading.onDamage({ offset, line: state.lines, reason: `not readable as ${format.name}` });
      if (result === 'damaged' || result === 'skipped') return;
      // Formats behind a syslog header often have a better time of their own.
      if (reading.year !== undefined && Number.isNaN(view.timeMicros)) view.setYear(reading.year);
      if (view.isLocalTime && timeZone !== undefined) view.timeMicros = timeZone.toUtc(view.timeMicros);
      if (format.requestFields !== undefined) addDecodedRequests(view, format.requestFields);
      reading.onRecord(view);
    },
    skip:
      isWanted === undefined || passOver === undefined
        ? undefined
        : (bytes, from, offset) => {
            if (isHead) return from;
            const limit = reading.packing === 'none' ? from + range.end - offset : bytes.length;
            const { to, lines } = passOver(bytes, from, limit);
            state.lines += lines;
            return to;
          },
    block: isLines ? reading.search?.onBlock : undefined,
    tooLong: (offset) => reading.onDamage({ offset, reason: `${unit} longer than is read at once` }),
  };
}

async function* toUtf8(
  blocks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  encoding: string,
): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding);
  for await (const block of blocks) yield Buffer.from(decoder.decode(block, { stream: true }));
  yield Buffer.from(decoder.decode());
}

const withoutMark = (block: Uint8Array): Uint8Array =>
  block[0] === 0xef && block[1] === 0xbb && block[2] === 0xbf ? block.subarray(3) : block;
