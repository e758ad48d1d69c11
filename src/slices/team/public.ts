import type { Tx } from '../../platform/db/tables.ts';
import type { ShiftKind } from './contract/codes.ts';
import { listShiftRows } from './list-shift-rows.ts';

export { addHandOverSection } from './duty/draft-hand-over.ts';
export { type LadderPerson, type LadderStep, readEscalationLadder } from './duty/read-escalation-ladder.ts';
export { type DecisionFacts, findNewestDecision } from './find-newest-decision.ts';
export { listTeamOn, type TeamMemberOn } from './list-team-on.ts';
export { listMemberSkills, type MemberSkill } from './skills/list-member-skills.ts';

export type OnDuty = {
  memberId: string;
  personId: string | null;
  fullName: string;
  phone: string | null;
  kind: ShiftKind;
  /** Instant at which the shift ends. */
  endsAt: Date;
};

/** Who is on duty at the instant, the primary first. Answers for every caller. */
export const listOnDuty = async (tx: Tx, at: Date): Promise<OnDuty[]> => {
  const rows = await listShiftRows(tx, at, new Date(at.getTime() + 1));
  return rows
    .filter((row) => row.starts_at <= at)
    .map((row) => ({
      memberId: row.member_id,
      personId: row.person_id,
      fullName: row.full_name,
      phone: row.phone,
      kind: row.kind,
      endsAt: row.ends_at,
    }))
    .sort((first, second) => (first.kind === second.kind ? 0 : first.kind === 'primary' ? -1 : 1));
};

export { type CountedStay, listCountedStays } from './list-counted-stays.ts';
export type ShiftSpan = Omit<OnDuty, 'phone'> & { shiftId: string; place: string; startsAt: Date };
/** Shifts that touch the half-open span of instants, by their beginning. Answers for every caller. */
export const listShiftsOf = async (tx: Tx, from: Date, to: Date): Promise<ShiftSpan[]> =>
  (await listShiftRows(tx, from, to)).map((row) => ({
    shiftId: row.shift_id,
    memberId: row.member_id,
    personId: row.person_id,
    fullName: row.full_name,
    place: row.place,
    kind: row.kind,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
  }));
