import './tables.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { createWorkingCalendar, type WorkingCalendar } from './contract/working-calendar.ts';

export { createWorkingCalendar, type DayKind, type WorkingCalendar } from './contract/working-calendar.ts';

/** The working calendar as it stands. The same for every caller. */
export const loadWorkingCalendar = async (tx: Tx): Promise<WorkingCalendar> => {
  const rows = await tx
    .selectFrom('calendar_days')
    .select(['day', 'kind', 'name_vi as nameVi', 'name_en as nameEn'])
    .execute();
  return createWorkingCalendar(rows);
};
