import type { DateText, DateTextOrNull, Instant, WithDefault } from '../../platform/db/tables.ts';
import type { DecisionKind, ShiftKind, TeamRole } from './contract/codes.ts';

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

declare module '../../platform/db/tables.ts' {
  interface Tables {
    members: MembersTable;
    team_decisions: TeamDecisionsTable;
    team_memberships: TeamMembershipsTable;
    duty_shifts: DutyShiftsTable;
  }
}
