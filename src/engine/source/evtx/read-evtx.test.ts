import { describe, expect, it } from 'vitest';
import { WalkComparison } from './testing/compare-walks.ts';
import {
  absent,
  eventData,
  eventNode,
  type Node,
  text,
  u32Value,
  u64Value,
  writeChunk,
  writeEvtx,
} from './testing/evtx-writer.ts';
import { readRecords } from './testing/read-records.ts';

const head = { channel: 'Security', provider: 'Test-Provider', eventId: 4688 };
const withBody = (...body: Node[]) => eventNode(head, body);
const one = (root: Node, isBare = false) =>
  readRecords(writeEvtx([writeChunk([{ id: 7, root, isBare }])])).records[0]!;

describe('reading EVTX', () => {
  it('gives the system fields and named data of a record with a template', () => {
    const record = one(withBody(eventData({ Image: text('C:\\a.exe'), Id: u32Value(8, 5) })));
    expect(record.record).toBe(7);
    expect(record.fields).toMatchObject({
      EventID: ['4688'],
      Channel: ['Security'],
      Provider_Name: ['Test-Provider'],
      Computer: ['PC-01'],
      Image: ['C:\\a.exe'],
      Id: ['5'],
      TimeCreated_SystemTime: ['2022-06-18T04:26:40.0000007Z'],
    });
  });

  it('reads records without a template, whose elements carry no dependency number', () => {
    const root = withBody(eventData({ Image: text('C:\\a.exe'), Mask: u32Value(0x14, 0x3e7) }));
    expect(one(root, true).fields).toEqual(one(root).fields);
  });

  it('reads nested fragments with and without a template, two levels deep', () => {
    const inner = { nested: eventData({ User: text('ubnd') }) };
    for (const isBare of [false, true]) {
      const body = { nested: { name: 'UserData', children: [{ ...inner, isBare }] }, isBare };
      const record = one(eventNode(head, [body]));
      expect(record.fields.User).toEqual(['ubnd']);
    }
  });

  it('gives no value for an absent optional substitution, and an empty text for an empty one', () => {
    const record = one(withBody(eventData({ Gone: absent, Empty: text('') })));
    expect(record.fields).not.toHaveProperty('Gone');
    expect(record.fields.Empty).toEqual(['']);
  });

  it('keeps the values of an array and of repeated unnamed data apart', () => {
    const list = { type: 0x81, bytes: Buffer.from('one\0two\0', 'utf16le') };
    const unnamed = ['a', 'b'].map((value) => ({ name: 'Data', children: [text(value)] }));
    const numbers = { type: 0x88, bytes: new Uint8Array([1, 0, 0, 0, 2, 0, 0, 0]) };
    const record = one(
      withBody({
        name: 'EventData',
        children: [...unnamed, ...eventData({ List: list, Numbers: numbers }).children!],
      }),
    );
    expect(record.fields).toMatchObject({ Data: ['a', 'b'], List: ['one', 'two'], Numbers: ['1', '2'] });
  });

  it('takes a data name from a value, and strips spaces from names', () => {
    const data = { name: 'Data', attributes: { Name: text('Threat Name') }, children: [text('x')] };
    expect(one(withBody({ name: 'EventData', children: [data] })).fields.ThreatName).toEqual(['x']);
    expect(one(withBody(eventData({ 'Process Name': text('y') }))).fields.ProcessName).toEqual(['y']);
  });

  it('renders every scalar type as Windows does', () => {
    const sid = Buffer.from('010500000000000515000000010000000200000003000000f4010000', 'hex');
    const guid = Buffer.from('5f387057 2ac2 e043 bf4c 06f5698ffbd9'.replaceAll(' ', ''), 'hex');
    const record = one(
      withBody(
        eventData({
          Hex: u32Value(0x14, 0x3e7),
          Hex64: u64Value(0x15, 0x8000000000000000n),
          Size: u64Value(0x10, 0x10n),
          Negative: u32Value(7, 0xffffffff),
          Big: u64Value(0x0a, 0xffffffffffffffffn),
          True: u32Value(0x0d, 1),
          ShortTrue: { type: 0x0d, bytes: new Uint8Array([1]) },
          Sid: { type: 0x13, bytes: sid },
          Guid: { type: 0x0f, bytes: guid },
          Binary: { type: 0x0e, bytes: new Uint8Array([0xab, 1]) },
          Ansi: { type: 2, bytes: Buffer.from('caf\xe9', 'latin1') },
          Terminated: text('x\0\0'),
          System: { type: 0x12, bytes: new Uint8Array(Uint16Array.of(2026, 8, 1, 3, 4, 5, 6, 7).buffer) },
        }),
      ),
    );
    expect(record.fields).toMatchObject({
      Hex: ['0x3e7'],
      Hex64: ['0x8000000000000000'],
      Size: ['0x10'],
      Negative: ['-1'],
      Big: ['18446744073709551615'],
      True: ['true'],
      ShortTrue: ['true'],
      Sid: ['S-1-5-21-1-2-3-500'],
      Guid: ['{5770385F-C22A-43E0-BF4C-06F5698FFBD9}'],
      Binary: ['AB01'],
      Ansi: ['café'],
      Terminated: ['x'],
      System: ['2026-08-03T04:05:06.007Z'],
    });
  });

  it('takes the class of a forwarded event from its system part only', () => {
    const rendering = { name: 'RenderingInfo', children: [{ name: 'Channel', children: [text('Other')] }] };
    const record = one(withBody(eventData({ EventID: text('1') }), rendering));
    expect(record.fields).toMatchObject({
      Channel: ['Security'],
      EventID: ['4688'],
      EventData_EventID: ['1'],
      RenderingInfo_Channel: ['Other'],
    });
  });
});

