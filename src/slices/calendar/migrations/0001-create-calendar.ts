import { sql } from 'kysely';
import type { Migration } from '../../../platform/db/migrate.ts';
import { protectWrites } from '../../../platform/db/row-security.ts';
import { dayKinds } from '../contract/working-calendar.ts';
import { shippedDays } from '../data/calendar-days.ts';

/** Days that differ from the plain week, filled with those of 2025 to 2027. */
export const createCalendar: Migration = {
  id: 'calendar/0001-create-calendar',
  up: async (db) => {
    await sql`create table calendar_days (
      day date primary key,
      kind text not null check (kind in (${sql.join(dayKinds.map((kind) => sql.lit(kind)))})),
      name_vi text not null,
      name_en text not null,
      basis text not null,
      is_verified boolean not null,
      updated_at timestamptz not null,
      updated_by_label text not null,
      version int not null default 1
    )`.execute(db);
    for (const { day, kind, nameVi, nameEn, basis } of shippedDays) {
      await sql`insert into calendar_days values
        (${day}, ${kind}, ${nameVi}, ${nameEn}, ${basis}, false, now(), 'Khiên')`.execute(db);
    }
    await protectWrites(db, 'calendar_days', sql<boolean>`true`);
  },
};
