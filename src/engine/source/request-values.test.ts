import { describe, expect, it } from 'vitest';
import { seededRandom } from '../testing/seeded-random.ts';
import { FieldNames } from './field-names.ts';
import { RecordView } from './record-view.ts';
import { readInMemory } from './testing/read-in-memory.ts';
import { TextBuffers } from './text-buffers.ts';
import { WorkMemory } from './work-memory.ts';

const names = new FieldNames();
const withKernel = new TextBuffers(new RecordView(WorkMemory.make(16 << 20)!));
const without = new TextBuffers(new RecordView());

/** Pieces of requests: whole and broken escapes, UTF-8 that is well formed and not, encoded once and twice. */
const pieces = [
  'a',
  '/',
  '?',
  '+',
  '%',
  '%2B',
  '%41',
  '%4',
  '%zz',
  '%25',
  '%2541',
  '%252B',
  '%25u0041',
  '%u0041',
  '%u1EBF',
  '%ud83d%ude00',
  '%ud83d',
  '%u004',
  '%U0041',
  '%C3%A9',
  '%c3',
  '%C3x%A9',
  '%E1%BB%91',
  '%F0%9F%9B%A1',
  '%ED%A0%80',
  '%C0%AF',
  '%E0%80%AF',
  '%F4%90%80%80',
  '%F5%80%80%80',
  '%80',
  '%FF',
  '%00',
  'đ',
  '🛡',
  'é%C3%A9',
];
/** The same in a text of JSON. */
const jsonPieces = [...pieces, '\\/', '\\u0025', '\\u00252e', '\\u002B', '\\u0026', '\\u00', '\\x', '\\\\'];
/** Bytes that are no UTF-8. */
const rawPieces = [
  Buffer.from([0xc3]),
  Buffer.from([0xff]),
  Buffer.from([0xe1, 0xba]),
  Buffer.from([0xf0, 0x9f, 0x9b]),
];

describe('requests decoded by the kernel', () => {
  it('are the same as decoded by JavaScript', () => {
    const random = seededRandom(2026);
    let derived = 0;
    for (let round = 0; round < 3000; round++) {
      const parts: Buffer[] = [];
      for (let line = 0; line < 8; line++) {
        parts.push(Buffer.from('h - - [01/Aug/2026:03:04:05 +0700] "GET '));
        if (random(4) > 0) parts.push(Buffer.from('/'));
        for (let k = random(8); k > 0; k--)
          parts.push(random(20) === 0 ? rawPieces[random(4)]! : Buffer.from(pieces[random(pieces.length)]!));
        parts.push(Buffer.from(' HTTP/1.1" 200 1\n'));
      }
      const bytes = Buffer.concat(parts);
      const kernel = readInMemory('access-log', bytes, 1 + random(2000), withKernel, names);
      const plain = readInMemory('access-log', bytes, 1 + random(2000), without, names);
      expect(kernel).toEqual(plain);
      derived += kernel.records.filter((record) => !record.includes(`${Number.MAX_SAFE_INTEGER}`)).length;
    }
    expect(derived).toBeGreaterThan(10_000);
  });

  it('are the same in JSON, with escapes of its own and with bytes that are no UTF-8', () => {
    const random = seededRandom(2027);
    const fields = ['uri', 'http.url', 'url.original', 'other'];
    let derived = 0;
    for (let round = 0; round < 2000; round++) {
      const parts: Buffer[] = [];
      for (let line = 0; line < 8; line++) {
        parts.push(Buffer.from(`{"${fields[random(4)]}":"`));
        for (let k = random(8); k > 0; k--)
          parts.push(
            random(20) === 0 ? rawPieces[random(4)]! : Buffer.from(jsonPieces[random(jsonPieces.length)]!),
          );
        parts.push(Buffer.from('"}\n'));
      }
      const bytes = Buffer.concat(parts);
      const kernel = readInMemory('json-lines', bytes, 1 + random(2000), withKernel, names);
      expect(kernel).toEqual(readInMemory('json-lines', bytes, 1 + random(2000), without, names));
      derived += kernel.records.filter((record) => !record.includes(`${Number.MAX_SAFE_INTEGER}`)).length;
    }
    expect(derived).toBeGreaterThan(5000);
  });

  it('are the same where they are long', () => {
    for (const length of [100, 10_000, 21_000, 30_000, 60_000]) {
      const query = '%2541'.repeat(length / 5);
      const line = `h - - [01/Aug/2026:03:04:05 +0700] "GET /?${query}&${query} HTTP/1.1" 200 1\n`;
      const bytes = Buffer.from(line.repeat(3));
      const kernel = readInMemory('access-log', bytes, 1 << 18, withKernel, names);
      expect(kernel.records).toHaveLength(3);
      expect(kernel).toEqual(readInMemory('access-log', bytes, 1 << 18, without, names));
    }
  });
});
