/** Modifiers that turn a text into other texts. Encoded texts hold one character per byte. */

/** The permutations that `windash` asks for: each dash that begins an option may be any of five. */
export function windashVariants(text: string): string[] {
  const dashes = ['-', '/', '\u2013', '\u2014', '\u2015'];
  const places: number[] = [];
  for (const match of text.matchAll(/(?<!\w)[-/\u2013\u2014\u2015](?=\w)/g)) places.push(match.index);
  if (places.length > 5) throw new RangeError('windash over more than five dashes makes too many variants');
  let variants = [text];
  for (const at of places)
    variants = variants.flatMap((variant) =>
      dashes.map((dash) => variant.slice(0, at) + dash + variant.slice(at + 1)),
    );
  return variants;
}

export type Encoding = 'utf16le' | 'utf16be' | 'utf16';

/** The bytes of a text in UTF-16, one character per byte. */
export function encodeUtf16(text: string, encoding: Encoding): string {
  const bytes = Buffer.from(text, 'utf16le');
  if (encoding === 'utf16be') bytes.swap16();
  return (encoding === 'utf16' ? '\xff\xfe' : '') + bytes.toString('latin1');
}

export const encodeBase64 = (text: string, isBytes: boolean): string =>
  Buffer.from(text, isBytes ? 'latin1' : 'utf8').toString('base64');

/**
 * The three forms that a text takes inside a longer Base64 text, by its offset modulo three, without the
 * characters at both ends that depend on the neighbours.
 */
export function base64Offsets(text: string, isBytes: boolean): string[] {
  const bytes = Buffer.from(text, isBytes ? 'latin1' : 'utf8');
  const startSkip = [0, 2, 3];
  const endSkip = [0, 3, 2];
  return [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift, 0x20), bytes]).toString('base64');
    return encoded.slice(startSkip[shift], encoded.length - endSkip[(bytes.length + shift) % 3]!);
  });
}
