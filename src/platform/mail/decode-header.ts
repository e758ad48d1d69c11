import { decodeCharset } from './decode-charset.ts';
import { decodeQuotedPrintable } from './decode-transfer.ts';

const encodedWord = /=\?([^?\s]{1,60})\?([BbQq])\?([^?\n]*)\?=/g;

type Chunk = { charset: string | undefined; bytes: Buffer };

const wordBytes = (encoding: string, data: string): Buffer =>
  encoding.toLowerCase() === 'b'
    ? Buffer.from(data, 'base64')
    : decodeQuotedPrintable(Buffer.from(data.replaceAll('_', ' '), 'latin1'));

/**
 * Decodes RFC 2047 words of an unfolded header given as latin1 bytes. Neighbouring words of one charset are
 * joined before decoding, because senders split letters between words; raw 8-bit text is guessed.
 */
export const decodeHeader = (latin1: string): string => {
  const chunks: Chunk[] = [];
  const add = (charset: string | undefined, bytes: Buffer): void => {
    const last = chunks.at(-1);
    if (last && last.charset === charset) last.bytes = Buffer.concat([last.bytes, bytes]);
    else chunks.push({ charset, bytes });
  };
  let at = 0;
  let isAfterWord = false;
  for (const match of latin1.matchAll(encodedWord)) {
    const between = latin1.slice(at, match.index);
    if (!(isAfterWord && between.trim() === '')) add(undefined, Buffer.from(between, 'latin1'));
    // RFC 2231 allows a language after the charset: "utf-8*vi".
    add(
      (match[1] as string).replace(/\*.*$/, '').toLowerCase(),
      wordBytes(match[2] as string, match[3] as string),
    );
    at = match.index + match[0].length;
    isAfterWord = true;
  }
  add(undefined, Buffer.from(latin1.slice(at), 'latin1'));
  return chunks.map((chunk) => decodeCharset(chunk.bytes, chunk.charset).text).join('');
};
