import type { Ctx } from '../../platform/ctx/ctx.ts';
import { createLink } from './account-links.ts';
import { accountErrors, personEvents } from './contract.ts';
import { insertPerson, type NewPerson } from './insert-person.ts';
import { getVisiblePerson, toPersonAnswer } from './person-answer.ts';
import { requireRecentSecondFactor } from './session-of.ts';

/** Adds a person with roles and sends the invitation; the link is answered once, for handing over by another way. */
export const invitePerson = (ctx: Ctx, input: Omit<NewPerson, 'state' | 'id'>) =>
  ctx.tx(async (tx) => {
    ctx.require('person.invite');
    requireRecentSecondFactor(ctx);
    const { id } = await insertPerson(ctx, tx, { ...input, state: 'invited' });
    const row = await getVisiblePerson(ctx, tx, id);
    const link = await createLink(ctx, tx, row, 'invitation');
    await ctx.audit(
      tx,
      'person.invited',
      { kind: 'person', id, label: input.fullName },
      { email: row.email, roles: input.roles },
    );
    await ctx.publish(tx, { type: personEvents.changed, data: { id }, permission: 'person.read' });
    return { person: await toPersonAnswer(ctx, tx, id), link };
  });

/** A new link for somebody who has not come in yet. */
export const renewInvitation = (ctx: Ctx, id: string) =>
  ctx.tx(async (tx) => {
    const row = await getVisiblePerson(ctx, tx, id);
    ctx.require('person.invite');
    requireRecentSecondFactor(ctx);
    if (row.state !== 'invited') throw accountErrors.personNotActive();
    await ctx.audit(tx, 'person.invited-again', { kind: 'person', id, label: row.full_name });
    return createLink(ctx, tx, row, 'invitation');
  });

/** A link for a new password. The second factor stays as it is and is asked when the link is used. */
export const resetPassword = (ctx: Ctx, id: string) =>
  ctx.tx(async (tx) => {
    const row = await getVisiblePerson(ctx, tx, id);
    ctx.require('person.reset-password');
    requireRecentSecondFactor(ctx);
    if (row.state !== 'active') throw accountErrors.personNotActive();
    await ctx.audit(tx, 'person.password-reset-offered', { kind: 'person', id, label: row.full_name });
    return createLink(ctx, tx, row, 'password-reset');
  });
