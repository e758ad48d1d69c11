import './tables.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { closeLinks, createLink } from './account-links.ts';
import { changesBetween } from './changes-between.ts';
import { personEvents } from './contract.ts';
import { insertPerson, insertRoles } from './insert-person.ts';
import { findPersonByEmail, findPersonRow, listActiveWithRole, listRoles } from './queries.ts';
import type { Role } from './roles.ts';
import { publishAccessChange, revokeSessions } from './sessions.ts';

const announce = async (ctx: Ctx, tx: Tx, id: string, type: string = personEvents.changed): Promise<void> => {
  await ctx.publish(tx, { type, data: { id }, permission: 'person.read' });
};

type Invited = { fullName: string; email: string; phone: string | null };

/**
 * Gives a role of the whole province to the person of an address: somebody known gets the role, somebody new an invitation,
 * a closed account is opened as invited again. For use cases of later slices, which have checked who may.
 */
export const giveRole = async (
  ctx: Ctx,
  tx: Tx,
  person: Invited,
  role: Role,
): Promise<{ personId: string; outcome: 'invited' | 'role-given' | 'had-role' }> => {
  const known = await findPersonByEmail(tx, person.email);
  if (!known) {
    const roles = [{ role, agencyId: null }];
    const { id } = await insertPerson(ctx, tx, { ...person, language: 'vi', state: 'invited', roles });
    await createLink(
      ctx,
      tx,
      { id, full_name: person.fullName, email: person.email, language: 'vi' },
      'invitation',
    );
    const subject = { kind: 'person', id, label: person.fullName };
    await ctx.audit(tx, 'person.invited', subject, { email: person.email, roles });
    await announce(ctx, tx, id);
    return { personId: id, outcome: 'invited' };
  }
  const held = (await listRoles(tx, [known.id])).get(known.id) ?? [];
  const hasRole = held.some((one) => one.role === role);
  if (hasRole && known.state !== 'disabled') return { personId: known.id, outcome: 'had-role' };
  if (!hasRole) await insertRoles(tx, known.id, [{ role, agencyId: null }]);
  if (known.state === 'disabled') {
    await tx
      .updateTable('people')
      .set((eb) => ({ state: 'invited', disabled_at: null, version: eb('version', '+', 1) }))
      .where('id', '=', known.id)
      .execute();
    await createLink(ctx, tx, known, 'invitation');
  }
  const after = [...held, { role, agencyId: null }];
  await ctx.audit(
    tx,
    'person.roles-changed',
    { kind: 'person', id: known.id, label: known.full_name },
    { changes: changesBetween({ roles: held }, { roles: after }) },
  );
  await publishAccessChange(ctx, tx, known.id);
  await announce(ctx, tx, known.id);
  return { personId: known.id, outcome: known.state === 'disabled' ? 'invited' : 'role-given' };
};

/**
 * Ends roles of the whole province that a person holds; who holds none any more has the account closed, with sessions and
 * links, in the same transaction. The last administrator keeps that role.
 */
export const endRoles = async (
  ctx: Ctx,
  tx: Tx,
  personId: string,
  roles: readonly Role[],
  reason: string,
): Promise<'closed' | 'roles-ended' | 'nothing-to-end' | 'last-administrator'> => {
  const person = await findPersonRow(tx, personId);
  if (!person || person.state === 'disabled') return 'nothing-to-end';
  const held = (await listRoles(tx, [personId])).get(personId) ?? [];
  const administrators = await listActiveWithRole(tx, 'administrator');
  const isLast = administrators.length === 1 && administrators[0]?.id === personId;
  const ending = roles.filter((role) => !(isLast && role === 'administrator'));
  const kept = held.filter((one) => one.agencyId !== null || !ending.includes(one.role));
  if (kept.length === held.length && kept.length > 0) return isLast ? 'last-administrator' : 'nothing-to-end';
  await tx
    .deleteFrom('person_roles')
    .where('person_id', '=', personId)
    .where('agency_id', 'is', null)
    .where('role', 'in', ending)
    .execute();
  const subject = { kind: 'person', id: personId, label: person.full_name };
  const isClosed = kept.length === 0;
  await tx
    .updateTable('people')
    .set((eb) => ({
      ...(isClosed ? { state: 'disabled' as const, disabled_at: ctx.now() } : {}),
      version: eb('version', '+', 1),
    }))
    .where('id', '=', personId)
    .execute();
  await ctx.audit(tx, 'person.roles-changed', subject, {
    reason,
    changes: changesBetween({ roles: held }, { roles: kept }),
  });
  if (isClosed) {
    await closeLinks(ctx, tx, personId);
    await revokeSessions(ctx, tx, personId);
    await tx.deleteFrom('sign_in_steps').where('person_id', '=', personId).execute();
    await ctx.audit(tx, 'person.disabled', subject, { reason });
    await announce(ctx, tx, personId, personEvents.disabled);
  }
  await publishAccessChange(ctx, tx, personId);
  await announce(ctx, tx, personId);
  if (isClosed) return 'closed';
  return isLast ? 'last-administrator' : 'roles-ended';
};