describe('damaged EVTX', () => {
  const records = [1, 2, 3].map((id) => ({ id, root: withBody(eventData({ N: text(String(id)) })) }));
  const ids = (bytes: Uint8Array, recoverSlack = false) =>
    readRecords(bytes, { recoverSlack }).records.map((record) => record.record);

  it('reads on after a record of size zero or of absurd size, and names the place', () => {
    for (const size of [0, 0xffffffff]) {
      const chunk = writeChunk(records);
      const second = 512 + chunk.readUInt32LE(516);
      chunk.writeUInt32LE(size, second + 4);
      const result = readRecords(writeEvtx([chunk]));
      expect(result.records.map((record) => record.record)).toEqual([1, 3]);
      expect(result.damages).toContain(`${4096 + second}: damaged record header`);
    }
  });

  it('reads the other chunks when one has no header, and warns of wrong checksums without dropping', () => {
    const broken = writeChunk(records);
    broken[0] = 0;
    const warned = writeChunk([{ id: 9, root: records[0]!.root }]);
    warned.writeUInt32LE(1, 52);
    const result = readRecords(writeEvtx([broken, warned]));
    expect(result.records.map((record) => record.record)).toEqual([9]);
    expect(result.damages).toHaveLength(3);
  });

  it('follows the records past an outdated end in the header, but not into older ones', () => {
    const chunk = writeChunk(records);
    const end = chunk.readUInt32LE(48);
    chunk.writeUInt32LE(512 + chunk.readUInt32LE(516), 48);
    expect(ids(writeEvtx([chunk]))).toEqual([1, 2, 3]);
    const stale = writeChunk(records);
    stale.writeUInt32LE(end - 8, 48);
    stale.writeUInt32LE(50, 512 + 8);
    expect(ids(writeEvtx([stale]))).toContain(50);
  });

  it('gives records of unused space only on request, and marks them', () => {
    const chunk = writeChunk(records);
    const first = chunk.readUInt32LE(516);
    chunk.writeUInt32LE(512 + first, 48);
    chunk.writeUInt32LE(40, 512 + first + 8);
    expect(ids(writeEvtx([chunk]))).toEqual([1]);
    const recovered = readRecords(writeEvtx([chunk]), { recoverSlack: true }).records;
    expect(recovered.map((record) => [record.record, record.isRecovered])).toEqual([
      [1, false],
      [40, true],
      [3, true],
    ]);
  });

  it('does not share a template between chunks when a crafted file reuses its identifier', () => {
    const first = writeChunk([{ id: 1, root: withBody(eventData({ Good: text('a') })) }]);
    const second = writeChunk([{ id: 2, root: withBody(eventData({ Evil: text('b') })) }]);
    const guidAt = 512 + 24 + 4 + 10 + 4;
    first.copy(second, guidAt, guidAt, guidAt + 16);
    const result = readRecords(writeEvtx([first, second]));
    expect(result.records[1]!.fields.Evil).toEqual(['b']);
  });

  it('survives 10,000 seeded mutations and truncations without a hang or a crash', () => {
    const file = writeEvtx([
      writeChunk(records),
      writeChunk([{ id: 4, root: records[0]!.root, isBare: true }]),
    ]);
    let seed = 12_345;
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return (seed >>> 8) % below;
    };
    const comparison = new WalkComparison();
    for (let round = 0; round < 10_000; round++) {
      const bytes = Buffer.from(file);
      for (let k = 0; k <= round % 8; k++) {
        const chunk = 4096 + 65_536 * random(2);
        bytes[chunk + (k === 0 ? 512 : 0) + random(2600)] = random(256);
      }
      const cut = round % 50 === 0 ? random(bytes.length) : bytes.length;
      const { plain, kernel } = comparison.readChunks(bytes.subarray(0, cut));
      expect(plain.length).toBeLessThan(2000);
      if (plain.join('\n\n') !== kernel.join('\n\n')) expect([round, kernel]).toEqual([round, plain]);
    }
  }, 60_000);
});
