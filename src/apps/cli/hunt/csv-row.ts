import type { ResultFinding } from '../../../engine/package/result-finding.ts';

export const csvColumns = [
  'kind',
  'time',
  'level',
  'rule_id',
  'rule_title',
  'tags',
  'computer',
  'channel',
  'event_id',
  'file',
  'record',
  'offset',
  'matched',
] as const;

/** A finding as one row of CSV (RFC 4180), without the line break. */
export function csvRow(finding: ResultFinding): string {
  const { kind, time, rule, computer, channel, eventId, file, record, offset, matched } = finding;
  const cells = [
    kind,
    time,
    rule.level,
    rule.id,
    rule.title,
    rule.tags.join(' '),
    computer,
    channel,
    eventId,
    file,
    record,
    offset,
  ];
  return [...cells, JSON.stringify(matched)].map(csvCell).join(',');
}

/** Text that a spreadsheet would take for a formula gets an apostrophe before it: logs are written by attackers. */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
