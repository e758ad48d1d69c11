import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { firedRecords, smallRule } from '../match/testing/hunt-content.ts';
import { ListSplitter } from './list-splitter.ts';
import { logSamples } from './testing/log-samples.ts';
import { type ReadLog, readContent } from './testing/read-content.ts';

const event = (i: number): object => ({
  eventVersion: '1.08',
  userIdentity: { type: 'IAMUser', sessionContext: { attributes: { mfa: `"}{][${i}` } } },
  eventTime: '2026-08-01T03:04:05Z',
  n: i,
  resources: [{ eventVersion: 'x' }, { eventVersion: 'y' }],
});
const events = (count: number): object[] => Array.from({ length: count }, (_, i) => event(i));
const numbers = ({ records }: ReadLog): string[] => records.flatMap(({ fields }) => fields.n ?? []);
const all = (count: number): string[] => Array.from({ length: count }, (_, i) => String(i));

/** What the splitter cuts out, in blocks of a size. */
function cut(text: string, blockBytes: number): string[] {
  const pieces: string[] = [];
  const splitter = new ListSplitter({
    line: (bytes, start, end, offset) =>
      pieces.push(`${offset} ${Buffer.from(bytes.subarray(start, end)).toString('utf8')}`),
    tooLong: (offset) => pieces.push(`${offset} too long`),
  });
  const bytes = Buffer.from(text);
  const block = Buffer.alloc(blockBytes);
  for (let at = 0; at < bytes.length; at += blockBytes)
    splitter.push(block.subarray(0, bytes.copy(block, 0, at)));
  splitter.end();
  return pieces;
}

