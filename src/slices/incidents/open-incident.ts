import './tables.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { takeNumbers } from '../../platform/numbers/next-numbers.ts';
import { vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { addSystemLogEntry } from './add-log-entry.ts';
import { addParticipant } from './assign-person.ts';
import { checkFacts } from './check-facts.ts';
import { incidentEvents } from './contract/errors.ts';
import type { Incident, OpenIncident } from './contract/schemas.ts';
import { describeIncident } from './queries/describe-incident.ts';
import { isActivePerson } from './queries/references.ts';
import { getVisibleIncident } from './queries/visible-incident.ts';
import { searchTextOf } from './search-text.ts';
import { auditIncident, tellChange } from './tell-change.ts';

/** Room for the running number within `number_key`. */
const numbersPerYear = 10_000_000;

const takeNumber = async (tx: Tx, now: Date) => {
  const year = Number(vietnamDateOf(now).slice(0, 4));
  const running = await takeNumbers(tx, 'incident', year);
  return {
    number: `SC-${year}-${String(running).padStart(4, '0')}`,
    number_key: year * numbersPerYear + running,
  };
};

const checkOpening = async (ctx: Ctx, tx: Tx, input: OpenIncident): Promise<void> => {
  const self = ctx.actor.id !== null && ctx.actor.id === input.leadPersonId ? [ctx.actor.id] : [];
  await checkFacts(ctx, tx, input, { agency_id: input.agencyId, participant_ids: self, tlp: input.tlp });
  if (input.leadPersonId && !(await isActivePerson(tx, input.leadPersonId))) {
    throw platformErrors.invalid(undefined, {
      fields: [{ field: 'leadPersonId', reason: 'incidents.unknownPerson' }],
    });
  }
};

/**
 * Opens an incident in the caller's transaction, e.g. from a report. The number is taken late, since its row stays locked
 * until the transaction ends.
 */
export const openIncidentInTx = async (
  ctx: Ctx,
  tx: Tx,
  input: OpenIncident,
): Promise<{ id: string; number: string }> => {
  ctx.require('incident.open');
  await checkOpening(ctx, tx, input);
  const now = ctx.now();
  const id = uuid7(now.getTime());
  const numbered = await takeNumber(tx, now);
  await tx
    .insertInto('incidents')
    .values({
      id,
      ...numbered,
      title: input.title,
      description: input.description,
      agency_id: input.agencyId,
      system_id: input.systemId,
      system_text: input.systemText || null,
      status: 'received',
      detected_at: input.detectedAt,
      detected_precision: input.detectedPrecision,
      detected_zone: input.detectedZone,
      reported_at: input.reportedAt ?? now,
      occurred_at: input.occurredAt,
      tlp: input.tlp,
      handled_by: input.handledBy,
      damage_vnd: input.damageVnd,
      personal_data: input.personalData,
      detection_source: input.detectionSource,
      notified_parties: input.notifiedParties,
      search_text: searchTextOf({
        number: numbered.number,
        title: input.title,
        system_text: input.systemText,
        description: input.description,
      }),
      opened_at: now,
      opened_by_person_id: ctx.actor.kind === 'person' ? ctx.actor.id : null,
      opened_by_label: ctx.actor.label,
      updated_at: now,
    })
    .execute();
  if (input.leadPersonId) await addParticipant(ctx, tx, id, input.leadPersonId, 'lead');
  await addSystemLogEntry(ctx, tx, id, 'incidents.log.opened', { number: numbered.number }, { isInternal: false });
  const opened = {
    id,
    number: numbered.number,
    agency_id: input.agencyId,
    participant_ids: input.leadPersonId ? [input.leadPersonId] : [],
    tlp: input.tlp,
  };
  await auditIncident(ctx, tx, 'incident.opened', opened, { title: input.title, agencyId: input.agencyId });
  await tellChange(ctx, tx, incidentEvents.opened, opened);
  return { id, number: numbered.number };
};

/** Opens an incident by hand. */
export const openIncident = (ctx: Ctx, input: OpenIncident): Promise<Incident> =>
  ctx.tx(async (tx) => {
    const { id } = await openIncidentInTx(ctx, tx, input);
    return describeIncident(ctx, tx, await getVisibleIncident(tx, ctx.actor, id));
  });
