import { describe, expect, it } from 'vitest';
import { eventData, eventNode, text, writeChunk, writeEvtx } from '../source/evtx/testing/evtx-writer.ts';
import { firedRecords, smallRule } from './testing/hunt-content.ts';

const head = { channel: 'Security', provider: 'Test-Provider', eventId: 4688 };
const evtx = (...bodies: Record<string, string>[]) =>
  writeEvtx([
    writeChunk(
      bodies.map((body, i) => ({
        id: i + 1,
        root: eventNode(head, [
          eventData(Object.fromEntries(Object.entries(body).map(([name, value]) => [name, text(value)]))),
        ]),
      })),
    ),
  ]);
const rule = (detection: string): string =>
  `title: r\nid: r\nlogsource: {product: windows}\ndetection:\n${detection.replace(/^/gm, '    ')}\n`;
const json = (...records: object[]): string =>
  records.map((record) => `${JSON.stringify({ Channel: 'T', EventID: 1, ...record })}\n`).join('');

describe('Sigma as it is met in the field', () => {
  it('keywords are sought in values, never in the names of elements or in the text of templates', async () => {
    const log = evtx({ CommandLine: 'whoami' });
    for (const word of ['EventData', 'CommandLine', 'xmlns', 'schemas.microsoft.com', 'SystemTime'])
      expect(await firedRecords(rule(`k:\n    - '${word}'\ncondition: k`), log)).toEqual([]);
    expect(await firedRecords(rule("k:\n    - 'WHOAMI'\ncondition: k"), log)).toEqual([1]);
    expect(await firedRecords(rule("k:\n    - 'test-provider'\ncondition: k"), log)).toEqual([1]);
  });

  it('a rule made only of filters fires on records that lack the field', async () => {
    const log = json({ User: 'an' }, { User: 'adm_x' }, {});
    expect(await firedRecords(rule('f: {User|startswith: adm_}\ncondition: not f'), log)).toEqual([1, 3]);
  });

  it('values of a list are never joined, in EVTX and in JSON', async () => {
    const log = json({ Data: ['power', 'shell'] }, { Data: ['powershell', 'x'] });
    expect(await firedRecords(smallRule('product: windows', 'Data|contains: powershell'), log)).toEqual([2]);
    expect(
      await firedRecords(smallRule('product: windows', "Data|contains|all: ['power', 'shell']"), log),
    ).toEqual([1, 2]);
  });

  it('numbers keep the spelling of the log: 0x3e7 is not 999, and 1 is not 01', async () => {
    const log = json({ A: '0x3e7' }, { A: 999 }, { A: '01' }, { A: 1 });
    expect(await firedRecords(smallRule('product: windows', "A: '0x3e7'"), log)).toEqual([1]);
    expect(await firedRecords(smallRule('product: windows', "A: '0x3E7'"), log)).toEqual([1]);
    expect(await firedRecords(smallRule('product: windows', 'A: 999'), log)).toEqual([2]);
    expect(await firedRecords(smallRule('product: windows', 'A: 1'), log)).toEqual([4]);
  });

  it('PCRE that JavaScript cannot do is refused with a reason; what can be translated means the same', async () => {
    for (const source of ['a++b', '(?>a|b)c', 'a(?i)b', '(a)(?(1)b|c)'])
      await expect(
        firedRecords(smallRule('product: windows', `A|re: '${source}'`), json({})),
      ).rejects.toThrow(/regular expression|flags inside/);
    const log = json({ A: 'abc\n' }, { A: 'xabc' });
    expect(await firedRecords(smallRule('product: windows', "A|re: '\\Aabc\\Z'"), log)).toEqual([1]);
    expect(await firedRecords(smallRule('product: windows', "A|re: '(?P<x>a)[[:alpha:]]c'"), log)).toEqual([
      1, 2,
    ]);
  });

  it('EventID in the body of an event cannot pass for the event id', async () => {
    const log = evtx({ EventID: '4625', Provider_Name: 'Forged' }, { A: 'x' });
    expect(
      await firedRecords(smallRule('product: windows, service: security', 'EventID: 4625'), log),
    ).toEqual([]);
    expect(await firedRecords(smallRule('product: windows', 'Provider_Name: Forged'), log)).toEqual([]);
  });
});
