import { describe, expect, it } from 'vitest';
import { firedRecords, smallRule } from '../match/testing/hunt-content.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { recogniseHead } from './recognise.ts';
import { logSamples } from './testing/log-samples.ts';
import { mutateBytes } from './testing/mutate-bytes.ts';
import { countInMemory, type ReadRecord, readContent } from './testing/read-content.ts';

const header =
  'RecordNumber,EventRecordId,TimeCreated,EventId,Level,Provider,Channel,ProcessId,ThreadId,Computer,ChunkNumber,UserId,MapDescription,UserName,RemoteHost,PayloadData1,Payload\r\n';
const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const row = (payload: string): string =>
  `1,1,2026-08-01 03:04:05.1234567,1,Info,Microsoft-Windows-Sysmon,Microsoft-Windows-Sysmon/Operational,4,8,PC-01,0,S-1-5-18,,,,x,${cell(payload)}\r\n`;
const line = (payload: string): string =>
  `${JSON.stringify({ ChunkNumber: 0, Payload: payload, Channel: 'C', EventId: 1, EventRecordId: '1' })}\n`;
const body = (data: unknown): string => JSON.stringify({ EventData: { Data: data } });
const process = body([
  { '@Name': 'Image', '#text': 'C:\\Windows\\cmd.exe' },
  { '@Name': 'CommandLine', '#text': 'cmd /c "whoami"' },
  { '@Name': 'ProcessId', '#text': '77' },
]);

