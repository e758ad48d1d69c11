/** What a byte of a line can be part of; several may hold. */
export const Kind = {
  letter: 1,
  digit: 2,
  dot: 4,
  /** `-` and `_`: inside a token, or at its edges. */
  edge: 8,
  colon: 16,
  backslash: 32,
  nonAscii: 64,
  /** Letters, digits, dots and edges: what tokens are made of. */
  host: 15,
} as const;

export const kinds: Uint8Array = makeKinds();
/** Letters of ASCII in lower case. */
export const lower: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte,
);
/** What ends the address of a page. */
const urlStops: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte <= 0x20 || '"\'<>|^`'.includes(String.fromCharCode(byte)) ? 1 : 0,
);
/** Where an address may be cut: before its query, what a sentence put behind it, or a plus that stands for a blank. */
const urlCuts: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) =>
  '/?#),.;]+'.includes(String.fromCharCode(byte)) ? 1 : 0,
);

export const isUrlStop = (byte: number): boolean => urlStops[byte] === 1;
export const isUrlCut = (byte: number): boolean => urlCuts[byte] === 1;

function makeKinds(): Uint8Array {
  const table = new Uint8Array(256);
  for (let byte = 0; byte < 256; byte++) {
    const text = String.fromCharCode(byte);
    if (byte >= 0x80) table[byte] = Kind.nonAscii;
    else if (/[a-z]/i.test(text)) table[byte] = Kind.letter;
    else if (/\d/.test(text)) table[byte] = Kind.digit;
  }
  table[0x2e] = Kind.dot;
  table[0x2d] = table[0x5f] = Kind.edge;
  table[0x3a] = Kind.colon;
  table[0x5c] = Kind.backslash;
  return table;
}

/** A hash from the last byte to the first. */
export function hashBack(bytes: Uint8Array, from: number, to: number, seed: number, prime: number): number {
  let hash = seed;
  for (let at = to - 1; at >= from; at--) hash = Math.imul(hash ^ lower[bytes[at]!]!, prime);
  return hash;
}

/** A hash from the first byte to the last. */
export function hashOn(bytes: Uint8Array, from: number, to: number, seed: number, prime: number): number {
  let hash = seed;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ lower[bytes[at]!]!, prime);
  return hash;
}
