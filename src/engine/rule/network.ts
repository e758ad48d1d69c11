/** An address range: 16 bytes of address (IPv4 as mapped IPv6) and the number of bits that count. */
export type Network = { readonly bytes: Uint8Array; readonly bits: number };

/** Reads an IPv4 or IPv6 address as 16 bytes; IPv4 addresses are mapped (::ffff:a.b.c.d). */
export function parseAddress(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(16);
  if (!text.includes(':')) {
    if (!readIpv4(text, bytes, 12)) return undefined;
    bytes[10] = bytes[11] = 0xff;
    return bytes;
  }
  const bare = text.replace(/%.*$/, '');
  const halves = bare.split('::');
  if (halves.length > 2) return undefined;
  const head = readGroups(halves[0]!);
  const tail = halves.length === 2 ? readGroups(halves[1]!) : [];
  if (head === undefined || tail === undefined) return undefined;
  const missing = 16 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 2) return undefined;
  bytes.set(head, 0);
  bytes.set(tail, 16 - tail.length);
  return bytes;
}

function readIpv4(text: string, into: Uint8Array, at: number): boolean {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (match === null) return false;
  for (let i = 0; i < 4; i++) {
    const part = Number(match[i + 1]);
    if (part > 255) return false;
    into[at + i] = part;
  }
  return true;
}

function readGroups(text: string): number[] | undefined {
  if (text === '') return [];
  const bytes: number[] = [];
  const groups = text.split(':');
  for (const [i, group] of groups.entries()) {
    if (group.includes('.') && i === groups.length - 1) {
      const four = new Uint8Array(4);
      if (!readIpv4(group, four, 0)) return undefined;
      bytes.push(...four);
    } else {
      if (!/^[0-9a-fA-F]{1,4}$/.test(group)) return undefined;
      const value = Number.parseInt(group, 16);
      bytes.push(value >>> 8, value & 0xff);
    }
  }
  return bytes.length <= 16 ? bytes : undefined;
}

/** Reads `address/bits`; a lone address is a network of one. */
export function parseNetwork(text: string): Network | undefined {
  const [address = '', width, extra] = text.trim().split('/');
  const bytes = parseAddress(address);
  if (bytes === undefined || extra !== undefined) return undefined;
  const limit = address.includes(':') ? 128 : 32;
  if (width !== undefined && !/^\d{1,3}$/.test(width)) return undefined;
  const bits = width === undefined ? limit : Number(width);
  if (bits > limit) return undefined;
  return { bytes, bits: bits + 128 - limit };
}

/** Whether an address lies in a network. */
export function isInNetwork(address: Uint8Array, network: Network): boolean {
  const whole = network.bits >>> 3;
  for (let i = 0; i < whole; i++) if (address[i] !== network.bytes[i]) return false;
  const rest = network.bits & 7;
  return rest === 0 || ((address[whole]! ^ network.bytes[whole]!) & (0xff << (8 - rest)) & 0xff) === 0;
}
