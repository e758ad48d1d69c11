import type { DateText, Instant, InstantOrNull, Json, WithDefault } from '../../platform/db/tables.ts';
import type { PeriodKind } from './contract/period.ts';
import type { PeriodicReportState, Remarks } from './contract.ts';
import type { FactSource } from './facts.ts';

export type PeriodicReportsTable = {
  id: string;
  kind: PeriodKind;
  from_date: DateText;
  to_date: DateText;
  agency_id: string | null;
  state: PeriodicReportState;
  edition: number;
  supersedes_id: string | null;
  remarks: Json<Remarks>;
  created_at: Instant;
  created_by_person_id: string | null;
  created_by_label: string;
  /** Who wrote in it last; approves as little as the author. */
  edited_by_person_id: string | null;
  submitted_at: InstantOrNull;
  submitted_by_person_id: string | null;
  submitted_by_label: string | null;
  return_reason: string | null;
  approved_at: InstantOrNull;
  approved_by_person_id: string | null;
  approved_by_label: string | null;
  version: WithDefault<number>;
};

/** A record as it was counted at the approval, for the period itself or for the one before. Never changed. */
export type PeriodicReportFactsTable = {
  report_id: string;
  period: 'own' | 'previous';
  source: FactSource;
  record_id: string;
  position: number;
  fact: Json<Record<string, string | number | null>>;
};

declare module '../../platform/db/tables.ts' {
  interface Tables {
    periodic_reports: PeriodicReportsTable;
    periodic_report_facts: PeriodicReportFactsTable;
  }
}
