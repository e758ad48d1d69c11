import { gunzipSync } from 'node:zlib';
import { isZip, readZip, ZipError } from '../archive/read-zip.ts';

/** A file, or a file inside an archive. */
export type Content = { readonly member: string | undefined; readonly bytes: Buffer };
export type ContentFault = { readonly member: string | undefined; readonly reason: string };

const entriesMax = 20_000;

/**
 * The file itself and, on request, what ZIP archives (also JAR, WAR and office documents) and gzip files hold, one
 * level deep. Everything together stays below `bytesMax`; what does not is named as a fault.
 */
export function* contentsOf(
  file: Buffer,
  isUnpacking: boolean,
  bytesMax: number,
): Generator<Content | ContentFault> {
  yield { member: undefined, bytes: file };
  if (!isUnpacking) return;
  if (isZip(file)) yield* membersOf(file, bytesMax);
  else if (file[0] === 0x1f && file[1] === 0x8b) {
    try {
      yield { member: '(gzip)', bytes: gunzipSync(file, { maxOutputLength: bytesMax }) };
    } catch (error) {
      yield { member: '(gzip)', reason: error instanceof Error ? error.message : String(error) };
    }
  }
}

function* membersOf(file: Buffer, bytesMax: number): Generator<Content | ContentFault> {
  try {
    for (const { name, read } of readZip(file, { entriesMax, bytesMax })) {
      try {
        yield { member: name, bytes: read() };
      } catch (error) {
        if (!(error instanceof ZipError)) throw error;
        yield { member: name, reason: error.message };
      }
    }
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    yield { member: undefined, reason: error.message };
  }
}
