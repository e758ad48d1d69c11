import './tables.ts';
import type { Selectable } from 'kysely';
import type { Tx } from '../../platform/db/tables.ts';
import type { CalendarDayAnswer } from './contract.ts';
import type { CalendarDaysTable } from './tables.ts';

export type CalendarDayRow = Selectable<CalendarDaysTable>;

export const toDayAnswer = (row: CalendarDayRow): CalendarDayAnswer => ({
  day: row.day,
  kind: row.kind,
  nameVi: row.name_vi,
  nameEn: row.name_en,
  basis: row.basis,
  isVerified: row.is_verified,
  updatedAt: row.updated_at.toISOString(),
  updatedBy: row.updated_by_label,
  version: row.version,
});

/** Entered days between two dates, both included, in order. */
export const listDays = (tx: Tx, from: string, to: string): Promise<CalendarDayRow[]> =>
  tx
    .selectFrom('calendar_days')
    .selectAll()
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('day')
    .execute();
