import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import type { FieldError } from '../../platform/errors/app-error.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { readsFully } from './access.ts';
import { compareChange, type OwnData, readOwnData } from './compare-change.ts';
import type { AgencyChange, ProposeChange } from './contract/changes.ts';
import { agencyChanged, agencyErrors } from './contract.ts';
import { describeAgency } from './describe-agency.ts';
import { describeChanges } from './describe-change.ts';
import { type AgencyRow, getAgencyRow } from './queries.ts';
import { requireReach } from './set-reach.ts';

/** Contacts of another agency, and contacts changed meanwhile, are refused by their place in the list. */
const checkContacts = (input: ProposeChange, now: OwnData): void => {
  const faults: FieldError[] = [];
  input.contacts.forEach((contact, index) => {
    const current = now.contacts.find((row) => row.id === contact.id);
    if (contact.id && !current) faults.push({ field: `contacts.${index}.id`, reason: 'invalid' });
    if (!contact.phone && !contact.email) {
      faults.push({ field: `contacts.${index}.phone`, reason: 'agencies.unreachable' });
    }
  });
  if (faults.length > 0) throw platformErrors.invalid(undefined, { fields: faults });
};

const isStale = (input: ProposeChange, row: AgencyRow, now: OwnData): boolean =>
  input.version !== row.version ||
  input.contacts.some(({ id, version }) => {
    const current = now.contacts.find((contact) => contact.id === id);
    return current !== undefined && current.version !== version;
  });

const refuseSecondPending = async (tx: Tx, agencyId: string): Promise<void> => {
  const pending = await tx
    .selectFrom('agency_changes')
    .select('id')
    .where('agency_id', '=', agencyId)
    .where('state', '=', 'pending')
    .executeTakeFirst();
  if (pending) throw agencyErrors.changePending();
};

/**
 * An agency's own people ask for a change of its data. Nothing changes until the team approves. An agency of others is
 * missing here. @throws AppError agencies.changePending while another proposal waits
 */
export const proposeChange = (ctx: Ctx, agencyId: string, input: ProposeChange): Promise<AgencyChange> =>
  ctx.tx(async (tx) => {
    const row = await getAgencyRow(tx, agencyId);
    if (!readsFully(ctx, agencyId)) throw platformErrors.notFound();
    ctx.require('agency.propose', { organisationId: agencyId });
    const now = await readOwnData(tx, row, vietnamDateOf(ctx.now()));
    if (isStale(input, row, now)) {
      throw platformErrors.stale(undefined, { details: { current: await describeAgency(ctx, tx, row) } });
    }
    checkContacts(input, now);
    await refuseSecondPending(tx, agencyId);
    const difference = compareChange(input, requireReach(input), now);
    if (difference.fields.length + difference.contacts.length === 0) throw agencyErrors.nothingChanged();
    const change = await tx
      .insertInto('agency_changes')
      .values({
        id: uuid7(ctx.now().getTime()),
        agency_id: agencyId,
        state: 'pending',
        difference: JSON.stringify(difference),
        note: input.note,
        proposed_at: ctx.now(),
        proposed_by_person_id: ctx.actor.kind === 'person' ? ctx.actor.id : null,
        proposed_by_label: ctx.actor.label,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    const subject = { kind: 'agency', id: agencyId, label: row.name, organisationId: agencyId };
    await ctx.audit(tx, 'agency.change-proposed', subject, { changeId: change.id, difference });
    await ctx.publish(tx, {
      type: agencyChanged,
      data: { id: agencyId },
      permission: 'agency.read',
      organisationId: agencyId,
    });
    const [answer] = await describeChanges(ctx, tx, [change]);
    return answer as AgencyChange;
  });
