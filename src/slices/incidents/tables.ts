import type { ColumnType } from 'kysely';
import type { Instant, InstantOrNull, JsonOrNull, WithDefault } from '../../platform/db/tables.ts';
import type * as codes from './contract/codes.ts';
import type { RsitCode } from './contract/rsit.ts';

type Computed<Value> = ColumnType<Value, never, never>;

export type IncidentsTable = {
  id: string;
  number: string;
  /** Year and running number as one figure, for sorting: 20260001 and so on with ten digits of room. */
  number_key: number;
  version: WithDefault<number>;
  title: string;
  description: string;
  agency_id: string | null;
  system_id: string | null;
  system_name: string | null;
  status: codes.Status;
  is_open: Computed<boolean>;
  detected_at: Instant;
  detected_precision: codes.Precision;
  detected_zone: string;
  reported_at: Instant;
  occurred_at: InstantOrNull;
  contained_at: InstantOrNull;
  restored_at: InstantOrNull;
  closed_at: InstantOrNull;
  severity_group: codes.Group | null;
  severity: codes.Severity | null;
  severity_weight: Computed<number>;
  cause: (typeof codes.causes)[number] | null;
  attack_type: (typeof codes.attackTypes)[number] | null;
  rsit: RsitCode | null;
  tlp: codes.Tlp;
  handled_by: (typeof codes.handlers)[number] | null;
  damage_vnd: number | null;
  personal_data: (typeof codes.personalDataStates)[number];
  signs: WithDefault<codes.IncidentSign[]>;
  personal_data_kinds: WithDefault<codes.PersonalDataKind[]>;
  personal_data_found_at: InstantOrNull;
  detection_source: (typeof codes.detectionSources)[number] | null;
  notified_parties: string[];
  outcome: string | null;
  root_cause: string | null;
  lessons: string | null;
  /** Kept by a trigger on incident_people: the rules of row-level security read them. */
  lead_person_id: Computed<string | null>;
  participant_ids: Computed<string[]>;
  search_text: string;
  opened_at: Instant;
  opened_by_person_id: string | null;
  opened_by_label: string;
  updated_at: Instant;
};

export type IncidentPeopleTable = {
  id: string;
  incident_id: string;
  person_id: string;
  role: codes.IncidentRole;
  added_at: Instant;
  added_by_label: string;
  removed_at: InstantOrNull;
  removed_by_label: string | null;
};

export type IncidentLogTable = {
  id: string;
  incident_id: string;
  kind: codes.LogKind;
  text: string;
  text_key: string | null;
  text_params: JsonOrNull<Record<string, string | number>>;
  event_at: Instant;
  event_precision: codes.Precision;
  written_at: Instant;
  written_by_person_id: string | null;
  written_by_label: string;
  is_internal: boolean;
  corrects_id: string | null;
};

export type IncidentTasksTable = {
  id: string;
  incident_id: string;
  version: WithDefault<number>;
  title: string;
  description: string;
  assignee_person_id: string | null;
  due_at: InstantOrNull;
  state: codes.TaskState;
  done_note: string | null;
  done_at: InstantOrNull;
  created_at: Instant;
  created_by_label: string;
  updated_at: Instant;
};

export type IncidentObservablesTable = {
  id: string;
  incident_id: string;
  version: WithDefault<number>;
  type: codes.ObservableType;
  value: string;
  is_private: boolean;
  is_ioc: boolean;
  tlp: codes.Tlp | null;
  note: string | null;
  source: string;
  added_at: Instant;
  added_by_label: string;
};

export type IncidentClassificationsTable = {
  id: string;
  incident_id: string;
  severity_group: codes.Group;
  severity: codes.Severity;
  cause: (typeof codes.causes)[number];
  attack_type: (typeof codes.attackTypes)[number] | null;
  rsit: RsitCode | null;
  reason: string;
  classified_at: Instant;
  classified_by_person_id: string | null;
  classified_by_label: string;
};

declare module '../../platform/db/tables.ts' {
  interface Tables {
    incidents: IncidentsTable;
    incident_people: IncidentPeopleTable;
    incident_log: IncidentLogTable;
    incident_tasks: IncidentTasksTable;
    incident_observables: IncidentObservablesTable;
    incident_classifications: IncidentClassificationsTable;
  }
}
