import { describe, expect, it } from 'vitest';
import { FieldNames } from '../source/field-names.ts';
import { timeText } from '../source/parse-time.ts';
import { Place, RecordView, ValueType } from '../source/record-view.ts';
import { ValueText } from '../source/value-text.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { JsonRecordWriter } from './json-record-writer.ts';

const texts = [
  '',
  'a',
  'C:\\Windows\\"x"',
  'đơn\u0000',
  '\u0001\t\n\r\f\b\u007f',
  '😀 \ud800',
  'xin chào\0\0',
];

/** The slow and plain way. */
function expected(view: RecordView, names: FieldNames, file: string): string {
  const text = new ValueText();
  const fields = new Map<string, (string | null)[]>();
  for (let i = 0; i < view.ownCount; i++) {
    text.read(view.bufferOf(i), view.offsets[i]!, view.lengths[i]!, view.types[i]!);
    const value = view.types[i] === ValueType.null ? null : text.toString();
    const name = names.name(view.fields[i]!);
    fields.set(name, [...(fields.get(name) ?? []), value]);
  }
  const flat = Object.fromEntries(
    [...fields].map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  );
  const time = timeText(view.timeMicros, view.timeDigits, view.timeNanos);
  return JSON.stringify({ file, record: view.record, offset: view.fileOffset, time, fields: flat });
}

describe('records written as bytes', () => {
  it('are what JSON.stringify makes of the decoded record, for every type of value', () => {
    const random = seededRandom(41);
    const names = new FieldNames();
    for (let i = 0; i < 12; i++) names.id(i === 5 ? 'tên "x"' : `field${i}`);
    const types = Object.values(ValueType);
    const chunks: Uint8Array[] = [];
    const writer = new JsonRecordWriter(names, undefined, (bytes) => chunks.push(bytes));
    const lines: string[] = [];
    const view = new RecordView();
    for (let round = 0; round < 4000; round++) {
      view.reset();
      view.bytes = Uint8Array.from({ length: 256 }, () => random(random(2) === 0 ? 256 : 128));
      view.record = random(2) === 0 ? random(1e6) : 5_000_000_000 + random(1000);
      view.fileOffset = random(1e9);
      view.timeDigits = random(10);
      view.timeMicros = random(20) === 0 ? Number.NaN : (random(4e9) - 1e8) * 1e6 + random(1e6);
      view.timeNanos = random(1000);
      for (let i = random(9); i >= 0; i--) {
        const field = random(12);
        if (random(3) === 0) view.addMade(field, texts[random(texts.length)]!);
        else
          view.add(
            field,
            Place.record,
            random(100),
            [1, 2, 4, 8, 16, 28, 40][random(7)]!,
            types[random(types.length)]!,
          );
      }
      if (random(9) === 0)
        new DataView(view.bytes.buffer).setBigUint64(0, 133_000_000_000_000_000n + BigInt(random(1e9)), true);
      if (random(9) === 0) view.add(3, Place.record, 0, 8, ValueType.fileTime);
      writer.write('a "b".evtx', view, 0);
      lines.push(expected(view, names, 'a "b".evtx'));
    }
    writer.flush();
    const written = Buffer.concat(chunks).toString('utf8').split('\n');
    expect(written.pop()).toBe('');
    expect(written).toEqual(lines);
  });
});
