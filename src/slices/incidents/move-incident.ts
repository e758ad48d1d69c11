import './tables.ts';
import type { Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { subjectOf } from './access.ts';
import { addSystemLogEntry } from './add-log-entry.ts';
import { refuseStale, saveIncident } from './change-incident.ts';
import { findTimeFaults } from './check-facts.ts';
import { isSevere } from './contract/codes.ts';
import { incidentErrors } from './contract/errors.ts';
import type { Incident, MoveIncident } from './contract/schemas.ts';
import { findMove, listMissing, type MoveTime, type StatusMove } from './contract/status-moves.ts';
import { getIncidentForUpdate, type IncidentRecord } from './queries/visible-incident.ts';
import type { IncidentsTable } from './tables.ts';

const timeColumns = {
  containedAt: 'contained_at',
  restoredAt: 'restored_at',
  closedAt: 'closed_at',
} as const satisfies Record<MoveTime, keyof IncidentRecord>;

const movePermissions = ['incident.update', 'incident.close', 'incident.reopen'] as const;

const requireRights = (ctx: Ctx, move: StatusMove, incident: IncidentRecord): void => {
  const subject = subjectOf(incident);
  ctx.require(move.permission, subject);
  if (move.to === 'closed' && isSevere({ group: incident.severity_group, severity: incident.severity })) {
    ctx.require('incident.close-severe', subject);
  }
};

const checkNeeds = (move: StatusMove, incident: IncidentRecord, input: MoveIncident): void => {
  if (move.needsReason && !input.reason) {
    throw platformErrors.invalid(undefined, { fields: [{ field: 'reason', reason: 'required' }] });
  }
  const missing = listMissing(move, {
    outcome: incident.outcome,
    rootCause: incident.root_cause,
    lessons: incident.lessons,
  });
  if (missing.length > 0) {
    throw incidentErrors.closingIncomplete(
      { number: incident.number },
      { fields: missing.map((field) => ({ field, reason: 'required' })) },
    );
  }
};

const findTimes = (
  ctx: Ctx,
  move: StatusMove,
  incident: IncidentRecord,
  input: MoveIncident,
): Updateable<IncidentsTable> => {
  const set: Updateable<IncidentsTable> = {};
  for (const time of move.clears ?? []) set[timeColumns[time]] = null;
  if (!move.sets || incident[timeColumns[move.sets]] !== null) return set;
  const at = input.at ? new Date(input.at) : ctx.now();
  const faults = findTimeFaults(
    {
      detectedAt: incident.detected_at,
      containedAt: incident.contained_at,
      ...(move.sets === 'closedAt' ? {} : { [move.sets]: at }),
    },
    ctx.now(),
  );
  const isTooEarly = at < incident.detected_at || at.getTime() > ctx.now().getTime() + 5 * 60_000;
  if (faults.length > 0 || (input.at && isTooEarly)) {
    throw platformErrors.invalid(undefined, { fields: [{ field: 'at', reason: 'incidents.timeOrder' }] });
  }
  set[timeColumns[move.sets]] = at;
  return set;
};

/** Moves an incident to another status, as the machine in `contract/status-moves.ts` allows it. */
export const moveIncident = (ctx: Ctx, id: string, input: MoveIncident): Promise<Incident> =>
  ctx.tx(async (tx) => {
    const incident = await getIncidentForUpdate(tx, ctx.actor, id);
    const subject = subjectOf(incident);
    if (!movePermissions.some((permission) => ctx.can(permission, subject)))
      ctx.require('incident.update', subject);
    await refuseStale(ctx, tx, incident, input.version);
    const move = findMove(incident.status, input.to);
    if (!move) {
      throw incidentErrors.moveNotPossible({
        from: ctx.t(`incidents.status.${incident.status}`),
        to: ctx.t(`incidents.status.${input.to}`),
      });
    }
    requireRights(ctx, move, incident);
    checkNeeds(move, incident, input);
    const times = findTimes(ctx, move, incident, input);
    await addSystemLogEntry(
      ctx,
      tx,
      id,
      input.reason ? 'incidents.log.movedBecause' : 'incidents.log.moved',
      {
        from: `@incidents.status.${incident.status}`,
        to: `@incidents.status.${input.to}`,
        ...(input.reason ? { reason: input.reason } : {}),
      },
      { isInternal: false, eventAt: input.at ? new Date(input.at) : ctx.now() },
    );
    return saveIncident(
      ctx,
      tx,
      incident,
      { status: input.to, ...times },
      {
        action: 'incident.moved',
        data: { from: incident.status, to: input.to, reason: input.reason ?? null },
      },
    );
  });
