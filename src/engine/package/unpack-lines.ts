import { Readable, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** Packed text that is not what it claims to be. */
export class UnpackError extends Error {}

export type UnpackLimits = {
  /** Bytes when unpacked; more is taken for a bomb and stops the reading. */
  readonly bytesMax: number;
  readonly lineBytesMax: number;
};

/** The lines of gzip bytes, one after another with bounded memory. Throws {@link UnpackError}. */
export async function* unpackLines(
  packed: AsyncIterable<Buffer>,
  limits: UnpackLimits,
): AsyncGenerator<string> {
  let total = 0;
  const counted = new Transform({
    transform(part: Buffer, _, done) {
      total += part.length;
      if (total > limits.bytesMax) done(new UnpackError('more bytes than announced'));
      else done(null, part);
    },
  });
  const gunzip = createGunzip();
  const source = Readable.from(packed);
  source.on('error', (error) => gunzip.destroy(error));
  gunzip.on('error', (error) => counted.destroy(error));
  source.pipe(gunzip).pipe(counted);
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const part of counted as AsyncIterable<Buffer>) {
      const bytes = rest.length === 0 ? part : Buffer.concat([rest, part]);
      let start = 0;
      for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
        yield bytes.toString('utf8', start, end);
        start = end + 1;
      }
      rest = bytes.subarray(start);
      if (rest.length > limits.lineBytesMax) throw new UnpackError('a line is too long');
    }
  } catch (error) {
    if (error instanceof UnpackError) throw error;
    throw new UnpackError(error instanceof Error ? error.message : String(error));
  } finally {
    source.destroy();
    gunzip.destroy();
    counted.destroy();
  }
  if (rest.length > 0) throw new UnpackError('the last line has no end');
}
