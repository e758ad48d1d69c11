import { crc32, inflateRawSync } from 'node:zlib';

/** A ZIP file, or one of its entries, that cannot be read; nothing of a bad entry is given out. */
export class ZipError extends Error {}

export type ZipEntry = {
  /** As it is written in the file: never to be used as a path without a check. */
  readonly name: string;
  /** Unpacked size as announced. */
  readonly bytes: number;
  /** The content. Throws {@link ZipError}; never gives more bytes than announced. */
  readonly read: () => Buffer;
};

export type ZipLimits = { readonly entriesMax: number; readonly bytesMax: number };

const endMagic = 0x06054b50;
const entryMagic = 0x02014b50;
const localMagic = 0x04034b50;
const endBytes = 22;
const commentBytesMax = 65_535;

export const isZip = (bytes: Buffer): boolean =>
  bytes.length >= endBytes && (bytes.readUInt32LE(0) === localMagic || bytes.readUInt32LE(0) === endMagic);

/**
 * The files of a ZIP (APPNOTE 6.3, without ZIP64, encryption and spanning) by its central directory:
 *
 * ```
 * entry  50 4b 01 02 · 8 flags · 10 method · 16 CRC-32 · 20 packed · 24 unpacked · 28 name · 30 extra · 32 comment
 *        · 42 local header · 46 name
 * local  50 4b 03 04 · 26 name length · 28 extra length · 30 name, extra, data
 * end    50 4b 05 06 · 10 entries · 12 size and 16 place of the directory · 20 comment length
 * ```
 *
 * @throws ZipError where the directory is damaged or exceeds the limits
 */
export function readZip(bytes: Buffer, limits: ZipLimits): ZipEntry[] {
  const end = findEnd(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count > limits.entriesMax) throw new ZipError(`more than ${limits.entriesMax} entries`);
  const entries: ZipEntry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  let total = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== entryMagic) throw new ZipError('damaged directory');
    const [nameBytes, rest] = [
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32),
    ];
    const name = bytes.toString('utf8', at + 46, at + 46 + nameBytes);
    const size = bytes.readUInt32LE(at + 24);
    total += size;
    if (total > limits.bytesMax) throw new ZipError(`more than ${limits.bytesMax} bytes when unpacked`);
    const place = at;
    if (!name.endsWith('/')) entries.push({ name, bytes: size, read: () => readEntry(bytes, place) });
    at += 46 + nameBytes + rest;
  }
  return entries;
}

function findEnd(bytes: Buffer): number {
  const lowest = Math.max(0, bytes.length - endBytes - commentBytesMax);
  for (let at = bytes.length - endBytes; at >= lowest; at--)
    if (bytes.readUInt32LE(at) === endMagic && at + endBytes + bytes.readUInt16LE(at + 20) === bytes.length)
      return at;
  throw new ZipError('no ZIP directory');
}

function readEntry(bytes: Buffer, place: number): Buffer {
  const flags = bytes.readUInt16LE(place + 8);
  const method = bytes.readUInt16LE(place + 10);
  const [crc, packed, size] = [16, 20, 24].map((at) => bytes.readUInt32LE(place + at)) as [
    number,
    number,
    number,
  ];
  const local = bytes.readUInt32LE(place + 42);
  if ((flags & 1) !== 0) throw new ZipError('encrypted');
  if (size === 0xffffffff || packed === 0xffffffff) throw new ZipError('ZIP64 is not read');
  if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== localMagic)
    throw new ZipError('damaged entry header');
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  if (start + packed > bytes.length) throw new ZipError('entry is cut off');
  const content = unpack(bytes.subarray(start, start + packed), method, size);
  if (content.length !== size || crc32(content) !== crc)
    throw new ZipError('entry does not fit its checksum');
  return content;
}

function unpack(packed: Buffer, method: number, size: number): Buffer {
  if (method === 0) return packed;
  if (method !== 8) throw new ZipError(`packing method ${method} is not read`);
  try {
    // The announced size bounds what a bomb can become; zero is no bound for zlib.
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
  } catch (error) {
    throw new ZipError(error instanceof Error ? error.message : String(error));
  }
}
