import './tables.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { foldText } from '../../platform/search/fold.ts';
import { findAgencyByName } from '../agencies/public.ts';
import type { ImportedRow } from './contract/imports.ts';
import type { MemberRow } from './queries.ts';
import type { RosterRow } from './read-roster-rows.ts';

/** A row that fits the register: what is written when the file is taken over. */
export type PlannedRow = {
  row: RosterRow;
  agencyId: string | null;
  decisionId: string | null;
  memberId: string | null;
  action: ImportedRow['action'];
};

type Span = { from: string; to: string | null };
const overlaps = (first: Span, second: Span): boolean =>
  first.from < (second.to ?? '9999-12-31') && second.from < (first.to ?? '9999-12-31');
const spanOf = (row: RosterRow): Span => ({ from: row.validFrom ?? '', to: row.validTo });

/** One person in a file: by mail address where it is given, else by name and agency. */
const personKey = (row: RosterRow): string =>
  row.email ?? `${foldText(row.fullName)} / ${foldText(row.agency)}`;

/** Faults that only show when rows are laid side by side; each names the other row. */
const compareRows = (rows: readonly RosterRow[]): void => {
  const sound = rows.filter(
    ({ validFrom, validTo, roleInTeam }) =>
      validFrom !== null && roleInTeam !== null && (validTo === null || validTo > validFrom),
  );
  sound.forEach((row, index) => {
    for (const earlier of sound.slice(0, index)) {
      if (!overlaps(spanOf(row), spanOf(earlier))) continue;
      const params = { row: earlier.row, name: earlier.fullName };
      if (row.roleInTeam === 'leader' && earlier.roleInTeam === 'leader') {
        row.faults.push({ column: 'roleInTeam', reason: 'team.twoLeaders', params });
      }
      const isSamePerson =
        personKey(row) === personKey(earlier) ||
        (row.email === null && earlier.email === null && isSameName(row, earlier));
      if (!isSamePerson) continue;
      const reason = foldText(row.agency) === foldText(earlier.agency) ? 'team.twice' : 'team.twoAgencies';
      row.faults.push({ column: reason === 'team.twice' ? 'fullName' : 'agency', reason, params });
    }
  });
};

const isSameName = (row: RosterRow, other: RosterRow): boolean =>
  foldText(row.fullName) === foldText(other.fullName) && row.phone !== null && row.phone === other.phone;

const planAgency = async (tx: Tx, row: RosterRow): Promise<string | null> => {
  if (row.agency === '' || !row.validFrom) return null;
  const found = await findAgencyByName(tx, row.agency, row.validFrom);
  if (found.length === 1) return found[0]?.id ?? null;
  const reason = found.length === 0 ? 'team.agencyUnknown' : 'team.agencyUnclear';
  row.faults.push({ column: 'agency', reason, params: { count: found.length } });
  return null;
};

type Register = {
  decisions: { id: string; number: string; kind: string; effective_on: string }[];
  stays: {
    member_id: string;
    role_in_team: string;
    agency_id: string;
    valid_from: string;
    valid_to: string | null;
    full_name: string;
  }[];
};

const readRegister = async (tx: Tx): Promise<Register> => ({
  decisions: await tx
    .selectFrom('team_decisions')
    .select(['id', 'number', 'kind', 'effective_on'])
    .orderBy('issued_on', 'desc')
    .limit(2_000)
    .execute(),
  stays: await tx
    .selectFrom('team_memberships as stay')
    .innerJoin('members', 'members.id', 'stay.member_id')
    .select([
      'stay.member_id',
      'stay.role_in_team',
      'stay.agency_id',
      'stay.valid_from',
      'stay.valid_to',
      'members.full_name',
    ])
    .limit(20_000)
    .execute(),
});

const planDecision = ({ decisions }: Register, row: RosterRow): string | null => {
  const founding = decisions.find((decision) => decision.kind === 'founding');
  if (row.validFrom && founding && row.validFrom < founding.effective_on) {
    row.faults.push({ column: 'validFrom', reason: 'team.beforeFounding', params: {} });
  }
  if (!row.decision) return null;
  const decision = decisions.find(({ number }) => number === row.decision);
  if (!decision) row.faults.push({ column: 'decision', reason: 'team.decisionUnknown', params: {} });
  else if (row.validFrom && row.validFrom < decision.effective_on) {
    row.faults.push({ column: 'validFrom', reason: 'team.beforeDecision', params: {} });
  }
  return decision?.id ?? null;
};

const findMember = async (
  tx: Tx,
  row: RosterRow,
  agencyId: string | null,
): Promise<MemberRow | undefined> => {
  if (row.email) {
    const known = await tx
      .selectFrom('members')
      .selectAll()
      .where('email', '=', row.email)
      .executeTakeFirst();
    if (known) return known;
  }
  if (!agencyId) return undefined;
  const named = await tx
    .selectFrom('members')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .limit(500)
    .execute();
  const isSame = (member: MemberRow) =>
    foldText(member.full_name) === foldText(row.fullName) && (!row.email || !member.email);
  return named.find(isSame);
};

/** Stays that the register holds already; the same stay again is no fault but nothing to do. */
const compareWithRegister = ({ stays }: Register, planned: PlannedRow): PlannedRow['action'] => {
  const { row, memberId } = planned;
  const touching = stays.filter((stay) =>
    overlaps(spanOf(row), { from: stay.valid_from, to: stay.valid_to }),
  );
  const own = touching.find((stay) => stay.member_id === memberId);
  const isUnchanged =
    own !== undefined &&
    own.role_in_team === row.roleInTeam &&
    own.agency_id === planned.agencyId &&
    own.valid_from === row.validFrom &&
    own.valid_to === row.validTo;
  if (isUnchanged) return 'unchanged';
  if (own) {
    row.faults.push({ column: 'validFrom', reason: 'team.alreadyInTeam', params: { from: own.valid_from } });
  }
  const leader = touching.find((stay) => stay.role_in_team === 'leader' && stay.member_id !== memberId);
  if (row.roleInTeam === 'leader' && leader) {
    row.faults.push({ column: 'roleInTeam', reason: 'team.leaderThen', params: { name: leader.full_name } });
  }
  return memberId ? 'known-member' : 'new-member';
};

/** Lays every row beside the register and the other rows. Faults are added to the rows; nothing is written. */
export const planRoster = async (tx: Tx, rows: readonly RosterRow[]): Promise<PlannedRow[]> => {
  compareRows(rows);
  const register = await readRegister(tx);
  const planned: PlannedRow[] = [];
  for (const row of rows) {
    const agencyId = await planAgency(tx, row);
    const decisionId = planDecision(register, row);
    const member = await findMember(tx, row, agencyId);
    const plan: PlannedRow = { row, agencyId, decisionId, memberId: member?.id ?? null, action: null };
    if (row.validFrom && row.roleInTeam) plan.action = compareWithRegister(register, plan);
    planned.push({ ...plan, action: row.faults.length > 0 ? null : plan.action });
  }
  return planned;
};
