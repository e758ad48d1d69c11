import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Packing } from '../recognise.ts';
import { openUnpacker, UnpackingGuard, unpackingFault } from '../unpacking.ts';
import { type ChunkOptions, chunkBytes } from './read-chunk.ts';
import type { EvtxReader } from './read-evtx.ts';

const fileHeaderBytes = 4096;

/** Reads an event log out of a gzip or zstd file, chunk by chunk, without unpacking it to disk. */
export async function readPackedEvtx(
  path: string,
  packing: Exclude<Packing, 'none'>,
  reader: EvtxReader,
  options: ChunkOptions,
  pace?: () => Promise<void>,
): Promise<void> {
  const piece = new Uint8Array(chunkBytes);
  let filled = 0;
  let offset = 0;
  const unpacker = openUnpacker(packing);
  const guard = new UnpackingGuard(unpacker);
  const consume = async (blocks: AsyncIterable<Uint8Array>): Promise<void> => {
    for await (const block of blocks) {
      await pace?.();
      guard.count(block.length);
      for (let at = 0; at < block.length; ) {
        const wanted = offset === 0 ? fileHeaderBytes : chunkBytes;
        const count = Math.min(wanted - filled, block.length - at);
        piece.set(block.subarray(at, at + count), filled);
        filled += count;
        at += count;
        if (filled < wanted) continue;
        if (offset > 0) reader.readChunk(piece, offset, options);
        offset += wanted;
        filled = 0;
      }
    }
  };
  try {
    await pipeline(createReadStream(path), unpacker, consume);
  } catch (error) {
    const reason = unpackingFault(error);
    if (reason === undefined) throw error;
    options.onDamage({ offset, reason });
  }
  if (filled > 0 && offset > 0) {
    piece.fill(0, filled);
    options.onDamage({ offset: offset + filled, reason: 'the file ends inside a chunk' });
    reader.readChunk(piece, offset, options);
  }
}
