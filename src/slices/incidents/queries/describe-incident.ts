import '../tables.ts';
import { sql } from 'kysely';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { abilitiesOf, subjectOf } from '../access.ts';
import { isSevere } from '../contract/codes.ts';
import type { Incident } from '../contract/schemas.ts';
import { listMissing, listMovesFrom } from '../contract/status-moves.ts';
import { nameAgencies, nameOrDash, namePeople, nameSystems } from './references.ts';
import { getVisibleIncident, type IncidentRecord } from './visible-incident.ts';

/** Reclassifications shown with the incident; older ones stand in its history. */
const classificationsShownMax = 20;

const iso = (instant: Date): string => instant.toISOString();
const isoOrNull = (instant: Date | null): string | null => instant?.toISOString() ?? null;

const listClassifications = async (tx: Tx, incidentId: string): Promise<Incident['classifications']> => {
  const rows = await tx
    .selectFrom('incident_classifications')
    .selectAll()
    .where('incident_id', '=', incidentId)
    .orderBy('id', 'desc')
    .limit(classificationsShownMax)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    group: row.severity_group,
    severity: row.severity,
    cause: row.cause,
    attackType: row.attack_type,
    rsit: row.rsit,
    reason: row.reason,
    classifiedAt: iso(row.classified_at),
    classifiedBy: row.classified_by_label,
  }));
};

const listPeople = async (tx: Tx, incidentId: string): Promise<Incident['people']> => {
  const rows = await tx
    .selectFrom('incident_people')
    .selectAll()
    .where('incident_id', '=', incidentId)
    .orderBy(sql`removed_at is not null`)
    .orderBy('role')
    .orderBy('id')
    .limit(200)
    .execute();
  const names = await namePeople(
    tx,
    rows.map((row) => row.person_id),
  );
  return rows.map((row) => ({
    personId: row.person_id,
    fullName: nameOrDash(names, row.person_id),
    role: row.role,
    addedAt: iso(row.added_at),
    removedAt: isoOrNull(row.removed_at),
  }));
};

const countParts = async (tx: Tx, incidentId: string, now: Date, isInside: boolean) => {
  const { rows } = await sql<
    Record<'log' | 'tasks' | 'open_tasks' | 'overdue_tasks' | 'observables', number>
  >`
    select (select count(*) from incident_log where incident_id = ${incidentId}
        and (${isInside} or not is_internal)) as log,
      count(*) as tasks,
      count(*) filter (where state in ('open', 'in-progress')) as open_tasks,
      count(*) filter (where state in ('open', 'in-progress') and due_at < ${now}) as overdue_tasks,
      (select count(*) from incident_observables where incident_id = ${incidentId}) as observables
    from incident_tasks where incident_id = ${incidentId}`.execute(tx);
  const row = rows[0]!;
  return {
    log: row.log,
    tasks: isInside ? row.tasks : null,
    openTasks: isInside ? row.open_tasks : null,
    overdueTasks: isInside ? row.overdue_tasks : null,
    observables: isInside ? row.observables : null,
  };
};

const offerMoves = (ctx: Ctx, row: IncidentRecord): Incident['moves'] =>
  listMovesFrom(row.status).map((move) => {
    const subject = subjectOf(row);
    const isHarder = move.to === 'closed' && isSevere({ group: row.severity_group, severity: row.severity });
    return {
      to: move.to,
      isAllowed:
        ctx.can(move.permission, subject) && (!isHarder || ctx.can('incident.close-severe', subject)),
      needsReason: move.needsReason ?? false,
      missing: [
        ...listMissing(move, { outcome: row.outcome, rootCause: row.root_cause, lessons: row.lessons }),
      ],
      sets: move.sets ?? null,
    };
  });

/** The whole answer about one incident, from its row. */
export const describeIncident = async (ctx: Ctx, tx: Tx, row: IncidentRecord): Promise<Incident> => {
  const can = abilitiesOf(ctx, row);
  const agencies = await nameAgencies(tx, [row.agency_id]);
  const systems = await nameSystems(tx, [row.system_id]);
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    version: row.version,
    description: row.description,
    status: row.status,
    tlp: row.tlp,
    agency: row.agency_id ? { id: row.agency_id, name: nameOrDash(agencies, row.agency_id) } : null,
    system: row.system_id ? { id: row.system_id, name: nameOrDash(systems, row.system_id) } : null,
    systemName: row.system_name,
    detectedAt: iso(row.detected_at),
    detectedPrecision: row.detected_precision,
    detectedZone: row.detected_zone,
    reportedAt: iso(row.reported_at),
    occurredAt: isoOrNull(row.occurred_at),
    containedAt: isoOrNull(row.contained_at),
    restoredAt: isoOrNull(row.restored_at),
    closedAt: isoOrNull(row.closed_at),
    group: row.severity_group,
    severity: row.severity,
    cause: row.cause,
    attackType: row.attack_type,
    rsit: row.rsit,
    classifications: await listClassifications(tx, row.id),
    handledBy: row.handled_by,
    damageVnd: row.damage_vnd,
    personalData: row.personal_data,
    signs: row.signs,
    personalDataKinds: row.personal_data_kinds,
    personalDataFoundAt: isoOrNull(row.personal_data_found_at),
    detectionSource: row.detection_source,
    notifiedParties: row.notified_parties as Incident['notifiedParties'],
    outcome: row.outcome,
    rootCause: row.root_cause,
    lessons: row.lessons,
    openedAt: iso(row.opened_at),
    openedBy: row.opened_by_label,
    updatedAt: iso(row.updated_at),
    people: await listPeople(tx, row.id),
    counts: await countParts(tx, row.id, ctx.now(), can.seeInternal),
    moves: offerMoves(ctx, row),
    can,
  };
};

/** @throws AppError platform.notFound */
export const getIncident = (ctx: Ctx, id: string): Promise<Incident> =>
  ctx.tx(async (tx) => describeIncident(ctx, tx, await getVisibleIncident(tx, ctx.actor, id)));
