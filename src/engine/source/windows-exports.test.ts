import { describe, expect, it } from 'vitest';
import { eventData, eventNode, text, writeChunk, writeEvtx } from './evtx/testing/evtx-writer.ts';
import { readRecords } from './evtx/testing/read-records.ts';
import { logSamples } from './testing/log-samples.ts';
import { readContent } from './testing/read-content.ts';

const commandLine = 'C:\\a.exe "-x" <đ>';
const json = (value: object): string => `${JSON.stringify(value)}\n`;
const data = { NewProcessName: 'C:\\Windows\\cmd.exe', CommandLine: commandLine };
const escaped = commandLine.replace('<', '&lt;').replace('>', '&gt;').replaceAll('"', '&quot;');

/** What EvtxECmd writes, beside what its maps make of the event. */
const evtxecmd = {
  RecordNumber: 7,
  EventRecordId: '7',
  TimeCreated: '2026-08-01T03:04:05.1234567+00:00',
  EventId: 4688,
  Level: 'LogAlways',
  Provider: 'P',
  Channel: 'Security',
  ProcessId: 4,
  Computer: 'PC-01',
  ChunkNumber: 0,
  UserName: 'D\\an',
  PayloadData1: 'CommandLine: other',
  Keywords: 'Audit success',
  Payload: JSON.stringify({
    EventData: { Data: Object.entries(data).map(([name, text]) => ({ '@Name': name, '#text': text })) },
  }),
};
const cell = (value: string | number): string => `"${String(value).replaceAll('"', '""')}"`;
const row = (values: (string | number)[]): string => `${values.map(cell).join(',')}\r\n`;

/** The same event, as each of the usual tools writes it. */
const exports: Record<string, string> = {
  'XML of wevtutil': `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='P'/><EventID>4688</EventID><TimeCreated SystemTime='2026-08-01T03:04:05.1234567Z'/><EventRecordID>7</EventRecordID><Channel>Security</Channel><Computer>PC-01</Computer></System><EventData><Data Name='NewProcessName'>${data.NewProcessName}</Data><Data Name='CommandLine'>${escaped}</Data></EventData></Event>`,
  evtx_dump: json({
    Event: {
      '#attributes': { xmlns: 'x' },
      System: {
        Provider: { '#attributes': { Name: 'P' } },
        EventID: { '#attributes': { Qualifiers: '' }, '#text': 4688 },
        TimeCreated: { '#attributes': { SystemTime: '2026-08-01T03:04:05.1234567Z' } },
        EventRecordID: 7,
        Channel: 'Security',
        Computer: 'PC-01',
      },
      EventData: data,
    },
  }),
  Winlogbeat: json({
    '@timestamp': '2026-08-01T03:04:05.1234567Z',
    event: { code: '4688', kind: 'event' },
    winlog: {
      channel: 'Security',
      event_id: 4688,
      provider_name: 'P',
      computer_name: 'PC-01',
      record_id: 7,
      event_data: data,
    },
  }),
  'Winlogbeat in an export of Elasticsearch': json({
    _index: 'winlogbeat',
    _source: {
      '@timestamp': '2026-08-01T03:04:05.1234567Z',
      winlog: {
        channel: 'Security',
        event_id: '4688',
        provider_name: 'P',
        computer_name: 'PC-01',
        event_data: data,
      },
    },
  }),
  'Winlogbeat 6': json({
    '@timestamp': '2026-08-01T03:04:05.1234567Z',
    log_name: 'Security',
    event_id: 4688,
    source_name: 'P',
    computer_name: 'PC-01',
    event_data: data,
  }),
  NXLog: json({
    EventTime: '2026-08-01T03:04:05.1234567Z',
    Hostname: 'PC-01',
    EventID: 4688,
    SourceName: 'P',
    Channel: 'Security',
    RecordNumber: 7,
    ...data,
  }),
  'EvtxECmd as JSON': json(evtxecmd),
  'EvtxECmd as CSV': `\uFEFF${Object.keys(evtxecmd).join(',')}\r\n${row(Object.values({ ...evtxecmd, TimeCreated: '2026-08-01 03:04:05.1234567' }))}`,
};

describe('one event of Windows', () => {
  it('has the same fields and time in EVTX and in every export of it', async () => {
    const root = eventNode(
      { channel: 'Security', provider: 'P', eventId: 4688, computer: 'PC-01', recordId: 7 },
      [eventData({ NewProcessName: text(data.NewProcessName), CommandLine: text(commandLine) })],
    );
    const evtx = readRecords(writeEvtx([writeChunk([{ id: 7, root }])])).records[0]!.fields;
    const names = ['Channel', 'EventID', 'Provider_Name', 'Computer', 'NewProcessName', 'CommandLine'];
    const expected = Object.fromEntries(names.map((name) => [name, evtx[name]]));
    for (const [tool, content] of Object.entries(exports)) {
      const { records } = await readContent(content);
      const { fields, time } = records[0]!;
      expect([tool, time, Object.fromEntries(names.map((name) => [name, fields[name]]))]).toEqual([
        tool,
        '2026-08-01T03:04:05.1234567Z',
        expected,
      ]);
    }
  });

  it('in XML keeps entities, CDATA, unnamed, empty and absent data apart, and the body cannot pass for System', async () => {
    const [first, second] = (await readContent(logSamples['event-xml'])).records;
    expect(first).toMatchObject({ record: 77, time: '2026-08-01T03:04:05.1234567Z' });
    expect(first!.fields).toEqual({
      Provider_Name: ['P & Q'],
      Provider_Guid: ['{1}'],
      EventID_Qualifiers: ['0'],
      EventID: ['4688'],
      TimeCreated_SystemTime: ['2026-08-01T03:04:05.1234567Z'],
      EventRecordID: ['77'],
      Channel: ['Security'],
      Computer: ['PC-01'],
      NewProcessName: ['C:\\a.exe'],
      CommandLine: ['a <b> đ'],
      Data: ['one'],
      Empty: [''],
      RenderingInfo_Culture: ['vi-VN'],
      RenderingInfo_Channel: ['Other'],
    });
    expect(second!.fields).toEqual({
      EventID: ['1'],
      Channel: ['C'],
      UserData_EventID: ['9'],
      Path: ['<raw>'],
    });
  });

  it('in XML may stand alone, in UTF-16, or be interrupted by the next one', async () => {
    const [, single] = Object.entries(exports)[0]!;
    const wide = Buffer.from(`\uFEFF<?xml version="1.0" encoding="utf-16"?>${single}`, 'utf16le');
    expect((await readContent(wide)).records).toHaveLength(1);
    const broken = single.slice(0, single.indexOf('<EventData>') + 40) + single;
    const { records, damages } = await readContent(broken);
    expect([records.length, damages.length]).toEqual([2, 1]);
  });
});
