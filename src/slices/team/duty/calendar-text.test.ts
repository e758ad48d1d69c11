import { expect, test } from 'vitest';
import { calendarText, escapeText, foldLine } from './calendar-text.ts';

const unfold = (text: string) => text.replaceAll('\r\n ', '');

test('text is escaped as RFC 5545 asks, and cannot start a line of its own', () => {
  expect(escapeText('a;b,c\\d')).toBe('a\\;b\\,c\\\\d');
  expect(escapeText('x\r\nBEGIN:VEVENT\ny')).toBe('x\\nBEGIN:VEVENT\\ny');
  expect(escapeText('a\u0000\u0007b')).toBe('ab');
});

test('no line is longer than 75 octets, no character is cut, and unfolding gives the text back', () => {
  for (const line of [
    'a'.repeat(74),
    'a'.repeat(75),
    'a'.repeat(76),
    `SUMMARY:${'Trực dự phòng, Đội ứng cứu sự cố '.repeat(12)}`,
    `SUMMARY:${'🛡'.repeat(100)}`,
    '',
  ]) {
    const folded = foldLine(line);
    for (const part of folded.split('\r\n')) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(75);
    expect(unfold(folded)).toBe(line);
    expect(folded).not.toContain('\ufffd');
  }
});

test('a calendar is whole: every line ends with CR LF, instants are UTC', () => {
  const at = new Date('2026-11-23T02:10:00.000Z');
  const text = calendarText('Lịch trực', at, [
    {
      uid: 'a@khien',
      startsAt: at,
      endsAt: new Date('2026-11-23T10:10:00Z'),
      summary: 'Trực chính',
      sequence: 2,
    },
  ]);
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  expect(text).toContain('DTSTART:20261123T021000Z\r\nDTEND:20261123T101000Z\r\nSEQUENCE:2\r\n');
});
