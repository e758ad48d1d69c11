import type {
  DateText,
  Instant,
  InstantOrNull,
  Json,
  JsonOrNull,
  WithDefault,
} from '../../platform/db/tables.ts';
import type { Channel, RuleSetContent } from './contract/rules.ts';
import type { Pause } from './rules/due-time.ts';
import type { ClockState, StartCause } from './rules/plan-clocks.ts';

export type SubjectKind = 'incident' | 'system' | 'team';

export type DutyRuleSetsTable = {
  id: string;
  /** Running number of approved sets. */
  number: number | null;
  state: 'draft' | 'proposed' | 'approved' | 'refused';
  valid_from: DateText;
  note: string;
  content: Json<RuleSetContent>;
  based_on_id: string | null;
  created_at: Instant;
  created_by_person_id: string | null;
  created_by_label: string;
  changed_at: Instant;
  changed_by_person_id: string | null;
  changed_by_label: string;
  decided_at: InstantOrNull;
  decided_by_person_id: string | null;
  decided_by_label: string | null;
  decision_note: string | null;
  version: WithDefault<number>;
};

/** Which rule set an incident runs under. */
export type DutyIncidentsTable = { incident_id: string; rule_set_id: string };

export type DutyClocksTable = {
  id: string;
  rule_set_id: string;
  rule_id: string;
  subject_kind: SubjectKind;
  subject_id: string | null;
  /** Number of the incident, name of the system, or empty. */
  subject_label: string;
  /** 1, 2, 3 ... of one rule and subject; the year for yearly duties. */
  occurrence: number;
  started_at: Instant;
  started_by: StartCause;
  note: WithDefault<string>;
  due_at: Instant;
  state: ClockState;
  pauses: Json<Pause[]>;
  fulfilled_at: InstantOrNull;
  is_stopped_by_hand: WithDefault<boolean>;
  /** Why it is late; later reasons stand in the events. */
  late_reason: string | null;
  /** Highest share that was warned of; 100 is the breach. */
  warned_share: WithDefault<number>;
  next_warning_at: InstantOrNull;
  created_at: Instant;
  version: WithDefault<number>;
};

export const clockEventKinds = [
  'started',
  'moved',
  'stopped',
  'resumed',
  'paused',
  'continued',
  'warned',
  'breached',
  'reason-given',
  'dispatched',
  'proven',
  'failed',
  'withdrawn',
  'fulfilled',
  'reopened',
] as const;
export type ClockEventKind = (typeof clockEventKinds)[number];

export type DutyClockEventsTable = {
  id: string;
  clock_id: string;
  at: Instant;
  kind: ClockEventKind;
  actor_label: string;
  data: Json<Record<string, string | number | null>>;
};

/** How it is known that something was sent. */
export type Proof = {
  kind: 'smtp' | 'receipt' | 'letter-number' | 'scan' | 'spoken-to' | 'hand-over';
  at: string;
  /** Answer of the mail server, number of the letter or receipt, name of who took the call. */
  reference: string;
  messageId?: string;
  fileId?: string;
  note?: string;
};

export type DispatchedDocument = {
  kind: 'form' | 'official-document' | 'file';
  id: string;
  title: string;
  version?: number;
  fileId?: string;
};

export type DutyDispatchesTable = {
  id: string;
  clock_id: string;
  recipient_key: string;
  recipient_name: string;
  recipient_address: string | null;
  channel: Channel;
  title: string;
  message: WithDefault<string>;
  documents: Json<DispatchedDocument[]>;
  state: 'waiting' | 'proven' | 'failed' | 'withdrawn';
  /** When it left; for mail the moment of acceptance once that is known. */
  sent_at: Instant;
  outbox_id: string | null;
  proof: JsonOrNull<Proof>;
  created_at: Instant;
  created_by_label: string;
  withdrawn_at: InstantOrNull;
  withdrawn_by_label: string | null;
  withdrawal_reason: string | null;
};

declare module '../../platform/db/tables.ts' {
  interface Tables {
    duty_rule_sets: DutyRuleSetsTable;
    duty_incidents: DutyIncidentsTable;
    duty_clocks: DutyClocksTable;
    duty_clock_events: DutyClockEventsTable;
    duty_dispatches: DutyDispatchesTable;
  }
}
