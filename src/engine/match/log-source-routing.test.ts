import { describe, expect, it } from 'vitest';
import { loadRules } from '../rule/load-rules.ts';
import { builtInLogSources, LogSources } from '../rule/log-sources.ts';
import type { EventClass } from '../source/event-class.ts';
import { FieldNames } from '../source/field-names.ts';
import { RecordView } from '../source/record-view.ts';
import { ClassFinder } from './class-finder.ts';
import { RecordMatcher } from './record-matcher.ts';
import { fillView } from './testing/compare-engines.ts';
import type { PlainRecord } from './testing/naive-match.ts';

/** Whether a rule with this log source and selection fires on a record. */
function fires(logSource: string, selection: string, record: PlainRecord, known: EventClass = {}): boolean {
  const text = `title: r\nid: r\nlogsource: {${logSource}}\ndetection:\n    s: {${selection}}\n    condition: s\n`;
  const rules = loadRules([{ file: 'r.yml', text }]);
  expect(rules.problems).toEqual([]);
  const names = new FieldNames();
  const matcher = new RecordMatcher(rules.detections, {
    sources: new LogSources(builtInLogSources()),
    names,
  });
  const view = new RecordView();
  fillView(view, record, names);
  const fired: number[] = [];
  matcher.match(view, new ClassFinder(matcher, names).find(view, known), fired);
  return fired.length > 0;
}

const process = 'product: windows, category: process_creation';
const sysmon = { Channel: ['Microsoft-Windows-Sysmon/Operational'], EventID: ['1'] };
const security = { Channel: ['Security'], EventID: ['4688'] };

describe('log sources', () => {
  it('of a category mean channel and event id, never one alone', () => {
    const image = "Image|endswith: '\\cmd.exe'";
    const value = { Image: ['C:\\cmd.exe'] };
    expect(fires(process, image, { ...sysmon, ...value })).toBe(true);
    expect(fires(process, image, { ...sysmon, EventID: ['7'], ...value })).toBe(false);
    expect(fires(process, image, { Channel: ['Application'], EventID: ['1'], ...value })).toBe(false);
  });

  it('that are unknown match nothing', () => {
    for (const source of [
      'product: windows, category: telepathy',
      'product: windows, service: nothing',
      'category: telepathy',
    ])
      expect(fires(source, "Image|contains: 'cmd'", { ...sysmon, Image: ['cmd'] })).toBe(false);
    const sources = new LogSources(builtInLogSources());
    expect(sources.whyOutside({ product: 'windows', category: 'telepathy' })).toContain(
      'no event log is known',
    );
    expect(sources.whyOutside({ product: 'windows', category: 'file_access' })).toContain('ETW');
    expect(sources.whyOutside({ product: 'windows', service: 'security' })).toBeUndefined();
  });

  it('of Windows as a whole read every channel, others do not', () => {
    expect(fires('product: windows', "'': evil", { Channel: ['Whatever'], A: ['evil'] })).toBe(true);
    expect(fires('product: linux', "'': evil", { Channel: ['Whatever'], A: ['evil'] })).toBe(false);
    expect(fires('category: webserver', "'': evil", { A: ['evil'] }, { category: 'webserver' })).toBe(true);
    expect(
      fires('category: webserver, product: apache', "'': evil", { A: ['evil'] }, { category: 'webserver' }),
    ).toBe(false);
  });

  it('read process creation of the Security log under its own names, integrity levels as SIDs', () => {
    expect(
      fires(process, "Image|endswith: '\\cmd.exe'", { ...security, NewProcessName: ['C:\\cmd.exe'] }),
    ).toBe(true);
    expect(
      fires(process, "ParentImage|endswith: '\\a.exe'", { ...security, ParentProcessName: ['\\a.exe'] }),
    ).toBe(true);
    expect(
      fires(process, 'IntegrityLevel: [High, System]', { ...security, MandatoryLabel: ['S-1-16-12288'] }),
    ).toBe(true);
    expect(fires(process, 'IntegrityLevel: High', { ...security, MandatoryLabel: ['S-1-16-8192'] })).toBe(
      false,
    );
    expect(fires(process, 'IntegrityLevel: High', { ...sysmon, IntegrityLevel: ['High'] })).toBe(true);
  });

  it('read connections and registry changes of the Security log', () => {
    const connection = {
      Channel: ['Security'],
      EventID: ['5156'],
      DestAddress: ['10.1.1.1'],
      Direction: ['%%14593'],
    };
    const source = 'product: windows, category: network_connection';
    expect(fires(source, "Initiated: 'true', DestinationIp|cidr: 10.0.0.0/8", connection)).toBe(true);
    const change = {
      Channel: ['Security'],
      EventID: ['4657'],
      ObjectName: ['\\REGISTRY\\MACHINE\\SOFTWARE\\Run'],
      ObjectValueName: ['evil'],
      OperationType: ['%%1905'],
    };
    const registry = "TargetObject: 'HKLM\\SOFTWARE\\Run\\evil'";
    expect(fires('product: windows, category: registry_set', registry, change)).toBe(true);
    expect(fires('product: windows, category: registry_delete', registry, change)).toBe(false);
  });

  it('tell registry events apart by their type', () => {
    const created = { ...sysmon, EventID: ['12'], EventType: ['CreateKey'], TargetObject: ['x'] };
    expect(fires('product: windows, category: registry_add', 'TargetObject: x', created)).toBe(true);
    expect(fires('product: windows, category: registry_delete', 'TargetObject: x', created)).toBe(false);
    expect(fires('product: windows, category: registry_event', 'TargetObject: x', created)).toBe(true);
  });

  it('decide the provider and see a channel that stands in the body', () => {
    const cleared = {
      Channel: ['System', 'Microsoft-Windows-Sysmon/Operational'],
      EventID: ['104'],
      Provider_Name: ['Eventlog'],
    };
    const system = 'product: windows, service: system';
    expect(fires(system, 'EventID: 104, Provider_Name: Eventlog, Channel|contains: Sysmon', cleared)).toBe(
      true,
    );
    expect(fires(system, 'EventID: 104, Provider_Name: Other', cleared)).toBe(false);
  });

  it('know other names for parts of the system section', () => {
    expect(fires('product: windows', 'ComputerName: pc', { Channel: ['A'], Computer: ['PC'] })).toBe(true);
  });
});
