import './tables.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { addSystemLogEntry } from './add-log-entry.ts';
import { addParticipant } from './assign-person.ts';
import { endStatuses } from './contract/codes.ts';
import { incidentEvents } from './contract/errors.ts';
import { nameOrDash, namePeople } from './queries/references.ts';
import { getIncidentForUpdate } from './queries/visible-incident.ts';
import { auditIncident, tellChange } from './tell-change.ts';

export type Seconded = {
  incidentId: string;
  personId: string /** What opens or ends the access: a call-up's number. */;
  reason: string;
};

/**
 * Lets a seconded person take part from now on, so that they see this incident and no other. The caller has checked who
 * may decide that; `ctx` must see the incident.
 * @returns when the part began, for `endSecondedPersonInTx`; null when the person takes part already or the incident has
 * ended: then there is nothing to end later
 * @throws AppError platform.notFound
 */
export const addSecondedPersonInTx = async (ctx: Ctx, tx: Tx, seconded: Seconded): Promise<Date | null> => {
  const { incidentId, personId, reason } = seconded;
  const incident = await getIncidentForUpdate(tx, ctx.actor, incidentId);
  if (incident.participant_ids.includes(personId) || endStatuses.includes(incident.status)) return null;
  await addParticipant(ctx, tx, incidentId, personId, 'member');
  const names = await namePeople(tx, [personId]);
  await addSystemLogEntry(ctx, tx, incidentId, 'incidents.log.seconded', {
    person: nameOrDash(names, personId),
    reason,
  });
  await auditIncident(ctx, tx, 'incident.person-seconded', incident, { personId, reason });
  const participants = [...incident.participant_ids, personId];
  await tellChange(ctx, tx, incidentEvents.changed, { ...incident, participant_ids: participants });
  const part = await tx
    .selectFrom('incident_people')
    .select('added_at')
    .where('incident_id', '=', incidentId)
    .where('person_id', '=', personId)
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow();
  return part.added_at;
};

/**
 * Ends what `addSecondedPersonInTx` began: from now on the incident is hidden from the person again. A part that somebody
 * has since given by hand, as lead or anew, stays.
 */
export const endSecondedPersonInTx = async (
  ctx: Ctx,
  tx: Tx,
  seconded: Seconded & { /** When the access began. */ since: Date },
): Promise<void> => {
  const { incidentId, personId, reason, since } = seconded;
  const incident = await getIncidentForUpdate(tx, ctx.actor, incidentId);
  const ended = await tx
    .updateTable('incident_people')
    .set({ removed_at: ctx.now(), removed_by_label: ctx.actor.label })
    .where('incident_id', '=', incidentId)
    .where('person_id', '=', personId)
    .where('removed_at', 'is', null)
    .where('role', '=', 'member')
    .where('added_at', '=', since)
    .returning('id')
    .executeTakeFirst();
  if (!ended) return;
  const names = await namePeople(tx, [personId]);
  await addSystemLogEntry(ctx, tx, incidentId, 'incidents.log.secondedEnded', {
    person: nameOrDash(names, personId),
    reason,
  });
  await auditIncident(ctx, tx, 'incident.person-released', incident, { personId, reason });
  await tellChange(ctx, tx, incidentEvents.changed, incident);
};
