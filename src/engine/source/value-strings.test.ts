import { expect, test } from 'vitest';
import { seededRandom } from '../testing/seeded-random.ts';
import { ValueType } from './record-view.ts';
import { ValueStrings } from './value-strings.ts';
import { ValueText } from './value-text.ts';

const types = [ValueType.utf16, ValueType.ansi, ValueType.utf8, ValueType.jsonString, ValueType.uint32];

/** Bytes that begin and end what is read in more than one way. */
const telling = [
  0, 0x0a, 0x20, 0x22, 0x41, 0x5c, 0x5c, 0x62, 0x6e, 0x75, 0x30, 0x31, 0x80, 0xbf, 0xc3, 0xa9, 0xe1, 0xba,
  0xa1, 0xed, 0xa0, 0xef, 0xbb, 0xbf, 0xf0, 0x9f, 0x98, 0x80, 0xf5, 0xff,
];

test('values as strings say what their units say, whatever the bytes', () => {
  const random = seededRandom(20);
  const strings = new ValueStrings();
  const text = new ValueText();
  const bytes = new Uint8Array(64);
  for (let round = 0; round < 200_000; round++) {
    const offset = 1 + random(8);
    const length = random(13);
    for (let i = 0; i < 24; i++) bytes[i] = telling[random(telling.length)]!;
    const type = types[random(types.length)]!;
    text.read(bytes, offset, length, type);
    const said = strings.read(bytes, offset, length, type);
    if (said !== text.toString())
      expect({ type, bytes: [...bytes.subarray(offset, offset + length)], said }).toBe(text.toString());
  }
});

test('each buffer is read, not the one before', () => {
  const strings = new ValueStrings();
  expect(strings.read(Buffer.from('xmột'), 1, 5, ValueType.utf8)).toBe('một');
  expect(strings.read(Buffer.from('hai\\n'), 0, 5, ValueType.jsonString)).toBe('hai\n');
  expect(strings.read(Buffer.from('ba', 'utf16le'), 0, 4, ValueType.utf16)).toBe('ba');
});
