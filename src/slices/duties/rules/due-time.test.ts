import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createWorkingCalendar } from '../../calendar/public.ts';
import { addMonths, dueTime, shareTime } from './due-time.ts';
import { nextYearlyWindow, windowOfYear } from './yearly-window.ts';

const calendar = createWorkingCalendar([
  { day: '2026-11-24', kind: 'holiday', nameVi: 'Nghỉ', nameEn: 'Off' },
  { day: '2026-11-28', kind: 'swap-workday', nameVi: 'Làm bù', nameEn: 'Made up' },
]);
const t0 = new Date('2026-11-23T02:10:00+07:00');
const due = (limit: Parameters<typeof dueTime>[1], pauses: Parameters<typeof dueTime>[3] = []) =>
  dueTime(t0, limit, calendar, pauses).toISOString();

describe('due time', () => {
  test('hours and minutes run through nights and holidays to the minute', () => {
    expect(due({ unit: 'hours', value: 24 })).toBe('2026-11-23T19:10:00.000Z');
    expect(due({ unit: 'hours', value: 72 })).toBe('2026-11-25T19:10:00.000Z');
    expect(due({ unit: 'at-once', targetMinutes: 30 })).toBe('2026-11-22T19:40:00.000Z');
  });

  test('days do not count the first and end at 24:00 of the last in Viet Nam', () => {
    expect(due({ unit: 'days', value: 5 })).toBe('2026-11-28T17:00:00.000Z');
    const justBefore = dueTime(new Date('2026-11-23T23:59:59+07:00'), { unit: 'days', value: 5 }, calendar);
    expect(justBefore.toISOString()).toBe('2026-11-28T17:00:00.000Z');
  });

  test('working days leave out holidays and weekends and count a Saturday worked in exchange', () => {
    expect(due({ unit: 'working-days', value: 1 })).toBe('2026-11-25T17:00:00.000Z');
    expect(due({ unit: 'working-days', value: 4 })).toBe('2026-11-28T17:00:00.000Z');
  });

  test('months end on the same day, or on the last of a shorter month', () => {
    expect(addMonths('2026-08-31', 6)).toBe('2027-02-28');
    expect(addMonths('2027-08-31', 6)).toBe('2028-02-29');
    expect(due({ unit: 'months', value: 6 })).toBe('2027-05-23T17:00:00.000Z');
  });

  test('a rest is added to the time, and does not count towards a warning', () => {
    const pauses = [{ from: '2026-11-23T00:00:00.000Z', to: '2026-11-23T06:00:00.000Z' }];
    expect(due({ unit: 'hours', value: 24 }, pauses)).toBe('2026-11-24T01:10:00.000Z');
    const end = new Date(due({ unit: 'hours', value: 24 }, pauses));
    expect(shareTime(t0, end, 50, pauses).toISOString()).toBe('2026-11-23T13:10:00.000Z');
  });

  test('yearly windows close before their due day, over the turn of the year', () => {
    const half = {
      kind: 'yearly',
      before: '06-20',
      opensDaysBefore: 30,
      window: { from: '12-15', to: '06-14' },
    } as const;
    expect(windowOfYear(half, 2026)).toMatchObject({
      from: '2025-12-15',
      to: '2026-06-14',
      before: '2026-06-20',
      opensOn: '2026-05-21',
    });
    expect(nextYearlyWindow(half, '2026-06-19').year).toBe(2026);
    expect(nextYearlyWindow(half, '2026-06-20').year).toBe(2027);
    const check = {
      kind: 'yearly',
      before: '10-01',
      opensDaysBefore: 60,
      window: { from: '10-01', to: '09-30' },
    } as const;
    expect(windowOfYear(check, 2027)).toMatchObject({ from: '2026-10-01', to: '2027-09-30' });
  });

  test('every due time is the same whatever zone and language the server has', () => {
    const script = fileURLToPath(new URL('./testing/print-due-times.ts', import.meta.url));
    const inZone = (TZ: string, LANG: string) =>
      execFileSync(process.execPath, [script], {
        env: { PATH: process.env.PATH ?? '', TZ, LANG },
        encoding: 'utf8',
      });
    const home = inZone('Asia/Ho_Chi_Minh', 'vi_VN.UTF-8');
    expect(home.split('\n').length).toBeGreaterThan(1_000);
    for (const zone of [
      'UTC',
      'America/New_York',
      'Pacific/Kiritimati',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
    ]) {
      expect(inZone(zone, 'de_DE.UTF-8')).toBe(home);
    }
  }, 60_000);
});
