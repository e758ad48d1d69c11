import { parentPort } from 'node:worker_threads';
import { readSheet } from 'read-excel-file/node';
import { readCsv } from './read-csv.ts';
import type { SheetOutcome, SheetRequest } from './sheet-message.ts';

const CENTRAL_ENTRY = 0x02014b50;

/** The sizes that the central directory of a zip file declares, added up; a lie is caught by memory and time. */
const unpackedSize = (bytes: Buffer): number => {
  let total = 0;
  for (let at = bytes.indexOf('PK\u0001\u0002', 0, 'latin1'); at >= 0 && at + 46 <= bytes.length; ) {
    if (bytes.readUInt32LE(at) !== CENTRAL_ENTRY) break;
    total += bytes.readUInt32LE(at + 24);
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return total;
};

const toText = (cell: unknown): string => {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
  return String(cell).normalize('NFC');
};

const read = async ({ bytes, limits }: SheetRequest): Promise<SheetOutcome> => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // The compound file of Excel 97, which this program does not read.
  if (buffer.subarray(0, 4).toString('hex') === 'd0cf11e0') return { fault: 'old-format' };
  if (buffer.subarray(0, 2).toString('latin1') !== 'PK') {
    // A picture or a program is no table: text holds no NUL but in UTF-16, which begins with its mark.
    const isMarked = /^(fffe|feff)/.test(buffer.subarray(0, 2).toString('hex'));
    if (buffer.includes(0) && !isMarked) return { fault: 'unreadable' };
    return { rows: readCsv(buffer, limits) };
  }
  if (unpackedSize(buffer) > limits.unpackedBytesMax) return { fault: 'too-large' };
  const rows = await readSheet(buffer);
  return {
    rows: rows.slice(0, limits.rowsMax).map((row) => row.slice(0, limits.columnsMax).map(toText)),
  };
};

parentPort?.on('message', (request: SheetRequest) => {
  read(request).then(
    (reply) => parentPort?.postMessage(reply),
    () => parentPort?.postMessage({ fault: 'unreadable' } satisfies SheetOutcome),
  );
});
