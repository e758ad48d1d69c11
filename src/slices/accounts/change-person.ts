import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { closeLinks } from './account-links.ts';
import { changesBetween } from './changes-between.ts';
import type { Person } from './contract/people.ts';
import { accountErrors, personEvents } from './contract.ts';
import { checkRoles, insertRoles, personSearchText } from './insert-person.ts';
import { getVisiblePerson, type PersonRow, toPersonAnswer } from './person-answer.ts';
import { findPersonByEmail, type HeldRoleRow, listActiveWithRole } from './queries.ts';
import { requireRecentSecondFactor } from './session-of.ts';
import { publishAccessChange, revokeSessions } from './sessions.ts';

const announce = (ctx: Ctx, tx: Tx, id: string) =>
  ctx.publish(tx, { type: personEvents.changed, data: { id }, permission: 'person.read' });

const subjectOf = (row: PersonRow) => ({ kind: 'person', id: row.id, label: row.full_name });

type UpdatePerson = {
  version: number;
  fullName?: string | undefined;
  email?: string | undefined;
  phone?: string | null | undefined;
  language?: 'vi' | 'en' | undefined;
};

/** Changes what describes a person. Address and links: a changed address ends links sent to the old one. */
export const updatePerson = (ctx: Ctx, id: string, input: UpdatePerson): Promise<Person> =>
  ctx.tx(async (tx) => {
    const before = await getVisiblePerson(ctx, tx, id);
    ctx.require('person.update');
    requireRecentSecondFactor(ctx);
    const after = {
      full_name: input.fullName ?? before.full_name,
      email: input.email ?? before.email,
      phone: input.phone === undefined ? before.phone : input.phone || null,
      language: input.language ?? before.language,
    };
    const isNewEmail = after.email !== before.email;
    if (isNewEmail && (await findPersonByEmail(tx, after.email))) {
      throw accountErrors.emailTaken(undefined, { fields: [{ field: 'email', reason: 'emailTaken' }] });
    }
    const searchText = personSearchText({
      fullName: after.full_name,
      email: after.email,
      phone: after.phone,
    });
    const changed = await tx
      .updateTable('people')
      .set((eb) => ({ ...after, search_text: searchText, version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .where('version', '=', input.version)
      .returning('version')
      .executeTakeFirst();
    if (!changed) await refuseStale(ctx, tx, id);
    if (isNewEmail) await closeLinks(ctx, tx, id);
    const { full_name, email, phone, language } = before;
    const changes = changesBetween({ full_name, email, phone, language }, after);
    await ctx.audit(tx, 'person.updated', subjectOf(before), { changes });
    await announce(ctx, tx, id);
    return toPersonAnswer(ctx, tx, id);
  });

const refuseStale = async (ctx: Ctx, tx: Tx, id: string): Promise<never> => {
  throw platformErrors.stale(undefined, { details: { current: await toPersonAnswer(ctx, tx, id) } });
};

/** All changes to who is administrator pass this lock, so that two at once cannot remove the last two. */
const refuseLastAdministrator = async (tx: Tx, leavingId: string): Promise<void> => {
  await tx.selectFrom('organisation_profile').select('version').forUpdate().execute();
  const others = (await listActiveWithRole(tx, 'administrator')).filter((person) => person.id !== leavingId);
  if (others.length === 0) throw accountErrors.lastAdministrator();
};

/** Replaces the roles of a person; open pages of the person are told to look again. */
export const setRoles = (
  ctx: Ctx,
  id: string,
  input: { version: number; roles: readonly HeldRoleRow[] },
): Promise<Person> =>
  ctx.tx(async (tx) => {
    const before = await toPersonAnswer(ctx, tx, id);
    ctx.require('person.set-roles');
    requireRecentSecondFactor(ctx);
    checkRoles(input.roles);
    const wasAdministrator = before.roles.some((held) => held.role === 'administrator');
    const staysAdministrator = input.roles.some((held) => held.role === 'administrator');
    if (wasAdministrator && !staysAdministrator && before.state === 'active') {
      await refuseLastAdministrator(tx, id);
    }
    const changed = await tx
      .updateTable('people')
      .set((eb) => ({ version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .where('version', '=', input.version)
      .returning('version')
      .executeTakeFirst();
    if (!changed) await refuseStale(ctx, tx, id);
    await tx.deleteFrom('person_roles').where('person_id', '=', id).execute();
    await insertRoles(tx, id, input.roles);
    await ctx.audit(
      tx,
      'person.roles-changed',
      { kind: 'person', id, label: before.fullName },
      { changes: changesBetween({ roles: before.roles }, { roles: [...input.roles] }) },
    );
    await publishAccessChange(ctx, tx, id);
    await announce(ctx, tx, id);
    return toPersonAnswer(ctx, tx, id);
  });

/** Closes an account at once: sessions, streams and links end with this transaction. */
export const disablePerson = (ctx: Ctx, id: string, reason: string): Promise<Person> =>
  ctx.tx(async (tx) => {
    const row = await getVisiblePerson(ctx, tx, id);
    ctx.require('person.disable');
    requireRecentSecondFactor(ctx);
    if (ctx.actor.id === id) throw accountErrors.notYourself();
    if (row.state === 'disabled') return toPersonAnswer(ctx, tx, id);
    const administrators = await listActiveWithRole(tx, 'administrator');
    if (administrators.some((person) => person.id === id)) await refuseLastAdministrator(tx, id);
    await tx
      .updateTable('people')
      .set((eb) => ({ state: 'disabled' as const, disabled_at: ctx.now(), version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute();
    await closeLinks(ctx, tx, id);
    await revokeSessions(ctx, tx, id);
    await tx.deleteFrom('sign_in_steps').where('person_id', '=', id).execute();
    await ctx.audit(tx, 'person.disabled', subjectOf(row), { reason });
    await ctx.publish(tx, { type: personEvents.disabled, data: { id }, permission: 'person.read' });
    await announce(ctx, tx, id);
    return toPersonAnswer(ctx, tx, id);
  });

/** Opens a closed account again: with its factors, or as invited when it never had them. */
export const enablePerson = (ctx: Ctx, id: string, reason: string): Promise<Person> =>
  ctx.tx(async (tx) => {
    const row = await getVisiblePerson(ctx, tx, id);
    ctx.require('person.disable');
    requireRecentSecondFactor(ctx);
    if (row.state !== 'disabled') return toPersonAnswer(ctx, tx, id);
    const credentials = await tx
      .selectFrom('person_credentials')
      .select(['password_hash', 'totp_secret'])
      .where('person_id', '=', id)
      .executeTakeFirst();
    const state = credentials?.password_hash && credentials.totp_secret ? 'active' : 'invited';
    await tx
      .updateTable('people')
      .set((eb) => ({
        state: state as 'active' | 'invited',
        disabled_at: null,
        version: eb('version', '+', 1),
      }))
      .where('id', '=', id)
      .execute();
    await ctx.audit(tx, 'person.enabled', subjectOf(row), { reason });
    await announce(ctx, tx, id);
    return toPersonAnswer(ctx, tx, id);
  });
