import { closeSync, openSync, readSync } from 'node:fs';
import { constants, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { delimiterOf } from './csv-log.ts';
import { isEvtxecmdLine } from './evtxecmd-log.ts';
import type { FormatName } from './text-format.ts';

/** What a file holds, how it is packed, and how its texts are encoded. */
export type Recognised = {
  readonly format: FormatName;
  readonly packing: Packing;
  readonly encoding: Encoding;
  /** Between the cells of a table; other formats have none. */
  readonly delimiter?: string;
};
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';
export type Packing = 'none' | 'gzip' | 'zstd';

const headBytes = 65_536;
const packedHeadBytes = [16_384, 1024, 256];
const unpackedBytesMax = 64 << 20;

/**
 * Recognises a format by content, never by name. Gives undefined for anything that is no log known here.
 * Throws where the file cannot be opened.
 */
export function recogniseFile(path: string): Recognised | undefined {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(headBytes);
    const length = readSync(file, head, 0, headBytes, 0);
    return recogniseHead(head.subarray(0, length));
  } finally {
    closeSync(file);
  }
}

/** The same for the first bytes of a file. */
export function recogniseHead(head: Buffer): Recognised | undefined {
  const packing = packingOf(head);
  const plain = packing === 'none' ? head : unpackHead(head, packing);
  if (plain === undefined) return undefined;
  const encoding = encodingOf(plain);
  const text =
    encoding === 'utf-8'
      ? plain
      : Buffer.from(new TextDecoder(encoding).decode(plain.subarray(0, headBytes)));
  const found = formatOf(text);
  return found === undefined ? undefined : { packing, encoding, ...found };
}

/** By the byte order mark, which Windows writes into what it saves as "Unicode". */
function encodingOf(head: Buffer): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-8';
}

function packingOf(head: Buffer): Packing {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  return head.length >= 4 && head.readUInt32LE(0) === 0xfd2fb528 ? 'zstd' : 'none';
}

/**
 * Unpacks what the first bytes allow; the rest of the file is missing, which is no fault. Fewer bytes are taken where
 * more would unpack to more than fits: a few kilobytes can hold gigabytes of zeros.
 */
function unpackHead(head: Buffer, packing: Packing): Buffer | undefined {
  for (const length of packedHeadBytes) {
    try {
      const part = head.subarray(0, length);
      if (packing === 'gzip')
        return gunzipSync(part, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: unpackedBytesMax });
      return zstdDecompressSync(part, {
        finishFlush: constants.ZSTD_e_flush,
        maxOutputLength: unpackedBytesMax,
      });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') return undefined;
    }
  }
  return undefined;
}

const linePatterns: readonly [RegExp, FormatName][] = [
  [/^(?:<\d{1,3}>)?.{0,200}?\bCEF:\d{1,2}\|(?:[^|]*\|){3}/, 'cef'],
  [/^(?:<\d{1,3}>)?.{0,200}?\bLEEF:[12](?:\.\d)?\|(?:[^|]*\|){3}/, 'leef'],
  [
    /^.{0,300}?\bdate=\d{4}-\d{2}-\d{2}[ ,]time=\d{2}:\d{2}:\d{2}[ ,](?:.*[ ,])?(?:devid|logid)=/,
    'fortigate',
  ],
  [/^#separator \\x/, 'zeek'],
  [/^#(?:Software|Version|Date|Fields|Start-Date):/, 'w3c'],
  [/^(?:node=\S+ )?type=\S+ msg=audit\(/, 'auditd'],
  [/^\S+ (?:\S+ )?\S+ [^[]{0,200}\[\d{2}\/[A-Za-z]{3}\/\d{4}:\d{2}:\d{2}:\d{2} [+-]\d{4}\] "/, 'access-log'],
  [/^(?:<\d{1,3}>)?[A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \S+ \S/, 'syslog'],
  [/^(?:<\d{1,3}>)?(?:1 )?\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\S* \S+ \S/, 'syslog'],
];

function formatOf(head: Buffer): Pick<Recognised, 'format' | 'delimiter'> | undefined {
  const magic = head.toString('latin1', 0, 8);
  const firstChunk = head.toString('latin1', 4096, 4104);
  if (magic === 'ElfFile\0' || firstChunk === 'ElfChnk\0') return { format: 'evtx' };
  const text = head.toString('utf8', 0, headBytes).replace(/^\uFEFF/, '');
  if (/^\s*</.test(text) && /<Event(?:\s[^>]*)?>[\s\S]{0,4096}?<System\b/.test(text))
    return { format: 'event-xml' };
  // A machine that lost power leaves zeros in its logs; lines without them still tell what the file is.
  const whole = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.includes('\0'));
  const lines = whole.slice(0, 20);
  const first = lines[0]?.trimStart() ?? '';
  if (isListInObject(text)) return { format: 'json-list' };
  if (first.startsWith('{') && lines.some(isEvtxecmdLine)) return { format: 'evtxecmd' };
  if (first.startsWith('{'))
    return { format: isWholeObject(first) || lines.length === 1 ? 'json-lines' : 'json' };
  if (/^\[\s*(?:\{|$)/.test(first)) return { format: 'json' };
  const patternOf = (line: string): FormatName | undefined =>
    linePatterns.find(([pattern]) => pattern.test(line.slice(0, 4096)))?.[1];
  // A row of a table may look like a line of syslog; its header does not. The last line read may be cut off.
  const rows = head.length < headBytes ? lines : whole.slice(0, -1).slice(0, 20);
  const delimiter = patternOf(lines[0] ?? '') === undefined ? delimiterOf(rows) : undefined;
  if (delimiter !== undefined) return { format: 'csv', delimiter };
  for (const line of lines) {
    const format = patternOf(line);
    if (format !== undefined) return { format };
  }
  return undefined;
}

/** Keys under which clouds give out a list of records: CloudTrail, Microsoft Graph and Azure, others. */
const listHead =
  /^\s*\{\s*(?:"@odata\.[^"]{1,64}"\s*:\s*"[^"]*"\s*,\s*)*"(Records|value|events)"\s*:\s*\[\s*\{/;
const besideLists = /^(?:@odata\..*|next[A-Z]\w*)$/;

/**
 * Whether the list is all that there is. `Records` is that always; other keys stand in records as well, so whatever
 * else can be seen of the object must be a mark of pages.
 */
function isListInObject(text: string): boolean {
  const key = listHead.exec(text)?.[1];
  if (key === undefined || key === 'Records') return key !== undefined;
  const line = /^\s*(\{.*\})[ \t\r]*(?:\n|$)/.exec(text)?.[1];
  try {
    const parsed = JSON.parse(line ?? text) as object;
    return Object.keys(parsed).every((name) => name === key || besideLists.test(name));
  } catch {
    // Too long to be seen as a whole.
    return text.length > headBytes / 4;
  }
}

function isWholeObject(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    // A damaged first line must not change the format of the file.
    return line.trimEnd().endsWith('}') && line.length > 2;
  }
}
