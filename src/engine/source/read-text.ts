import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { LineSplitter } from './line-splitter.ts';
import { openSplitter } from './open-splitter.ts';
import { readBlocks } from './read-blocks.ts';
import { RecordSink } from './record-sink.ts';
import type { TextBuffers } from './text-buffers.ts';
import type { TextReading } from './text-reading.ts';
import { openUnpacker, UnpackingGuard, unpackingFault } from './unpacking.ts';

const blockBytes = 1 << 20;

/**
 * Reads a text log, packed or not, with constant memory. Record numbers count the lines of the range from 1. Gives
 * the number of lines, so that the numbers of later ranges can be set right.
 */
export async function readText(path: string, buffers: TextBuffers, reading: TextReading): Promise<number> {
  const { format, range, signal } = reading;
  const { start, end } = range;
  const cut = format.cut ?? 'lines';
  // One byte earlier, to see whether the range begins with a line or inside one.
  const from = cut === 'lines' && start > 0 ? start - 1 : start;
  const sink = new RecordSink(reading, buffers);
  const splitter = openSplitter(cut, sink, from, { delimiter: reading.delimiter, breaks: buffers.breaks });
  // Only the splitter of lines copies what it keeps of a block.
  const isLines = splitter instanceof LineSplitter;
  const unpacker = reading.packing === 'none' ? undefined : openUnpacker(reading.packing);
  const guard = unpacker === undefined ? undefined : new UnpackingGuard(unpacker);
  const consume = async (blocks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> => {
    let isFirst = true;
    for await (const block of reading.encoding === 'utf-8' ? blocks : toUtf8(blocks, reading.encoding)) {
      guard?.count(block.length);
      const text = isFirst && start === 0 ? withoutMark(block) : block;
      if (isLines) for (const part of buffers.hold(text)) splitter.push(part);
      else splitter.push(text);
      isFirst = false;
      await reading.pace?.();
      if (signal?.aborted) return;
      if (sink.isDone || (isLines && splitter.nextOffset >= end)) return;
    }
    splitter.end();
  };
  if (unpacker === undefined && isLines) {
    await consume(readBlocks(path, from, buffers.block));
    return sink.lines;
  }
  const input = createReadStream(path, { start: from, highWaterMark: blockBytes });
  try {
    if (unpacker === undefined) await pipeline(input, consume, { signal });
    else await pipeline(input, unpacker, consume, { signal });
  } catch (error) {
    if (signal?.aborted) return sink.lines;
    const reason = unpackingFault(error);
    if (reason === undefined) throw error;
    splitter.end();
    reading.onDamage({ offset: start, reason });
  } finally {
    input.destroy();
  }
  return sink.lines;
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
