import type { DateText, Instant, WithDefault } from '../../platform/db/tables.ts';
import type { EnteredKind } from './contract/working-calendar.ts';

export type CalendarDaysTable = {
  day: DateText;
  kind: EnteredKind;
  name_vi: string;
  name_en: string;
  /** Law or notice that says so. */
  basis: string;
  is_verified: boolean;
  updated_at: Instant;
  updated_by_label: string;
  version: WithDefault<number>;
};

declare module '../../platform/db/tables.ts' {
  interface Tables {
    calendar_days: CalendarDaysTable;
  }
}