describe('lists of records in an outer object', () => {
  it('give each element as a record with dotted fields, in one line, indented, packed, one after another', async () => {
    const text = JSON.stringify({ Records: events(5) });
    const indented = JSON.stringify({ Records: events(5) }, undefined, 2);
    for (const content of [text, indented, gzipSync(text), `${text}\n`, ` ${text}`]) {
      const log = await readContent(content);
      expect([log.format, log.damages, numbers(log)]).toEqual(['json-list', [], all(5)]);
      expect(log.records[0]!.fields['userIdentity.type']).toEqual(['IAMUser']);
      expect(log.records[0]!.time).toBe('2026-08-01T03:04:05Z');
    }
    for (const between of ['', '\n']) {
      const log = await readContent(`${text}${between}${text}`);
      expect([between, log.damages, numbers(log)]).toEqual([between, [], [...all(5), ...all(5)]]);
    }
  });

  it('are known under the keys of several clouds, and records that hold lists stay whole', async () => {
    const pages = { '@odata.context': 'https://x/y', value: events(2), '@odata.nextLink': 'https://x/z' };
    for (const content of [JSON.stringify(pages), JSON.stringify(pages, undefined, 1)])
      expect(numbers(await readContent(content))).toEqual(all(2));
    expect(numbers(await readContent(JSON.stringify({ events: events(3), nextToken: 'a' })))).toEqual(all(3));
    const large = await readContent(JSON.stringify({ value: events(1000), nextLink: '' }));
    expect([large.format, large.records.length, large.damages]).toEqual(['json-list', 1000, []]);
    for (const record of [{ events: events(2), host: 'a' }, { value: [1, 2] }, { Records: 'none' }]) {
      const log = await readContent(`${JSON.stringify(record)}\n${JSON.stringify(record)}\n`);
      expect([log.format, log.records.length]).toEqual(['json-lines', 2]);
    }
  });

  it('may have anything beside them that is no list of objects', () => {
    const text =
      '{"a":{"b":[{"c":1}]},"d":["{",1],"e":[],"f":[[{"g":1}]],"h":[{"i":1},{}],"j":"]"} {"k":[{"l":2}]}';
    expect(cut(text, 7).map((piece) => piece.replace(/^\d+ /, ''))).toEqual(['{"i":1}', '{}', '{"l":2}']);
  });

  it('are cut the same in blocks of any size, with the place of each object', () => {
    const text = JSON.stringify({ Records: events(4) });
    const whole = cut(text, text.length);
    expect(whole).toHaveLength(4);
    for (const piece of whole) {
      const [offset] = piece.split(' ', 1);
      expect(text.startsWith(piece.slice(offset!.length + 1), Number(offset))).toBe(true);
    }
    for (const size of [1, 2, 5, 64, 100]) expect(cut(text, size)).toEqual(whole);
  });

  it('lose one object, not the rest, where a brace, a bracket or a mark is lost or too much', async () => {
    const text = JSON.stringify({ Records: events(30) });
    for (const [lost, put] of [
      ['"n":7,', '"n:7,'],
      ['"n":7,', '"n":"7,'],
      ['"n":7,', '"n":{7,'],
      ['"n":7,', '"n":[7,'],
      ['"n":7,', '"n":7},'],
      ['"n":7,', '"n":7],'],
      ['"n":7,', '"n":7}},'],
      ['"n":7,"resources":[', '"n":7,"resources":'],
      ['][7"}}},', '][7"}},'],
    ] as const) {
      expect([lost, text.includes(lost)]).toEqual([lost, true]);
      const log = await readContent(text.replace(lost, put));
      const rest = numbers(log).filter((n) => n !== '7');
      expect([put, rest]).toEqual([put, all(30).filter((n) => n !== '7')]);
      expect([put, log.damages.length > 0]).toEqual([put, true]);
      const place = Number.parseInt(log.damages[0]!, 10);
      expect([put, place >= text.indexOf('][6') && place <= text.indexOf('][9')]).toEqual([put, true]);
    }
  });

  it('that break off are read up to there, and the break is reported', async () => {
    const text = JSON.stringify({ Records: events(3) });
    const inside = await readContent(text.slice(0, text.indexOf('][2')));
    expect([numbers(inside), inside.damages.length]).toEqual([all(2), 1]);
    const between = await readContent(text.slice(0, text.indexOf('{"eventVersion":"1.08"', 30)));
    expect([numbers(between), between.damages.length]).toEqual([all(1), 1]);
    const twice = await readContent(text.slice(0, text.indexOf('][2')) + text);
    expect([numbers(twice), twice.damages.length]).toEqual([[...all(2), ...all(3)], 1]);
  });

  it('with an object that never ends keep memory bounded, and go on behind it', () => {
    const text = `{"Records":[${JSON.stringify(event(0))},{"eventVersion":"${'x'.repeat(40 << 20)}`;
    const rest = JSON.stringify({ Records: events(2) }).slice('{"Records":['.length);
    const pieces = cut(`${text},${rest}`, 1 << 20).map((piece) => piece.slice(0, 400));
    expect(pieces.some((piece) => piece.endsWith('too long'))).toBe(true);
    const read = pieces.filter((piece) => /^\d+ \{"eventVersion".*"n":\d/.test(piece));
    expect(read).toHaveLength(3);
  });

  it('made to be read again and again take time by their length only', () => {
    const began = performance.now();
    for (const part of ['{"a":1,', '{"a":[', '"a":', '{"a":"', '{"a":1}},', '{"a":1]']) {
      const count = Math.ceil((24 << 20) / part.length);
      expect(cut(`{"Records":[{"a":1},${part.repeat(count)}`, 1 << 20).length).toBeGreaterThan(1);
    }
    expect(performance.now() - began).toBeLessThan(60_000);
  }, 120_000);
});

describe('CloudTrail', () => {
  const fires = (selection: string, content: string): Promise<number[]> =>
    firedRecords(smallRule('product: aws, service: cloudtrail', selection), content);
  const listed = logSamples['json-list'];
  const lines = (JSON.parse(listed) as { Records: object[] }).Records.map(
    (record) => `${JSON.stringify(record)}\n`,
  ).join('');

  it('makes rules fire, as a list and one event per line', async () => {
    for (const content of [listed, lines]) {
      expect(await fires('userIdentity.type: Root', content)).toEqual([1]);
      expect(await fires('eventName: ConsoleLogin, responseElements.ConsoleLogin: Success', content)).toEqual(
        [2],
      );
      expect(await fires("requestParameters|contains: 'Suspended'", content)).toEqual([1]);
      expect(await fires(`requestParameters|contains: '"Effect":"Allow"'`, content)).toEqual([1]);
      expect(await fires("responseElements|contains: 'Success'", content)).toEqual([2]);
      expect(await fires('responseElements: null', content)).toEqual([1]);
    }
    const gcp = firedRecords(smallRule('product: gcp', 'eventName: ConsoleLogin'), listed);
    expect(await gcp).toEqual([]);
  });

  it('counts objects that are texts as well as second spellings only', async () => {
    const [first, second] = (await readContent(listed)).records;
    expect(first!.fields.requestParameters).toEqual([
      '{"bucketName":"b","VersioningConfiguration":{"Status":"Suspended"},"policy":"{"Effect":"Allow"}"}',
    ]);
    expect(first!.own).toBe(10);
    expect(second!.fields['resources.eventVersion']).toEqual(['{[}', '2']);
  });
});
