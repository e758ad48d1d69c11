import './tables.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { subjectOf } from './access.ts';
import { addSystemLogEntry } from './add-log-entry.ts';
import { refuseEnded, saveIncident } from './change-incident.ts';
import type { IncidentRole } from './contract/codes.ts';
import { incidentErrors } from './contract/errors.ts';
import type { Incident } from './contract/schemas.ts';
import { isActivePerson, nameOrDash, namePeople } from './queries/references.ts';
import { getIncidentForUpdate } from './queries/visible-incident.ts';

/** Adds a part; the caller has checked that the person has none now. */
export const addParticipant = async (
  ctx: Ctx,
  tx: Tx,
  incidentId: string,
  personId: string,
  role: IncidentRole,
): Promise<void> => {
  const now = ctx.now();
  await tx
    .insertInto('incident_people')
    .values({
      id: uuid7(now.getTime()),
      incident_id: incidentId,
      person_id: personId,
      role,
      added_at: now,
      added_by_label: ctx.actor.label,
      removed_by_label: null,
    })
    .execute();
};

const endParts = async (
  ctx: Ctx,
  tx: Tx,
  incidentId: string,
  personIds: readonly string[],
): Promise<void> => {
  if (personIds.length === 0) return;
  await tx
    .updateTable('incident_people')
    .set({ removed_at: ctx.now(), removed_by_label: ctx.actor.label })
    .where('incident_id', '=', incidentId)
    .where('person_id', 'in', [...personIds])
    .where('removed_at', 'is', null)
    .execute();
};

/** Makes a person lead or member. An earlier lead stays as a member; every part keeps its dates. */
export const assignPerson = (
  ctx: Ctx,
  incidentId: string,
  input: { personId: string; role: IncidentRole },
): Promise<Incident> =>
  ctx.tx(async (tx) => {
    const incident = await getIncidentForUpdate(tx, ctx.actor, incidentId);
    ctx.require('incident.assign', subjectOf(incident));
    refuseEnded(incident);
    if (!(await isActivePerson(tx, input.personId))) {
      throw platformErrors.invalid(undefined, {
        fields: [{ field: 'personId', reason: 'incidents.unknownPerson' }],
      });
    }
    const earlierLead = input.role === 'lead' ? incident.lead_person_id : null;
    await endParts(ctx, tx, incidentId, [
      input.personId,
      ...(earlierLead && earlierLead !== input.personId ? [earlierLead] : []),
    ]);
    if (earlierLead && earlierLead !== input.personId) {
      await addParticipant(ctx, tx, incidentId, earlierLead, 'member');
    }
    await addParticipant(ctx, tx, incidentId, input.personId, input.role);
    const names = await namePeople(tx, [input.personId]);
    await addSystemLogEntry(
      ctx,
      tx,
      incidentId,
      input.role === 'lead' ? 'incidents.log.leadAssigned' : 'incidents.log.memberAssigned',
      { person: nameOrDash(names, input.personId) },
    );
    return saveIncident(ctx, tx, incident, {}, { action: 'incident.person-assigned', data: input });
  });

/** Ends the part of a person: from now on the incident is hidden from those who saw it only through it. */
export const removePerson = (ctx: Ctx, incidentId: string, personId: string): Promise<Incident> =>
  ctx.tx(async (tx) => {
    const incident = await getIncidentForUpdate(tx, ctx.actor, incidentId);
    ctx.require('incident.assign', subjectOf(incident));
    refuseEnded(incident);
    if (!incident.participant_ids.includes(personId)) throw incidentErrors.notTakingPart();
    await endParts(ctx, tx, incidentId, [personId]);
    const names = await namePeople(tx, [personId]);
    await addSystemLogEntry(ctx, tx, incidentId, 'incidents.log.personRemoved', {
      person: nameOrDash(names, personId),
    });
    return saveIncident(ctx, tx, incident, {}, { action: 'incident.person-removed', data: { personId } });
  });
