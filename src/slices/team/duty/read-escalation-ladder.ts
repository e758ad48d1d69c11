import './tables.ts';
import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/tables.ts';
import { vietnamDateOf } from '../../../platform/time/vietnam-time.ts';
import type { TeamRole } from '../contract/codes.ts';
import { DEFAULT_PLACE } from '../contract/duty.ts';
import type { EscalationTarget } from '../contract/duty-codes.ts';
import { listShiftRows } from '../list-shift-rows.ts';

export type LadderPerson = {
  memberId: string;
  personId: string | null;
  fullName: string;
  phone: string | null;
  backupPhone: string | null;
};

export type LadderStep = {
  position: number;
  target: EscalationTarget;
  roleInTeam: TeamRole | null;
  memberId: string | null;
  /** How long to wait for an answer before the next step. */
  waitMinutes: number;
  /** Whom the step means at the instant asked for; empty where nobody fits. */
  people: LadderPerson[];
};

const listPeople = async (tx: Tx, day: string) => {
  const { rows } = await sql<{
    id: string;
    person_id: string | null;
    full_name: string;
    phone: string | null;
    backup_phone: string | null;
    role_in_team: TeamRole | null;
  }>`select m.id, m.person_id, m.full_name, m.phone, m.backup_phone, stay.role_in_team
     from members m
     join team_memberships stay on stay.member_id = m.id and daterange(stay.valid_from, stay.valid_to, '[)') @> ${day}::date
     where stay.role_in_team in (select role_in_team from escalation_steps)
       or m.id in (select member_id from escalation_steps)
     order by m.full_name collate "vi-x-icu", m.id limit 200`.execute(tx);
  return rows.map((row) => ({
    role: row.role_in_team,
    person: {
      memberId: row.id,
      personId: row.person_id,
      fullName: row.full_name,
      phone: row.phone,
      backupPhone: row.backup_phone,
    },
  }));
};

/**
 * Whom to call in turn when nobody answers, with the people whom each step means at the instant. A role or a member that
 * is not in the team on that day gives a step without people.
 */
export const readEscalationLadder = async (
  tx: Tx,
  at: Date,
  place: string = DEFAULT_PLACE,
): Promise<LadderStep[]> => {
  const steps = await tx
    .selectFrom('escalation_steps')
    .selectAll()
    .where('place', '=', place)
    .orderBy('position')
    .execute();
  const onDuty = (await listShiftRows(tx, at, new Date(at.getTime() + 1))).filter(
    (row) => row.place === place,
  );
  const people = await listPeople(tx, vietnamDateOf(at));
  return steps.map((step) => ({
    position: step.position,
    target: step.target,
    roleInTeam: step.role_in_team,
    memberId: step.member_id,
    waitMinutes: step.wait_minutes,
    people:
      step.target === 'primary' || step.target === 'backup'
        ? onDuty
            .filter((row) => row.kind === step.target)
            .map((row) => ({
              memberId: row.member_id,
              personId: row.person_id,
              fullName: row.full_name,
              phone: row.phone,
              backupPhone: row.backup_phone,
            }))
        : people
            .filter(({ role, person }) =>
              step.target === 'role' ? role === step.role_in_team : person.memberId === step.member_id,
            )
            .map(({ person }) => person),
  }));
};
