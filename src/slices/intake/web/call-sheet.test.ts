import { describe, expect, test } from 'vitest';
import { reportKinds } from '../contract/codes.ts';
import { emptySheet, kindKeys, toCallBody } from './call-sheet.ts';

const sheet = emptySheet(new Date('2026-11-22T19:10:00Z'));

describe('the call sheet', () => {
  test('every kind has a key of its own', () => {
    expect(new Set(kindKeys).size).toBe(reportKinds.length);
  });

  test('sends what was written, trimmed, and leaves empty fields out', () => {
    const body = toCallBody(
      {
        ...sheet,
        kind: 'ransomware',
        'reporter.name': ' Lê Thị Mai ',
        answers: { scope: '12 máy', backup: ' ' },
      },
      'Mã hóa, tống tiền',
      'vi',
    );
    expect(body).toEqual({
      channel: 'phone',
      kind: 'ransomware',
      title: 'Mã hóa, tống tiền',
      description: '',
      answers: { scope: '12 máy' },
      detectedAt: '2026-11-22T19:10:00.000Z',
      detectedPrecision: 'minute',
      reporter: { name: 'Lê Thị Mai' },
      language: 'vi',
    });
  });

  test('answers to questions of another kind stay behind when the kind is corrected', () => {
    const answers = { 'ransom-note': 'có', running: 'ngừng' };
    expect(toCallBody({ ...sheet, kind: 'outage', answers }, 'x', 'vi').answers).toEqual({
      running: 'ngừng',
    });
  });

  test('an own summary goes before the suggested one', () => {
    expect(toCallBody({ ...sheet, title: 'Máy kế toán bị khóa' }, 'x', 'en').title).toBe(
      'Máy kế toán bị khóa',
    );
  });
});
