import './tables.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { type IncidentAccess, subjectOf } from './access.ts';
import { addSystemLogEntry } from './add-log-entry.ts';
import { refuseEnded, refuseStale, saveIncident } from './change-incident.ts';
import type { ClassifyIncident, Incident } from './contract/schemas.ts';
import { getIncidentForUpdate, type IncidentRecord } from './queries/visible-incident.ts';
import { auditIncident } from './tell-change.ts';

type Classification = Omit<ClassifyIncident, 'version' | 'rsit' | 'attackType'> &
  Partial<Pick<ClassifyIncident, 'rsit' | 'attackType'>>;

const classesOf = (stated: Classification) => ({
  severity_group: stated.group,
  severity: stated.severity,
  cause: stated.cause,
  attack_type: stated.attackType ?? null,
  rsit: stated.rsit ?? null,
});

const earlierOf = (incident: IncidentRecord | null) =>
  incident?.severity
    ? {
        group: incident.severity_group,
        severity: incident.severity,
        cause: incident.cause,
        attackType: incident.attack_type,
        rsit: incident.rsit,
      }
    : null;

/** Writes who classified how, when and why, onto the incident, its log and its history. */
export const recordClassification = async (
  ctx: Ctx,
  tx: Tx,
  incident: IncidentAccess & { id: string; number: string },
  earlier: IncidentRecord | null,
  stated: Classification,
): Promise<void> => {
  const now = ctx.now();
  await tx.updateTable('incidents').set(classesOf(stated)).where('id', '=', incident.id).execute();
  await tx
    .insertInto('incident_classifications')
    .values({
      id: uuid7(now.getTime()),
      incident_id: incident.id,
      ...classesOf(stated),
      reason: stated.reason,
      classified_at: now,
      classified_by_person_id: ctx.actor.kind === 'person' ? ctx.actor.id : null,
      classified_by_label: ctx.actor.label,
    })
    .execute();
  await addSystemLogEntry(
    ctx,
    tx,
    incident.id,
    earlier?.severity ? 'incidents.log.reclassified' : 'incidents.log.classified',
    {
      group: `@incidents.group.${stated.group}`,
      severity: `@incidents.severity.${stated.severity}`,
      reason: stated.reason,
    },
  );
  await auditIncident(ctx, tx, 'incident.classified', incident, { from: earlierOf(earlier), to: stated });
};

/** Classifies an incident, or anew. Every classification stays; the incident carries the last. */
export const classifyIncident = (ctx: Ctx, id: string, input: ClassifyIncident): Promise<Incident> =>
  ctx.tx(async (tx) => {
    const incident = await getIncidentForUpdate(tx, ctx.actor, id);
    ctx.require('incident.classify', subjectOf(incident));
    await refuseStale(ctx, tx, incident, input.version);
    refuseEnded(incident);
    const { version: _version, ...stated } = input;
    await recordClassification(ctx, tx, incident, incident, stated);
    return saveIncident(ctx, tx, incident, {}, null);
  });
