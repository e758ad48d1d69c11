import './tables.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { subjectOf } from './access.ts';
import { addSystemLogEntry } from './add-log-entry.ts';
import { refuseEnded, refuseStale, saveIncident } from './change-incident.ts';
import type { ClassifyIncident, Incident } from './contract/schemas.ts';
import { getIncidentForUpdate } from './queries/visible-incident.ts';

/** Classifies, with who, when and why. Every classification stays; the incident carries the last. */
export const classifyIncident = (ctx: Ctx, id: string, input: ClassifyIncident): Promise<Incident> =>
  ctx.tx(async (tx) => {
    const incident = await getIncidentForUpdate(tx, ctx.actor, id);
    ctx.require('incident.classify', subjectOf(incident));
    await refuseStale(ctx, tx, incident, input.version);
    refuseEnded(incident);
    const now = ctx.now();
    const classes = {
      severity_group: input.group,
      severity: input.severity,
      cause: input.cause,
      attack_type: input.attackType,
      rsit: input.rsit,
    };
    await tx
      .insertInto('incident_classifications')
      .values({
        id: uuid7(now.getTime()),
        incident_id: id,
        ...classes,
        reason: input.reason,
        classified_at: now,
        classified_by_person_id: ctx.actor.kind === 'person' ? ctx.actor.id : null,
        classified_by_label: ctx.actor.label,
      })
      .execute();
    await addSystemLogEntry(
      ctx,
      tx,
      id,
      incident.severity ? 'incidents.log.reclassified' : 'incidents.log.classified',
      {
        group: `@incidents.group.${input.group}`,
        severity: `@incidents.severity.${input.severity}`,
        reason: input.reason,
      },
    );
    const { version: _version, ...stated } = input;
    return saveIncident(ctx, tx, incident, classes, 'incident.classified', {
      from: {
        group: incident.severity_group,
        severity: incident.severity,
        cause: incident.cause,
        attackType: incident.attack_type,
        rsit: incident.rsit,
      },
      to: stated,
    });
  });
