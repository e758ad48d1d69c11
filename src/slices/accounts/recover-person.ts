import './tables.ts';
import type { Selectable } from 'kysely';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { createLink } from './account-links.ts';
import { accountErrors } from './contract.ts';
import { getVisiblePerson } from './person-answer.ts';
import { findPersonRow, listActiveWithRole, listNames } from './queries.ts';
import { requireRecentSecondFactor } from './session-of.ts';
import type { RecoveryRequestsTable } from './tables.ts';

/** How long a request waits for the second officer. */
const waitMs = 24 * 3_600_000;

type RequestRow = Selectable<RecoveryRequestsTable>;

const toAnswer = (ctx: Ctx, row: RequestRow, names: ReadonlyMap<string, string>) => {
  const isOpen = row.state === 'waiting' && row.expires_at > ctx.now();
  const isOther = ctx.actor.id !== row.requested_by && ctx.actor.id !== row.person_id;
  const mayDecide = isOpen && ctx.can('person.approve-recovery');
  const ref = (id: string) => ({ id, fullName: names.get(id) ?? '' });
  return {
    id: row.id,
    person: ref(row.person_id),
    reason: row.reason,
    state: row.state,
    requestedAt: row.requested_at.toISOString(),
    requestedBy: ref(row.requested_by),
    expiresAt: row.expires_at.toISOString(),
    can: { approve: mayDecide && isOther, refuse: mayDecide },
  };
};

const answerOf = async (ctx: Ctx, tx: Tx, row: RequestRow) =>
  toAnswer(ctx, row, await listNames(tx, [row.person_id, row.requested_by]));

/** Whether somebody other than the two concerned could approve, and whether the rule of two applies at all. */
const countOfficers = async (tx: Tx, requesterId: string, personId: string) => {
  const administrators = await listActiveWithRole(tx, 'administrator');
  const leaders = await listActiveWithRole(tx, 'team-leader');
  const able = new Set([...administrators, ...leaders].map((person) => person.id));
  able.delete(requesterId);
  able.delete(personId);
  return { isRuleOfTwo: administrators.length >= 2, able: able.size };
};

/**
 * Asks to replace both factors of a person. Where there is a second officer (another administrator or the team leader)
 * that officer must approve; an administrator who is alone in the system gets the link at once.
 */
export const requestRecovery = (ctx: Ctx, personId: string, reason: string) =>
  ctx.tx(async (tx) => {
    const person = await getVisiblePerson(ctx, tx, personId);
    ctx.require('person.recover');
    requireRecentSecondFactor(ctx);
    const requesterId = ctx.actor.id ?? '';
    if (requesterId === personId) throw accountErrors.notYourself();
    if (person.state !== 'active') throw accountErrors.personNotActive();
    const { isRuleOfTwo, able } = await countOfficers(tx, requesterId, personId);
    if (isRuleOfTwo && able === 0) throw accountErrors.secondOfficerMissing();
    const isAlone = able === 0;
    await tx
      .deleteFrom('recovery_requests')
      .where('person_id', '=', personId)
      .where('state', '=', 'waiting')
      .where('expires_at', '<=', ctx.now())
      .execute();
    const row = await tx
      .insertInto('recovery_requests')
      .values({
        id: uuid7(ctx.now().getTime()),
        person_id: personId,
        reason,
        state: isAlone ? 'approved' : 'waiting',
        requested_at: ctx.now(),
        requested_by: requesterId,
        decided_at: isAlone ? ctx.now() : null,
        expires_at: new Date(ctx.now().getTime() + waitMs),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst();
    if (!row) throw accountErrors.requestWaiting();
    const subject = { kind: 'person', id: personId, label: person.full_name };
    await ctx.audit(tx, 'person.recovery-requested', subject, { reason, isAlone });
    const link = isAlone ? await createLink(ctx, tx, person, 'recovery') : null;
    return { request: await answerOf(ctx, tx, row), link };
  });

export const listRecoveryRequests = (ctx: Ctx) =>
  ctx.tx(async (tx) => {
    const rows = await tx
      .selectFrom('recovery_requests')
      .selectAll()
      .where('state', '=', 'waiting')
      .where('expires_at', '>', ctx.now())
      .orderBy('id')
      .limit(100)
      .execute();
    const names = await listNames(
      tx,
      rows.flatMap((row) => [row.person_id, row.requested_by]),
    );
    return { items: rows.map((row) => toAnswer(ctx, row, names)) };
  });

const getWaiting = async (ctx: Ctx, tx: Tx, id: string): Promise<RequestRow> => {
  const row = await tx
    .selectFrom('recovery_requests')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw platformErrors.notFound();
  if (row.state !== 'waiting' || row.expires_at <= ctx.now()) throw accountErrors.requestClosed();
  return row;
};

const decide = (ctx: Ctx, tx: Tx, id: string, state: 'approved' | 'refused') =>
  tx
    .updateTable('recovery_requests')
    .set({ state, decided_at: ctx.now(), decided_by: ctx.actor.id })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();

/** The second officer: neither who asked nor whom it is about. Gets the link to hand over; it also goes by mail. */
export const approveRecovery = (ctx: Ctx, id: string) =>
  ctx.tx(async (tx) => {
    ctx.require('person.approve-recovery');
    requireRecentSecondFactor(ctx);
    const waiting = await getWaiting(ctx, tx, id);
    if (ctx.actor.id === waiting.requested_by || ctx.actor.id === waiting.person_id) {
      throw accountErrors.notYourself();
    }
    const person = await findPersonRow(tx, waiting.person_id);
    if (person?.state !== 'active') throw accountErrors.personNotActive();
    const row = await decide(ctx, tx, id, 'approved');
    const subject = { kind: 'person', id: person.id, label: person.full_name };
    await ctx.audit(tx, 'person.recovery-approved', subject, { requestedBy: waiting.requested_by });
    const link = await createLink(ctx, tx, person, 'recovery');
    return { request: await answerOf(ctx, tx, row), link };
  });

/** Either officer may refuse; so may the person concerned. */
export const refuseRecovery = (ctx: Ctx, id: string) =>
  ctx.tx(async (tx) => {
    ctx.require('person.approve-recovery');
    const waiting = await getWaiting(ctx, tx, id);
    const row = await decide(ctx, tx, id, 'refused');
    const answer = await answerOf(ctx, tx, row);
    await ctx.audit(tx, 'person.recovery-refused', {
      kind: 'person',
      id: waiting.person_id,
      label: answer.person.fullName,
    });
    return answer;
  });
