import type {
  DateText,
  DateTextOrNull,
  Instant,
  InstantOrNull,
  Json,
  WithDefault,
} from '../../platform/db/tables.ts';
import type { DecisionKind, ShiftKind, TeamRole } from './contract/codes.ts';
import type { ImportedRow, ImportMade, ImportState } from './contract/imports.ts';
import type {
  LeavingReason,
  NomineeChecks,
  NomineeState,
  ProposalState,
  ReplacementOutcome,
  ReplacementState,
  ReportedAs,
} from './contract/replacement-codes.ts';

/** A person of the team as the team knows them today; what a decision said then stands in `team_memberships`. */
export type MembersTable = {
  id: string;
  /** The account, where the member has one. */
  person_id: string | null;
  full_name: string;
  agency_id: string;
  post: string | null;
  email: string | null;
  phone: string | null;
  backup_phone: string | null;
  search_text: string;
  is_demo: WithDefault<boolean>;
  created_at: Instant;
  version: WithDefault<number>;
};

export type TeamDecisionsTable = {
  id: string;
  number: string;
  kind: DecisionKind;
  issued_on: DateText;
  effective_on: DateText;
  issuer: string;
  signer: string;
  signer_title: string;
  title: string;
  /** Name of the scanned decision, where one was attached. */
  file_name: WithDefault<string | null>;
  is_demo: WithDefault<boolean>;
  created_at: Instant;
  version: WithDefault<number>;
};

/** One stay in the team under one role, with agency and post as the decision named them. */
export type TeamMembershipsTable = {
  id: string;
  member_id: string;
  decision_id: string | null;
  ended_by_decision_id: string | null;
  role_in_team: TeamRole;
  group_name: string | null;
  agency_id: string;
  post: string | null;
  valid_from: DateText;
  /** First day on which it no longer holds. */
  valid_to: DateTextOrNull;
  version: WithDefault<number>;
};

export type DutyShiftsTable = {
  id: string;
  member_id: string;
  /** Where the shift is kept; most teams have one desk. */
  place: string;
  kind: ShiftKind;
  starts_at: Instant;
  ends_at: Instant;
  created_at: Instant;
  version: WithDefault<number>;
};

export type TeamProposalsTable = {
  id: string;
  state: ProposalState;
  created_at: Instant;
  created_by_label: string;
  submission_document_id: string | null;
  decision_document_id: string | null;
  /** A nominee left after the papers were drawn up. */
  are_papers_outdated: WithDefault<boolean>;
  submission_number: string | null;
  submitted_on: DateTextOrNull;
  decision_id: string | null;
  reminded_at: InstantOrNull;
  version: WithDefault<number>;
};

/** One member who leaves, from the report to the decision's day. */
export type TeamReplacementsTable = {
  id: string;
  member_id: string;
  membership_id: string;
  /** The agency that nominates: that of the stay, or who carries on its duties. */
  agency_id: string;
  /** Who leaves and the place that falls vacant, as they stood when it was reported. */
  member_name: string;
  role_in_team: TeamRole;
  group_name: string | null;
  post: string | null;
  state: ReplacementState;
  reason: LeavingReason;
  note: string;
  leaves_on: DateText;
  is_reported_late: boolean;
  reported_at: Instant;
  reported_by_label: string;
  reported_as: ReportedAs;
  proposal_id: string | null;
  outcome: ReplacementOutcome | null;
  decision_id: string | null;
  new_member_id: string | null;
  effective_on: DateTextOrNull;
  /** By when the step under way is to be done. */
  due_on: DateText;
  reminded_at: InstantOrNull;
  is_demo: WithDefault<boolean>;
  version: WithDefault<number>;
};

export type TeamNomineesTable = {
  id: string;
  replacement_id: string;
  state: NomineeState;
  full_name: string;
  agency_id: string;
  post: string | null;
  email: string | null;
  phone: string | null;
  backup_phone: string | null;
  letter_number: string | null;
  letter_on: DateTextOrNull;
  note: string;
  checks: Json<NomineeChecks>;
  nominated_at: Instant;
  nominated_by_label: string;
  closed_reason: string | null;
  version: WithDefault<number>;
};

export type TeamReplacementStepsTable = {
  id: string;
  replacement_id: string;
  step: string;
  at: Instant;
  by_person_id: string | null;
  by_label: string;
  note: string;
};

/** Access that begins or ends with a decision's day; a job carries it out. */
export type TeamAccessChangesTable = {
  id: string;
  member_id: string;
  replacement_id: string | null;
  kind: 'begin' | 'end';
  role_in_team: TeamRole;
  due_on: DateText;
  done_at: InstantOrNull;
  outcome: string | null;
};

export type NetworkDeclarationsTable = {
  id: string;
  decision_id: string | null;
  flagged_at: Instant;
  due_at: Instant;
  renewed_on: DateTextOrNull;
  renewed_by_label: string | null;
  reference: string | null;
};

export type RosterImportsTable = {
  id: string;
  state: ImportState;
  file_name: string;
  rows: Json<ImportedRow[]>;
  faults: number;
  created_at: Instant;
  created_by_label: string;
  applied_at: InstantOrNull;
  undone_at: InstantOrNull;
  made: Json<ImportMade>;
  version: WithDefault<number>;
};

declare module '../../platform/db/tables.ts' {
  interface Tables {
    members: MembersTable;
    team_decisions: TeamDecisionsTable;
    team_memberships: TeamMembershipsTable;
    duty_shifts: DutyShiftsTable;
    team_proposals: TeamProposalsTable;
    team_replacements: TeamReplacementsTable;
    team_nominees: TeamNomineesTable;
    team_replacement_steps: TeamReplacementStepsTable;
    team_access_changes: TeamAccessChangesTable;
    network_declarations: NetworkDeclarationsTable;
    roster_imports: RosterImportsTable;
  }
}
