import type { DateText, Instant, InstantOrNull, Json, WithDefault } from '../../../platform/db/tables.ts';
import type { ShiftKind, TeamRole } from '../contract/codes.ts';
import type {
  AbsenceKind,
  EscalationTarget,
  HandOverState,
  PlanState,
  SwapState,
} from '../contract/duty-codes.ts';

/** One turn of a pattern's day, as stored. */
export type PatternSlot = { kind: ShiftKind; startMinute: number; hours: number };

export type DutyPatternsTable = {
  id: string;
  name: string;
  place: string;
  slots: Json<PatternSlot[]>;
  /** Hours between two shifts of one member, at least. */
  rest_hours: number;
  is_active: WithDefault<boolean>;
  created_at: Instant;
  version: WithDefault<number>;
};

export type DutyPatternMembersTable = {
  pattern_id: string;
  member_id: string;
  kind: ShiftKind;
  position: number;
};

export type DutyPlansTable = {
  id: string;
  pattern_id: string;
  place: string;
  from_on: DateText;
  /** Last day, included. */
  to_on: DateText;
  state: PlanState;
  created_at: Instant;
  created_by_label: string;
  published_at: InstantOrNull;
  published_by_label: string | null;
  version: WithDefault<number>;
};

export type DutyPlanShiftsTable = {
  id: string;
  plan_id: string;
  /** Null where nobody could be found. */
  member_id: string | null;
  kind: ShiftKind;
  starts_at: Instant;
  ends_at: Instant;
};

export type DutyAbsencesTable = {
  id: string;
  member_id: string;
  from_on: DateText;
  /** Last day, included. */
  to_on: DateText;
  kind: AbsenceKind;
  created_at: Instant;
};

export type DutySwapsTable = {
  id: string;
  shift_id: string;
  from_member_id: string;
  /** Who is asked, or who took an open offer; null while an open offer waits. */
  to_member_id: string | null;
  /** What the asked member gives for it; null when the shift is simply handed on. */
  return_shift_id: string | null;
  /** The shifts as they stood when asked: a change of either makes the request void. */
  shift_version: number;
  return_shift_version: number | null;
  reason: string;
  state: SwapState;
  is_open_offer: boolean;
  requested_at: Instant;
  answered_at: InstantOrNull;
  answer_note: string | null;
  decided_at: InstantOrNull;
  decided_by_label: string | null;
  decision_note: string | null;
  version: WithDefault<number>;
};

/** A fact that a slice brought into a hand-over note; `params` fill the text `labelKey`. */
export type HandOverItem = {
  labelKey: string;
  params: Record<string, string | number>;
  /** Text key of a word beside it, such as the status. */
  noteKey: string | null;
  /** Page of the record in the web application. */
  to: string | null;
  /** Instant that belongs to the fact: when it happened, when it is due. */
  at: string | null;
};
export type HandOverSection = { titleKey: string; items: HandOverItem[]; more: number };

export type DutyHandOversTable = {
  id: string;
  shift_id: string;
  member_id: string;
  next_member_id: string | null;
  since_at: Instant;
  drafted_at: Instant;
  sections: Json<HandOverSection[]>;
  note: string;
  state: HandOverState;
  given_at: InstantOrNull;
  given_by_label: string | null;
  signed_at: InstantOrNull;
  signed_by_member_id: string | null;
  remark: string | null;
  version: WithDefault<number>;
};

export type EscalationLaddersTable = { place: string; version: WithDefault<number> };

export type EscalationStepsTable = {
  place: string;
  position: number;
  target: EscalationTarget;
  role_in_team: TeamRole | null;
  member_id: string | null;
  /** How long to wait for an answer before the next step. */
  wait_minutes: number;
};

export type DutyFeedsTable = {
  id: string;
  member_id: string;
  token_hash: string;
  language: 'vi' | 'en';
  created_at: Instant;
  revoked_at: InstantOrNull;
};

declare module '../../../platform/db/tables.ts' {
  interface Tables {
    duty_patterns: DutyPatternsTable;
    duty_pattern_members: DutyPatternMembersTable;
    duty_plans: DutyPlansTable;
    duty_plan_shifts: DutyPlanShiftsTable;
    duty_absences: DutyAbsencesTable;
    duty_swaps: DutySwapsTable;
    duty_hand_overs: DutyHandOversTable;
    escalation_ladders: EscalationLaddersTable;
    escalation_steps: EscalationStepsTable;
    duty_feeds: DutyFeedsTable;
  }
}
