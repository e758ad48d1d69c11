import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { vietnameseLikeness } from './vietnamese-likeness.ts';
import { decodeVniWindows } from './vni-windows.ts';

export type DecodedText = { text: string; charset: string; isGuessed: boolean };

/** Labels seen in Vietnamese mail, reduced to letters and digits, and what they mean. */
const labels: Record<string, string> = {
  utf8: 'utf-8',
  unicode11utf8: 'utf-8',
  usascii: 'us-ascii',
  ascii: 'us-ascii',
  ansix341968: 'us-ascii',
  iso88591: 'windows-1252',
  latin1: 'windows-1252',
  windows1252: 'windows-1252',
  cp1252: 'windows-1252',
  windows1258: 'windows-1258',
  cp1258: 'windows-1258',
  xcp1258: 'windows-1258',
  tcvn: 'tcvn3',
  tcvn3: 'tcvn3',
  abc: 'tcvn3',
  xabc: 'tcvn3',
  tcvn5712: 'tcvn3',
  tcvn57121: 'tcvn3',
  tcvn571211993: 'tcvn3',
  xtcvn: 'tcvn3',
  xtcvn3: 'tcvn3',
  xviettcvn: 'tcvn3',
  xviettcvn5712: 'tcvn3',
  xviettcvn3: 'tcvn3',
  viscii: 'viscii',
  csviscii: 'viscii',
  viscii111: 'viscii',
  xviscii: 'viscii',
  vni: 'vni',
  vniwindows: 'vni',
  xvni: 'vni',
  xvniwindows: 'vni',
  xvietvni: 'vni',
  xvietvniwindows: 'vni',
};

/** Labels too vague to believe: senders of 8-bit Vietnamese text put them on anything. */
const vague = new Set(['us-ascii', 'windows-1252']);
const candidates = ['windows-1258', 'tcvn3', 'viscii', 'vni'] as const;
const likenessMin = 0.6;
/** UTF-7 hides markup from every filter; no honest sender of today uses it. */
const refused = /^(unicode11)?utf7(imap)?$|^base64$|^hex$|^binary$|^ucs2$/;

const reduce = (label: string): string => label.toLowerCase().replace(/[^a-z0-9]/g, '');

const decodeAs = (bytes: Buffer, charset: string): string | undefined => {
  switch (charset) {
    case 'utf-8':
    case 'us-ascii':
      return bytes.toString('utf8');
    case 'windows-1258':
      return iconv.decode(bytes, 'windows1258').normalize('NFC');
    case 'tcvn3':
      return iconv.decode(bytes, 'tcvn').normalize('NFC');
    case 'viscii':
      return iconv.decode(bytes, 'viscii');
    case 'vni':
      return decodeVniWindows(iconv.decode(bytes, 'windows1252'));
    case 'windows-1252':
      return iconv.decode(bytes, 'windows1252');
    default:
      return decodeOther(bytes, charset);
  }
};

const decodeOther = (bytes: Buffer, label: string): string | undefined => {
  if (refused.test(reduce(label))) return undefined;
  if (iconv.encodingExists(label)) return iconv.decode(bytes, label);
  try {
    // Knows some more than iconv-lite, for example ISO-2022-JP.
    return new TextDecoder(label).decode(bytes);
  } catch {
    return undefined;
  }
};

const decodeByMark = (bytes: Buffer): DecodedText | undefined => {
  if (bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    return { text: bytes.subarray(3).toString('utf8'), charset: 'utf-8', isGuessed: false };
  }
  const isLittle = bytes[0] === 0xff && bytes[1] === 0xfe;
  const isBig = bytes[0] === 0xfe && bytes[1] === 0xff;
  if (!isLittle && !isBig) return undefined;
  const charset = isLittle ? 'utf-16le' : 'utf-16be';
  return { text: iconv.decode(bytes, charset), charset, isGuessed: false };
};

/** Few broken bytes in otherwise valid UTF-8 mean damage on the way, not another code page. */
const isDamagedUtf8 = (bytes: Buffer): boolean => {
  const text = bytes.toString('utf8');
  let broken = 0;
  let good = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0xfffd) broken += 1;
    else if (code > 0x7f) good += 1;
  }
  return good > broken * 4;
};

const guess = (bytes: Buffer): DecodedText => {
  if (isUtf8(bytes)) return { text: bytes.toString('utf8'), charset: 'utf-8', isGuessed: true };
  if (isDamagedUtf8(bytes)) return { text: bytes.toString('utf8'), charset: 'utf-8', isGuessed: true };
  let best: { charset: string; likeness: number } = { charset: 'windows-1252', likeness: likenessMin };
  const sample = bytes.subarray(0, 20_000);
  for (const charset of candidates) {
    const likeness = vietnameseLikeness(decodeAs(sample, charset) ?? '');
    if (likeness > best.likeness) best = { charset, likeness };
  }
  return { text: decodeAs(bytes, best.charset) ?? '', charset: best.charset, isGuessed: true };
};

const isAscii = (bytes: Buffer): boolean => {
  for (let at = 0; at < bytes.length; at++) if ((bytes[at] as number) > 0x7f) return false;
  return true;
};

/**
 * Decodes a body or a header word. A declared charset is believed unless the bytes contradict it; a missing,
 * vague, unknown or contradicted one is replaced by a guess (UTF-8 when valid, else the Vietnamese code page
 * under which the words are well-formed syllables, else windows-1252). Never throws.
 */
export const decodeCharset = (input: Uint8Array, declared: string | undefined): DecodedText => {
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.byteLength);
  const marked = decodeByMark(bytes);
  if (marked) return marked;
  const charset = declared === undefined ? undefined : (labels[reduce(declared)] ?? declared.toLowerCase());
  const isPlain = charset === undefined || charset === 'utf-8' || vague.has(charset);
  if (isPlain && isAscii(bytes)) {
    return { text: bytes.toString('latin1'), charset: charset ?? 'us-ascii', isGuessed: false };
  }
  if (charset === 'utf-8') {
    return isUtf8(bytes) ? { text: bytes.toString('utf8'), charset, isGuessed: false } : guess(bytes);
  }
  if (charset === undefined || vague.has(charset)) return guess(bytes);
  const text = decodeAs(bytes, charset);
  return text === undefined ? guess(bytes) : { text, charset, isGuessed: false };
};
