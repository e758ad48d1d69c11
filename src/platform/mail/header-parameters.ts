import { decodeCharset } from './decode-charset.ts';
import { decodeHeader } from './decode-header.ts';

export type HeaderValue = { value: string; params: Map<string, string> };

type Piece = { name: string; index: number; isEncoded: boolean; value: string };

const pieceCountMax = 200;
const parameter = /;\s*([^\s=;"]{1,100})\s*=\s*(?:"((?:[^"\\]|\\[\s\S])*)"?|([^;]*))/g;

const readPieces = (text: string): Piece[] => {
  const pieces: Piece[] = [];
  for (const match of text.matchAll(parameter)) {
    const [name = '', index, star] = (match[1] as string).toLowerCase().split('*');
    const isEncoded = (match[1] as string).endsWith('*');
    const value =
      match[2] === undefined ? (match[3] as string).trim() : match[2].replace(/\\([\s\S])/g, '$1');
    const position = index === undefined || index === '' ? 0 : Number.parseInt(index, 10) || 0;
    pieces.push({ name, index: position, isEncoded: isEncoded || star !== undefined, value });
    if (pieces.length >= pieceCountMax) break;
  }
  return pieces;
};

const percentBytes = (value: string): Buffer =>
  Buffer.from(
    value.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

const joinPieces = (pieces: Piece[]): string => {
  const sorted = pieces.toSorted((a, b) => a.index - b.index);
  if (!sorted.some((piece) => piece.isEncoded)) {
    return decodeHeader(sorted.map((piece) => piece.value).join(''));
  }
  let charset: string | undefined;
  const bytes = sorted.map((piece, at) => {
    if (!piece.isEncoded) return Buffer.from(piece.value, 'latin1');
    const prefix = at === 0 ? /^([^']*)'[^']*'/.exec(piece.value) : null;
    if (prefix) charset = prefix[1] || undefined;
    return percentBytes(prefix ? piece.value.slice(prefix[0].length) : piece.value);
  });
  return decodeCharset(Buffer.concat(bytes), charset).text;
};

/**
 * Reads "value; name=parameter" headers with RFC 2231 continuations and charsets, and RFC 2047 words where they
 * do not belong but are common. `value` and names are lower case; parameters are decoded, not cleaned.
 */
export const readHeaderParameters = (latin1: string): HeaderValue => {
  const semicolon = latin1.indexOf(';');
  const value = (semicolon < 0 ? latin1 : latin1.slice(0, semicolon))
    .replace(/\(.*$/, '')
    .trim()
    .toLowerCase();
  const grouped = new Map<string, Piece[]>();
  for (const piece of semicolon < 0 ? [] : readPieces(latin1.slice(semicolon))) {
    const list = grouped.get(piece.name);
    if (list) list.push(piece);
    else grouped.set(piece.name, [piece]);
  }
  const params = new Map<string, string>();
  for (const [name, pieces] of grouped) {
    // Many senders give both name= and name*=; the encoded one carries the real letters.
    const firsts = pieces.filter((piece) => piece.index === 0);
    const isTwice = firsts.length > 1 && firsts.some((piece) => piece.isEncoded);
    params.set(name, joinPieces(isTwice ? pieces.filter((piece) => piece.isEncoded) : pieces));
  }
  return { value, params };
};