describe('events that EvtxECmd wrote', () => {
  it('have the names of the event log, and their body in place of Payload', async () => {
    const { format, records } = await readContent(logSamples.evtxecmd);
    expect(format).toBe('evtxecmd');
    expect(records.map(({ time }) => time)).toEqual([
      '2026-08-01T03:04:05.1234567Z',
      '2026-08-01T03:04:06Z',
      '2026-08-01T03:04:07Z',
    ]);
    expect(records[0]!.fields).toEqual({
      PayloadData1: ['x'],
      MapDescription: ['A process'],
      MapUserName: ['D\\an'],
      ChunkNumber: ['0'],
      Computer: ['PC-01'],
      Security_UserID: ['S-1-5-18'],
      Channel: ['Security'],
      Provider_Name: ['P'],
      EventID: ['4688'],
      EventRecordID: ['77'],
      Execution_ProcessID: ['4'],
      Execution_ThreadID: ['8'],
      Level: ['0'],
      Keywords: ['0x8020000000000000'],
      SourceFile: ['C:\\s.evtx'],
      ExtraDataOffset: ['0'],
      HiddenRecord: ['false'],
      TimeCreated_SystemTime: ['2026-08-01T03:04:05.1234567+00:00'],
      RecordNumber: ['7'],
      EventData_Name: ['E'],
      NewProcessName: ['C:\\a.exe'],
      Empty: [''],
      ProcessId: ['0x1'],
      EventData_EventID: ['9'],
    });
    expect(records[1]!.fields).toMatchObject({ User: ['an'], Path: ['/x'], Path_kind: ['d'] });
    expect(records[1]!.fields).not.toHaveProperty('None');
    expect(records[2]!.fields).toMatchObject({ Data: ['a, b'] });
  });

  it('in CSV are in UTC, whatever zone other times are taken to be of', async () => {
    const { format, records } = await readContent(header + row(process), undefined, '+07:00');
    expect([format, records[0]!.time]).toEqual(['csv', '2026-08-01T03:04:05.1234567Z']);
    expect(records[0]!.fields).toMatchObject({ ProcessId: ['77'], Execution_ProcessID: ['4'], Level: ['4'] });
    expect(records[0]!.fields).not.toHaveProperty('Payload');
    const json = await readContent(logSamples.evtxecmd, undefined, '+07:00');
    expect(json.records[2]!.time).toBe('2026-08-01T03:04:07Z');
  });

  it('make rules for process creation fire, on their channel only', async () => {
    const json = logSamples.evtxecmd;
    const windows = 'category: process_creation, product: windows';
    expect(await firedRecords(smallRule(windows, "Image|endswith: '\\a.exe'"), json)).toEqual([1]);
    expect(await firedRecords(smallRule(windows, 'Path: /x'), json)).toEqual([]);
    expect(await firedRecords(smallRule('product: windows', 'User: an'), json)).toEqual([2]);
    const csv = header + row(body([])) + row(process);
    const selection = `Image|endswith: '\\cmd.exe', CommandLine|contains: '"whoami"', ProcessId: 77`;
    expect(await firedRecords(smallRule(windows, selection), csv)).toEqual([3]);
    expect(await firedRecords(smallRule(windows, "'': whoami"), csv)).toEqual([3]);
    const module = body([{ '@Name': 'Payload', '#text': 'Invoke-X' }]);
    for (const content of [line(module), header + row(module)])
      expect(await firedRecords(smallRule('product: windows', 'Payload: Invoke-X'), content)).toHaveLength(1);
  });

  it('with a body that cannot be read are reported and hunted through', async () => {
    const deep = (open: string, close: string): string => `${open.repeat(60_000)}1${close.repeat(60_000)}`;
    const bad = [
      ...['{"EventData":', '[1]', '"text"', `${'{"a":'.repeat(80)}1${'}'.repeat(80)}`],
      `{"EventData":{"Data":{"@Name":"A","#text":${deep('[', ']')}}}}`,
      `{"EventData":{"Data":{"@Name":${deep('{"a":', '}')},"#text":"b"}}}`,
      `{"EventData":{"Data":${deep('[', ']')}}}`,
    ];
    for (const payload of bad) {
      const content = line(process) + line(payload) + line(process);
      const { format, records, damages } = await readContent(content);
      expect([payload.slice(0, 99), format, records.length]).toEqual([payload.slice(0, 99), 'evtxecmd', 3]);
      expect(damages).toEqual([`${line(process).length}: not readable as evtxecmd`]);
      expect(records[2]!.fields.CommandLine).toEqual(['cmd /c "whoami"']);
    }
    const { records, damages } = await readContent(
      header + row(process) + row('{"EventData":') + row(process),
    );
    expect([records.length, damages.length]).toEqual([3, 1]);
    expect(records[1]!.fields.Payload).toEqual(['{"EventData":']);
    for (const content of [line(''), header + row('')]) {
      const nothing = await readContent(content);
      expect([nothing.records.length, nothing.damages]).toEqual([1, []]);
    }
  });

  it('with a body larger than the memory of a worker are read the same', async () => {
    const large = body([
      { '@Name': 'CommandLine', '#text': 'a'.repeat(600 << 10) },
      ...Array.from({ length: 70_000 }, (_, i) => ({ '@Name': `N${i}`, '#text': String(i) })),
    ]);
    for (const content of [
      line(process) + line(large) + line(process),
      header + row(process) + row(large) + row(process),
    ]) {
      const { records, damages } = await readContent(content);
      expect(damages).toEqual([]);
      expect(records.at(-2)!.fields.CommandLine).toEqual(['a'.repeat(600 << 10)]);
      expect(records.at(-1)!.fields.CommandLine).toEqual(['cmd /c "whoami"']);
    }
  }, 60_000);

  it('in CSV survive 10,000 seeded mutations, and what is intact is still read', () => {
    const random = seededRandom(5);
    const clean = Buffer.from(header + row(process).repeat(6));
    const file = recogniseHead(clean)!;
    let read = 0;
    for (let round = 0; round < 10_000; round++) {
      const bytes = mutateBytes(clean, random);
      read += countInMemory(file, bytes, 1 + random(bytes.length)).records;
    }
    expect(read / 10_000).toBeGreaterThan(3);
  }, 60_000);

  it('are read the same in ranges of any size', async () => {
    const content = logSamples.evtxecmd.repeat(8);
    const bare = ({ offset, fields, time }: ReadRecord) => ({ offset, fields, time });
    const whole = (await readContent(content)).records.map(bare);
    expect(whole).toHaveLength(24);
    for (const size of [500, 1777]) {
      const parts: ReadRecord[] = [];
      for (let start = 0; start < content.length; start += size)
        parts.push(...(await readContent(content, { start, end: start + size })).records);
      expect(parts.map(bare)).toEqual(whole);
    }
  });
});
