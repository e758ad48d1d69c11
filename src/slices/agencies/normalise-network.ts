import { isIPv4, isIPv6 } from 'node:net';

/** Wider than these a range is a mistake: nobody in a province holds an eighth of the address space. */
const WIDEST_V4 = 8;
const WIDEST_V6 = 16;

const v4Value = (address: string): bigint =>
  address.split('.').reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);

const v6Groups = (address: string): string[] => {
  const tail = /(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  const value = tail === undefined ? 0n : v4Value(tail);
  const plain =
    tail === undefined
      ? address
      : `${address.slice(0, -tail.length)}${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`;
  const [head = '', rest] = plain.split('::');
  const left = head ? head.split(':') : [];
  const right = rest ? rest.split(':') : [];
  const gap = rest === undefined ? 0 : 8 - left.length - right.length;
  return [...left, ...Array<string>(gap).fill('0'), ...right];
};

const v6Value = (address: string): bigint =>
  v6Groups(address).reduce((sum, group) => (sum << 16n) | BigInt(`0x${group || '0'}`), 0n);

const writeV4 = (value: bigint): string =>
  [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 0xffn)).join('.');

/** RFC 5952: lower case, no leading zeros, the longest run of two or more zero groups as `::`. */
const writeV6 = (value: bigint): string => {
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((value >> BigInt(112 - index * 16)) & 0xffffn).toString(16),
  );
  let best = { start: -1, length: 1 };
  for (let start = 0; start < 8; start++) {
    let length = 0;
    while (start + length < 8 && groups[start + length] === '0') length++;
    if (length > best.length) best = { start, length };
  }
  if (best.start < 0) return groups.join(':');
  return `${groups.slice(0, best.start).join(':')}::${groups.slice(best.start + best.length).join(':')}`;
};

/**
 * A network in CIDR form with its host bits cleared; a single address becomes /32 or /128. Null when it is none, or wider
 * than any organisation's own.
 */
export const normaliseNetwork = (text: string): string | null => {
  const [address = '', prefixText, ...more] = text.trim().split('/');
  if (more.length > 0 || address.includes('%')) return null;
  const isV4 = isIPv4(address);
  if (!isV4 && !isIPv6(address)) return null;
  const bits = isV4 ? 32 : 128;
  if (prefixText !== undefined && !/^\d{1,3}$/.test(prefixText)) return null;
  const prefix = prefixText === undefined ? bits : Number(prefixText);
  if (prefix > bits || prefix < (isV4 ? WIDEST_V4 : WIDEST_V6)) return null;
  const value = isV4 ? v4Value(address) : v6Value(address);
  const hostBits = BigInt(bits - prefix);
  const network = (value >> hostBits) << hostBits;
  return `${isV4 ? writeV4(network) : writeV6(network)}/${prefix}`;
};
