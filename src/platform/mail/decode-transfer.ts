const hexValue = (byte: number | undefined): number => {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
};

/** Index of the line end when only blanks stand between `at` and it (soft line break), else -1. */
const softBreakEnd = (bytes: Uint8Array, at: number): number => {
  let end = at;
  while (bytes[end] === 0x20 || bytes[end] === 0x09) end += 1;
  if (bytes[end] === 0x0d) end += 1;
  if (end >= bytes.length) return bytes.length;
  return bytes[end] === 0x0a ? end + 1 : -1;
};

/** Tolerant quoted-printable (RFC 2045 section 6.7): a wrong escape stays as it is. */
export const decodeQuotedPrintable = (bytes: Uint8Array): Buffer => {
  const out = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte === 0x3d) {
      const high = hexValue(bytes[at + 1]);
      const low = hexValue(bytes[at + 2]);
      if (high >= 0 && low >= 0) {
        out[length++] = high * 16 + low;
        at += 2;
        continue;
      }
      const next = softBreakEnd(bytes, at + 1);
      if (next >= 0) {
        at = next - 1;
        continue;
      }
    }
    out[length++] = byte;
  }
  return out.subarray(0, length);
};

/** Decodes one body; `isKnown` is false when the encoding has no meaning here and the bytes are returned as sent. */
export const decodeTransfer = (body: Buffer, encoding: string): { bytes: Buffer; isKnown: boolean } => {
  switch (encoding) {
    case 'base64':
      return { bytes: Buffer.from(body.toString('latin1'), 'base64'), isKnown: true };
    case 'quoted-printable':
      return { bytes: decodeQuotedPrintable(body), isKnown: true };
    case '':
    case '7bit':
    case '8bit':
    case 'binary':
      return { bytes: body, isKnown: true };
    default:
      return { bytes: body, isKnown: false };
  }
};
