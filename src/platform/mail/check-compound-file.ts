const signature = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const endOfChain = 0xfffffffe;
const noStream = 0xffffffff;
const entryBytes = 128;

export const isCompoundFile = (bytes: Uint8Array): boolean => signature.equals(bytes.subarray(0, 8));

class CompoundFileError extends Error {}

const sectorOffset = (bytes: Buffer, sector: number, size: number): number => {
  const offset = (sector + 1) * size;
  if (offset >= bytes.length) throw new CompoundFileError('sector outside file');
  return offset;
};

const readTableSectors = (bytes: Buffer, size: number): number[] => {
  const count = bytes.readUInt32LE(0x2c);
  if (count > bytes.length / size + 1) throw new CompoundFileError('allocation table too large');
  const sectors: number[] = [];
  for (let at = 0; at < Math.min(count, 109); at++) sectors.push(bytes.readUInt32LE(0x4c + at * 4));
  let next = bytes.readUInt32LE(0x44);
  for (let seen = 0; sectors.length < count && next < endOfChain; seen++) {
    if (seen > count) throw new CompoundFileError('endless table chain');
    const offset = sectorOffset(bytes, next, size);
    for (let at = 0; at < size / 4 - 1 && sectors.length < count; at++)
      sectors.push(bytes.readUInt32LE(offset + at * 4));
    next = bytes.readUInt32LE(offset + size - 4);
  }
  return sectors;
};

const readLinks = (bytes: Buffer, sectors: number[], size: number): Uint32Array => {
  const links = new Uint32Array(sectors.length * (size / 4)).fill(endOfChain);
  sectors.forEach((sector, index) => {
    const offset = sectorOffset(bytes, sector, size);
    for (let at = 0; at < size / 4 && offset + at * 4 + 4 <= bytes.length; at++) {
      links[index * (size / 4) + at] = bytes.readUInt32LE(offset + at * 4);
    }
  });
  return links;
};

/** Follows a chain and marks it; a sector that was already on this chain means that a reader would never end. */
const followChain = (links: Uint32Array, start: number): number[] => {
  const chain: number[] = [];
  for (let next = start; next < links.length; next = links[next] as number) {
    chain.push(next);
    if (chain.length > links.length) throw new CompoundFileError('endless chain');
  }
  return chain;
};

/** Every chain at once: colour each link with the walk that met it first, so that the whole check is linear. */
const refuseLoops = (links: Uint32Array): void => {
  const walkOf = new Uint32Array(links.length);
  for (let start = 0; start < links.length; start++) {
    for (let next = start; next < links.length && walkOf[next] !== start + 1; next = links[next] as number) {
      if (walkOf[next] !== 0) break;
      walkOf[next] = start + 1;
      const following = links[next] as number;
      if (following < links.length && walkOf[following] === start + 1)
        throw new CompoundFileError('endless chain');
    }
  }
};

const checkDirectory = (bytes: Buffer, chain: number[], size: number): void => {
  const offsets = chain.flatMap((sector) => {
    const offset = sectorOffset(bytes, sector, size);
    return Array.from({ length: size / entryBytes }, (_, index) => offset + index * entryBytes);
  });
  const referenced = new Uint8Array(offsets.length);
  for (const offset of offsets) {
    if (offset + entryBytes > bytes.length) throw new CompoundFileError('directory outside file');
    if (bytes[offset + 0x42] === 0) continue;
    const isStream = bytes[offset + 0x42] === 2;
    if (isStream && bytes.readUInt32LE(offset + 0x78) > bytes.length)
      throw new CompoundFileError('stream larger than file');
    for (const field of [0x44, 0x48, 0x4c]) {
      const target = bytes.readUInt32LE(offset + field);
      if (target === noStream) continue;
      if (target >= offsets.length || referenced[target] === 1)
        throw new CompoundFileError('directory is no tree');
      referenced[target] = 1;
    }
  }
};

/**
 * Checks the structure of a compound file (MS-CFB) before a reader that trusts it: no endless sector chain, no
 * stream larger than the file, a directory that is a tree. Corrupted Outlook files otherwise make the reader
 * allocate gigabytes.
 * @returns undefined when sound, else the reason
 */
export const findCompoundFileFault = (bytes: Buffer): string | undefined => {
  if (!isCompoundFile(bytes) || bytes.length < 1_536) return 'no compound file';
  const shift = bytes.readUInt16LE(0x1e);
  if (shift !== 9 && shift !== 12) return 'unknown sector size';
  const size = 2 ** shift;
  try {
    const links = readLinks(bytes, readTableSectors(bytes, size), size);
    refuseLoops(links);
    const miniSectors = followChain(links, bytes.readUInt32LE(0x3c));
    refuseLoops(readLinks(bytes, miniSectors, size));
    checkDirectory(bytes, followChain(links, bytes.readUInt32LE(0x30)), size);
    return undefined;
  } catch (error) {
    if (error instanceof CompoundFileError || error instanceof RangeError) return error.message;
    throw error;
  }
};
