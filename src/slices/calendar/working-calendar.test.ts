import { describe, expect, test } from 'vitest';
import { createWorkingCalendar } from './contract/working-calendar.ts';
import { shippedDays } from './data/calendar-days.ts';

const calendar = createWorkingCalendar(shippedDays);
const naiveNext = (date: string, count: number): string => {
  let at = Date.parse(`${date}T00:00:00Z`);
  for (let left = count; left > 0; ) {
    at += 86_400_000;
    if (calendar.isWorkingDay(new Date(at).toISOString().slice(0, 10))) left -= 1;
  }
  return new Date(at).toISOString().slice(0, 10);
};

describe('working calendar', () => {
  test('Tet 2026 is off from Monday to Friday, with the weekends around it', () => {
    for (let day = 14; day <= 22; day += 1) expect(calendar.isWorkingDay(`2026-02-${day}`)).toBe(false);
    expect(calendar.addWorkingDays('2026-02-13', 1)).toBe('2026-02-23');
    expect(calendar.nameOf('2026-02-17', 'vi')).toBe('Tết Nguyên đán');
  });

  test('a Saturday worked in exchange counts, the Friday off does not', () => {
    expect(calendar.kindOf('2026-01-02')).toBe('swap-day-off');
    expect(calendar.kindOf('2026-01-10')).toBe('swap-workday');
    expect(calendar.addWorkingDays('2025-12-31', 1)).toBe('2026-01-05');
    expect(calendar.addWorkingDays('2026-01-09', 1)).toBe('2026-01-10');
  });

  test('counting forward, back and between agrees for every day of three years', () => {
    for (
      let at = Date.parse('2025-01-01T00:00:00Z');
      at < Date.parse('2027-12-01T00:00:00Z');
      at += 86_400_000
    ) {
      const date = new Date(at).toISOString().slice(0, 10);
      const fifth = calendar.addWorkingDays(date, 5);
      expect(fifth).toBe(naiveNext(date, 5));
      expect(calendar.countWorkingDays(date, fifth)).toBe(5);
      if (calendar.isWorkingDay(date)) expect(calendar.addWorkingDays(fifth, -5)).toBe(date);
    }
  });

  test('a year without entries says that it is not covered, and still leaves out weekends', () => {
    expect([2025, 2026, 2027, 2028].map(calendar.covers)).toEqual([true, true, true, false]);
    expect(calendar.kindOf('2028-01-01')).toBe('weekend');
    expect(calendar.addWorkingDays('2028-09-01', 1)).toBe('2028-09-04');
  });

  test('shipped days are single days, in the right part of the week, none of them twice', () => {
    expect(new Set(shippedDays.map(({ day }) => day)).size).toBe(shippedDays.length);
    for (const { day, kind } of shippedDays) {
      const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
      const isWeekend = weekday === 0 || weekday === 6;
      if (kind === 'swap-day-off') expect([day, isWeekend]).toEqual([day, false]);
      if (kind === 'swap-workday') expect([day, isWeekend]).toEqual([day, true]);
    }
    const swaps = shippedDays.filter(({ kind }) => kind !== 'holiday');
    expect(swaps.filter(({ kind }) => kind === 'swap-workday').length * 2).toBe(swaps.length);
  });
});
