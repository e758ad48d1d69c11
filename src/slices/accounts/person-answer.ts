import './tables.ts';
import type { Selectable } from 'kysely';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { visiblePeople } from './access.ts';
import type { Person } from './contract/people.ts';
import { type HeldRoleRow, listRoles } from './queries.ts';
import type { PeopleTable } from './tables.ts';

export type PersonRow = Selectable<PeopleTable>;

const abilities = (ctx: Ctx, row: PersonRow): Person['can'] => {
  const isSelf = ctx.actor.id === row.id;
  return {
    update: ctx.can('person.update'),
    setRoles: ctx.can('person.set-roles'),
    disable: ctx.can('person.disable') && !isSelf && row.state !== 'disabled',
    enable: ctx.can('person.disable') && row.state === 'disabled',
    invite: ctx.can('person.invite') && row.state === 'invited',
    resetPassword: ctx.can('person.reset-password') && row.state === 'active',
    recover: ctx.can('person.recover') && !isSelf && row.state === 'active',
  };
};

const listLastSeen = async (tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Date>> => {
  const rows = await tx
    .selectFrom('sessions')
    .select(['person_id', (eb) => eb.fn.max('last_seen_at').as('at')])
    .where('person_id', 'in', [...ids])
    .groupBy('person_id')
    .execute();
  return new Map(rows.map((row) => [row.person_id, row.at as Date]));
};

const toPerson = (ctx: Ctx, row: PersonRow, roles: readonly HeldRoleRow[], seen?: Date): Person => ({
  id: row.id,
  fullName: row.full_name,
  email: row.email,
  phone: row.phone,
  language: row.language,
  state: row.state,
  roles: [...roles],
  createdAt: row.created_at.toISOString(),
  lastSeenAt: seen?.toISOString() ?? null,
  version: row.version,
  can: abilities(ctx, row),
});

/** People as answered, with roles, last use and what the caller may do with each. */
export const toPeople = async (ctx: Ctx, tx: Tx, rows: readonly PersonRow[]): Promise<Person[]> => {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const roles = await listRoles(tx, ids);
  const seen = await listLastSeen(tx, ids);
  return rows.map((row) => toPerson(ctx, row, roles.get(row.id) ?? [], seen.get(row.id)));
};

export const toPersonAnswer = async (ctx: Ctx, tx: Tx, id: string): Promise<Person> => {
  const row = await getVisiblePerson(ctx, tx, id);
  const [person] = await toPeople(ctx, tx, [row]);
  if (!person) throw platformErrors.notFound();
  return person;
};

/** @throws AppError platform.notFound for a missing person and for one whom the caller may not see */
export const getVisiblePerson = async (ctx: Ctx, tx: Tx, id: string): Promise<PersonRow> => {
  const row = await tx
    .selectFrom('people')
    .selectAll()
    .where('people.id', '=', id)
    .where(visiblePeople(ctx.actor))
    .executeTakeFirst();
  if (!row) throw platformErrors.notFound();
  return row;
};
