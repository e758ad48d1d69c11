/** Bytes of a block of a tar archive (POSIX.1-1988, ustar). */
export const tarBlockBytes = 512;
/** An archive ends with two blocks of zeros. */
export const tarEnd: Buffer = Buffer.alloc(2 * tarBlockBytes);

/** Zeros between the end of an entry and the next block. */
export const paddingOf = (bytes: number): number => (tarBlockBytes - (bytes % tarBlockBytes)) % tarBlockBytes;

const sizeMax = 0o77777777777;

/**
 * The one header that an entry of this name and size can have: owner, time and all else are fixed, so that the same
 * input gives the same archive and no byte of it is free to change.
 *
 * ```
 * 0 name 100 · 100 mode 8 · 108 uid 8 · 116 gid 8 · 124 size 12 · 136 mtime 12 · 148 checksum 8 · 156 type 1
 * 157 link 100 · 257 "ustar\0" "00" · 265 user 32 · 297 group 32 · 329 device 16 · 345 prefix 155 · 500 zeros 12
 * ```
 *
 * Throws where the name or the size has no place in this form.
 */
export function tarHeader(path: string, bytes: number, mode = 0o644): Buffer {
  if (!Number.isSafeInteger(bytes) || bytes < 0 || bytes > sizeMax) throw new RangeError(`${path}: ${bytes}`);
  const { name, prefix } = splitPath(path);
  const header = Buffer.alloc(tarBlockBytes);
  const octal = (value: number, at: number, digits: number): void => {
    header.write(`${value.toString(8).padStart(digits, '0')}\0`, at, 'latin1');
  };
  header.write(name, 0, 'utf8');
  octal(mode, 100, 7);
  octal(0, 108, 7);
  octal(0, 116, 7);
  octal(bytes, 124, 11);
  octal(0, 136, 11);
  header.fill(' ', 148, 156);
  header.write('0', 156, 'latin1');
  header.write('ustar\x0000', 257, 'latin1');
  header.write(prefix, 345, 'utf8');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}

function splitPath(path: string): { name: string; prefix: string } {
  if (Buffer.byteLength(path) <= 100) return { name: path, prefix: '' };
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
    const [prefix, name] = [path.slice(0, at), path.slice(at + 1)];
    if (Buffer.byteLength(prefix) <= 155 && Buffer.byteLength(name) <= 100) return { name, prefix };
  }
  throw new RangeError(`path too long for an archive: ${path}`);
}

/** Name and size that a header claims; undefined where the block is no header of ours. */
export function readTarHeader(block: Buffer): { path: string; bytes: number } | undefined {
  const text = (at: number, length: number): string =>
    block.toString('utf8', at, at + length).replace(/\0[\s\S]*$/, '');
  const size = text(124, 12);
  const [name, prefix] = [text(0, 100), text(345, 155)];
  if (name === '' || !/^[0-7]{11}$/.test(size)) return undefined;
  return { path: prefix === '' ? name : `${prefix}/${name}`, bytes: Number.parseInt(size, 8) };
}
