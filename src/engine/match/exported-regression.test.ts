import { globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadRules } from '../rule/load-rules.ts';
import { builtInLogSources, LogSources } from '../rule/log-sources.ts';
import { readRecordsOfFile } from '../source/evtx/testing/read-records.ts';
import { FieldNames } from '../source/field-names.ts';
import { LogReader, wholeFile } from '../source/read-log.ts';
import { recogniseFile } from '../source/recognise.ts';
import { findSharedData, unpackSharedData } from '../testing/shared-data.ts';
import { ClassFinder } from './class-finder.ts';
import { RecordMatcher } from './record-matcher.ts';

const archives = ['sigma-rules.tar.gz', 'sigma-regression.tar.gz'];
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll("'", '&apos;');
const systemNames = new Set([
  'EventID',
  'Channel',
  'Computer',
  'EventRecordID',
  'Version',
  'Level',
  'Task',
  'Opcode',
  'Keywords',
]);

type Fields = Record<string, string[]>;

/** A record as `wevtutil` would write it. */
function toXml(fields: Fields): string {
  const first = (name: string): string => escaped(fields[name]?.[0] ?? '');
  const system = [...systemNames]
    .filter((name) => fields[name])
    .map((name) => `<${name}>${first(name)}</${name}>`);
  const data = Object.entries(fields)
    .filter(
      ([name]) =>
        !systemNames.has(name) &&
        !/^(?:Provider|TimeCreated|Execution|Security|Correlation|EventID)_/.test(name),
    )
    .flatMap(([name, values]) =>
      values.map((value) => `<Data Name='${escaped(name)}'>${escaped(value)}</Data>`),
    );
  return `<Event xmlns='x'><System><Provider Name='${first('Provider_Name')}'/>${system.join('')}<TimeCreated SystemTime='${first('TimeCreated_SystemTime')}'/></System><EventData>${data.join('')}</EventData></Event>\n`;
}

/** A record as Winlogbeat would write it. */
function toWinlogbeat(fields: Fields): string {
  const first = (name: string): string | undefined => fields[name]?.[0];
  const data = Object.entries(fields).filter(
    ([name]) => !systemNames.has(name) && !/^(?:Provider|TimeCreated)_/.test(name),
  );
  const event_data = Object.fromEntries(
    data.map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  );
  const winlog = {
    channel: first('Channel'),
    event_id: first('EventID'),
    provider_name: first('Provider_Name'),
    computer_name: first('Computer'),
    event_data,
  };
  return `${JSON.stringify({ '@timestamp': first('TimeCreated_SystemTime'), winlog })}\n`;
}

/** A record as EvtxECmd would write it: to JSON, or the cells of a row of CSV. */
function toEvtxecmd(fields: Fields): Record<string, string | number> {
  const first = (name: string): string => fields[name]?.[0] ?? '';
  const data = Object.entries(fields)
    .filter(
      ([name]) =>
        !systemNames.has(name) &&
        !/^(?:Provider|TimeCreated|Execution|Security|Correlation|EventID)_/.test(name),
    )
    .flatMap(([name, values]) => values.map((value) => ({ '@Name': name, '#text': value })));
  return {
    ChunkNumber: 0,
    Computer: first('Computer'),
    Payload: JSON.stringify({ EventData: { Data: data } }),
    Channel: first('Channel'),
    Provider: first('Provider_Name'),
    EventId: first('EventID'),
    EventRecordId: first('EventRecordID'),
    ProcessId: 4,
    TimeCreated: first('TimeCreated_SystemTime'),
  };
}

function toTable(rows: readonly Record<string, string | number>[]): string {
  const cell = (value: string | number): string => `"${String(value).replaceAll('"', '""')}"`;
  const lines = rows.map((row) => Object.values(row).map(cell).join(','));
  return [Object.keys(rows[0] ?? {}).join(','), ...lines].join('\r\n');
}

describe.skipIf(archives.some((archive) => findSharedData(archive) === undefined))('public rules', () => {
  const [rules, logs] = archives.map(unpackSharedData);
  afterAll(() => {
    rules?.dispose();
    logs?.dispose();
  });

  it('fire on exports of their logs (evtx_dump, XML, Winlogbeat, EvtxECmd) just as on EVTX', async () => {
    const paths = globSync('**/*.yml', { cwd: rules!.folder }).sort();
    const set = loadRules(
      paths.map((file) => ({ file, text: readFileSync(join(rules!.folder, file), 'utf8') })),
    );
    const names = new FieldNames();
    const sources = new LogSources(builtInLogSources());
    const matcher = new RecordMatcher(set.detections, { sources, names });
    const finder = new ClassFinder(matcher, names, sources.kinds);
    const reader = new LogReader(names);
    const firesOn = async (path: string, id: string): Promise<boolean> => {
      const fired: number[] = [];
      const file = recogniseFile(path);
      if (file === undefined) return false;
      await reader.read(
        { ...file, path },
        {
          range: wholeFile,
          onDamage: () => {},
          onRecord: (view, known) => matcher.match(view, finder.find(view, known), fired),
        },
      );
      return fired.some((rule) => set.detections[rule]!.id === id);
    };
    const silent: string[] = [];
    const files = globSync('**/*.evtx', { cwd: logs!.folder });
    expect(files.length).toBeGreaterThan(200);
    for (const file of files) {
      const path = join(logs!.folder, file);
      const id = basename(file, '.evtx');
      const records = readRecordsOfFile(path, statSync(path).size).records;
      const made = join(logs!.folder, 'made');
      if (!(await firesOn(path.replace(/evtx$/, 'json'), id))) silent.push(`evtx_dump ${file}`);
      writeFileSync(made, `<Events>${records.map(({ fields }) => toXml(fields)).join('')}</Events>`);
      if (!(await firesOn(made, id))) silent.push(`XML ${file}`);
      writeFileSync(made, records.map(({ fields }) => toWinlogbeat(fields)).join(''));
      if (!(await firesOn(made, id))) silent.push(`Winlogbeat ${file}`);
      const rows = records.map(({ fields }) => toEvtxecmd(fields));
      writeFileSync(made, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
      if (!(await firesOn(made, id))) silent.push(`EvtxECmd to JSON ${file}`);
      writeFileSync(made, toTable(rows));
      if (!(await firesOn(made, id))) silent.push(`EvtxECmd to CSV ${file}`);
    }
    expect(silent).toEqual([]);
  }, 120_000);
});
