import './tables.ts';
import { type ExpressionBuilder, type Selectable, sql } from 'kysely';
import type { z } from 'zod';
import type { Actor } from '../../platform/access/actor.ts';
import { decodeCursor, toPage } from '../../platform/db/keyset.ts';
import type { Tables, Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { foldText } from '../../platform/search/fold.ts';
import { getAgencyRefs } from '../agencies/public.ts';
import type { Decision, listMembersQuery, MemberItem, Membership } from './contract.ts';
import type { MembersTable, TeamDecisionsTable, TeamMembershipsTable } from './tables.ts';

export type MemberRow = Selectable<MembersTable>;
export type DecisionRow = Selectable<TeamDecisionsTable>;
type MembershipRow = Selectable<TeamMembershipsTable>;
type AgencyRefs = Awaited<ReturnType<typeof getAgencyRefs>>;

/** The members that the actor may see: all, those of the own agencies, or the own record. */
export const visibleMembers = (actor: Actor) => (where: ExpressionBuilder<Tables, 'members'>) => {
  const reach = actor.kind === 'system' ? 'any' : actor.permissions.get('member.read');
  if (reach === 'any') return sql<boolean>`true`;
  if (!reach) return sql<boolean>`false`;
  return where.or([
    ...(actor.organisationIds.length > 0 ? [where('members.agency_id', 'in', actor.organisationIds)] : []),
    ...(actor.kind === 'person' && actor.id ? [where('members.person_id', '=', actor.id)] : []),
  ]);
};

const agencyOf = (refs: AgencyRefs, id: string) => refs.get(id) ?? { id, name: '', shortName: '' };

export const toDecision = (row: DecisionRow): Decision => ({
  id: row.id,
  number: row.number,
  kind: row.kind,
  issuedOn: row.issued_on,
  effectiveOn: row.effective_on,
  issuer: row.issuer,
  signer: row.signer,
  signerTitle: row.signer_title,
  title: row.title,
  fileName: row.file_name,
  isDemo: row.is_demo,
  version: row.version,
});

/** The facts of a member without role and group. */
export const toMemberFacts = (row: MemberRow, refs: AgencyRefs) => ({
  id: row.id,
  personId: row.person_id,
  fullName: row.full_name,
  agency: agencyOf(refs, row.agency_id),
  post: row.post,
  email: row.email,
  phone: row.phone,
  backupPhone: row.backup_phone,
  isDemo: row.is_demo,
});

/** Memberships with the names of their agencies and decisions. */
export const toMemberships = async (tx: Tx, rows: readonly MembershipRow[]): Promise<Membership[]> => {
  const refs = await getAgencyRefs(
    tx,
    rows.map((row) => row.agency_id),
  );
  const decisionIds = rows
    .flatMap((row) => [row.decision_id, row.ended_by_decision_id])
    .filter((id) => id !== null);
  const decisions =
    decisionIds.length === 0
      ? []
      : await tx
          .selectFrom('team_decisions')
          .selectAll()
          .where('id', 'in', [...new Set(decisionIds)])
          .execute();
  const byId = new Map(
    decisions.map((row) => [row.id, { id: row.id, number: row.number, issuedOn: row.issued_on }]),
  );
  return rows.map((row) => ({
    id: row.id,
    roleInTeam: row.role_in_team,
    groupName: row.group_name,
    agency: agencyOf(refs, row.agency_id),
    post: row.post,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    decision: (row.decision_id && byId.get(row.decision_id)) || null,
    endedBy: (row.ended_by_decision_id && byId.get(row.ended_by_decision_id)) || null,
    version: row.version,
  }));
};

/** @throws AppError platform.notFound for a missing member and for a hidden one */
export const getMemberRow = async (tx: Tx, actor: Actor, id: string): Promise<MemberRow> => {
  const row = await tx
    .selectFrom('members')
    .selectAll()
    .where('id', '=', id)
    .where(visibleMembers(actor))
    .executeTakeFirst();
  if (!row) throw platformErrors.notFound();
  return row;
};

/** Members by name in Vietnamese order, with their role of the day. */
export const listMembers = async (
  tx: Tx,
  actor: Actor,
  query: z.output<typeof listMembersQuery>,
  today: string,
) => {
  let select = tx
    .selectFrom('members')
    .leftJoin('team_memberships as stay', (join) =>
      join
        .onRef('stay.member_id', '=', 'members.id')
        .on(sql<boolean>`daterange(stay.valid_from, stay.valid_to, '[)') @> ${today}::date`),
    )
    .selectAll('members')
    .select(['stay.role_in_team', 'stay.group_name'])
    .where(visibleMembers(actor));
  if (query.agencyId) select = select.where('members.agency_id', '=', query.agencyId);
  if (query.q?.trim()) {
    const pattern = `%${foldText(query.q).replace(/[\\%_]/g, '\\$&')}%`;
    select = select.where('members.search_text', 'like', pattern);
  }
  if (query.cursor) {
    const [name, id] = decodeCursor(query.cursor, 2);
    select = select.where(
      sql<boolean>`(members.full_name collate "vi-x-icu", members.id) > (${name} collate "vi-x-icu", ${id}::uuid)`,
    );
  }
  const rows = await select
    .orderBy(sql`members.full_name collate "vi-x-icu", members.id`)
    .limit(query.limit + 1)
    .execute();
  const refs = await getAgencyRefs(
    tx,
    rows.map((row) => row.agency_id),
  );
  return toPage(
    rows,
    query.limit,
    (row): MemberItem => ({
      ...toMemberFacts(row, refs),
      roleInTeam: row.role_in_team,
      groupName: row.group_name,
    }),
    (row) => [row.full_name, row.id],
  );
};
