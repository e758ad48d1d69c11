import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { toContactRow } from './add-contact.ts';
import { isStillCurrent, readOwnData } from './compare-change.ts';
import type { AgencyChange, ChangeDifference, ChangeState } from './contract/changes.ts';
import { agencyChanged, agencyErrors } from './contract.ts';
import { type ChangeRow, describeChanges, getChangeRow } from './describe-change.ts';
import { type AgencyRow, getAgencyRow } from './queries.ts';
import { setReach } from './set-reach.ts';

type ContactChange = ChangeDifference['contacts'][number];

const insertContact = async (tx: Tx, agencyId: string, at: Date, facts: ContactChange['after']) => {
  if (!facts) return;
  const input = { ...facts, personId: null, validFrom: vietnamDateOf(at), validTo: null };
  await tx
    .insertInto('agency_contacts')
    .values(toContactRow(uuid7(at.getTime()), agencyId, input))
    .execute();
};

/** Ends a contact today; one that began today never held and ends tomorrow, since nothing is deleted. */
const endContact = async (tx: Tx, id: string, today: string): Promise<void> => {
  await tx
    .updateTable('agency_contacts')
    .set((eb) => ({
      valid_to: sql<string>`greatest(${today}::date, valid_from + 1)`,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute();
};

/** Another person in the same role is a new contact: the earlier one stays in the history with its dates. */
const applyContact = async (tx: Tx, agencyId: string, at: Date, change: ContactChange): Promise<void> => {
  const { id, before, after } = change;
  if (!id) return insertContact(tx, agencyId, at, after);
  if (!after || before?.fullName !== after.fullName || before.kind !== after.kind) {
    await endContact(tx, id, vietnamDateOf(at));
    return insertContact(tx, agencyId, at, after);
  }
  await tx
    .updateTable('agency_contacts')
    .set((eb) => ({
      title: after.title,
      phone: after.phone,
      email: after.email,
      is_public: after.isPublic,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute();
};

const applyDifference = async (tx: Tx, row: AgencyRow, at: Date, difference: ChangeDifference) => {
  const now = await readOwnData(tx, row, vietnamDateOf(at));
  const newValueOf = (field: keyof typeof now.fields) =>
    difference.fields.find((change) => change.field === field)?.after ?? now.fields[field];
  await tx
    .updateTable('agencies')
    .set({
      address: newValueOf('address')[0] ?? null,
      phone: newValueOf('phone')[0] ?? null,
      email: newValueOf('email')[0] ?? null,
      website: newValueOf('website')[0] ?? null,
      version: row.version + 1,
    })
    .where('id', '=', row.id)
    .execute();
  await setReach(tx, row.id, { domains: newValueOf('domains'), networks: newValueOf('networks') });
  for (const change of difference.contacts) await applyContact(tx, row.id, at, change);
};

const refuseWrongState = async (ctx: Ctx, tx: Tx, row: ChangeRow, version: number): Promise<void> => {
  if (row.state !== 'pending') throw agencyErrors.changeDecided();
  if (row.version === version) return;
  const [current] = await describeChanges(ctx, tx, [row]);
  throw platformErrors.stale(undefined, { details: { current } });
};

const close = async (
  ctx: Ctx,
  tx: Tx,
  row: ChangeRow,
  state: ChangeState,
  note: string,
): Promise<AgencyChange> => {
  const saved = await tx
    .updateTable('agency_changes')
    .set({
      state,
      decided_at: ctx.now(),
      decided_by_label: ctx.actor.label,
      decision_note: note === '' ? null : note,
      version: row.version + 1,
    })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  const { name } = await getAgencyRow(tx, row.agency_id);
  const subject = { kind: 'agency', id: row.agency_id, label: name, organisationId: row.agency_id };
  await ctx.audit(tx, `agency.change-${state}`, subject, { changeId: row.id, note });
  await ctx.publish(tx, {
    type: agencyChanged,
    data: { id: row.agency_id },
    permission: 'agency.read',
    organisationId: row.agency_id,
  });
  const [answer] = await describeChanges(ctx, tx, [saved]);
  return answer as AgencyChange;
};

type Decision = { version: number; note: string };

/**
 * Takes a proposal over, whole or not at all. What it changes must stand as it stood when it was made, and nobody approves
 * the own proposal. @throws AppError agencies.changeOutdated
 */
export const approveChange = (ctx: Ctx, id: string, input: Decision): Promise<AgencyChange> =>
  ctx.tx(async (tx) => {
    const change = await getChangeRow(ctx, tx, id);
    ctx.require('agency.update', { organisationId: change.agency_id });
    await refuseWrongState(ctx, tx, change, input.version);
    if (ctx.actor.id !== null && ctx.actor.id === change.proposed_by_person_id) {
      throw agencyErrors.ownProposal();
    }
    await tx.selectFrom('agencies').select('id').where('id', '=', change.agency_id).forUpdate().execute();
    const row = await getAgencyRow(tx, change.agency_id);
    const now = await readOwnData(tx, row, vietnamDateOf(ctx.now()));
    if (!isStillCurrent(change.difference, now)) throw agencyErrors.changeOutdated();
    await applyDifference(tx, row, ctx.now(), change.difference);
    return close(ctx, tx, change, 'approved', input.note);
  });

/** Refuses a proposal; the reason is for the agency to read. */
export const rejectChange = (ctx: Ctx, id: string, input: Decision): Promise<AgencyChange> =>
  ctx.tx(async (tx) => {
    const change = await getChangeRow(ctx, tx, id);
    ctx.require('agency.update', { organisationId: change.agency_id });
    await refuseWrongState(ctx, tx, change, input.version);
    return close(ctx, tx, change, 'rejected', input.note);
  });

/** The agency takes its own proposal back. */
export const withdrawChange = (ctx: Ctx, id: string, input: { version: number }): Promise<AgencyChange> =>
  ctx.tx(async (tx) => {
    const change = await getChangeRow(ctx, tx, id);
    ctx.require('agency.propose', { organisationId: change.agency_id });
    await refuseWrongState(ctx, tx, change, input.version);
    return close(ctx, tx, change, 'withdrawn', '');
  });
