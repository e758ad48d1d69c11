import './tables.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import { subjectOf } from './access.ts';
import { refuseEnded, refuseStale, saveIncident } from './change-incident.ts';
import { checkFacts } from './check-facts.ts';
import type { Incident, UpdateIncident } from './contract/schemas.ts';
import { describeIncident } from './queries/describe-incident.ts';
import { getIncidentForUpdate, type IncidentRecord } from './queries/visible-incident.ts';
import { searchTextOf } from './search-text.ts';

type Fact = Exclude<keyof UpdateIncident, 'version'>;

const columns = {
  title: 'title',
  description: 'description',
  agencyId: 'agency_id',
  systemId: 'system_id',
  systemName: 'system_name',
  tlp: 'tlp',
  detectedAt: 'detected_at',
  detectedPrecision: 'detected_precision',
  detectedZone: 'detected_zone',
  reportedAt: 'reported_at',
  occurredAt: 'occurred_at',
  containedAt: 'contained_at',
  restoredAt: 'restored_at',
  handledBy: 'handled_by',
  damageVnd: 'damage_vnd',
  personalData: 'personal_data',
  signs: 'signs',
  personalDataKinds: 'personal_data_kinds',
  personalDataFoundAt: 'personal_data_found_at',
  detectionSource: 'detection_source',
  notifiedParties: 'notified_parties',
  outcome: 'outcome',
  rootCause: 'root_cause',
  lessons: 'lessons',
} as const satisfies Record<Fact, keyof IncidentRecord>;

const plain = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : value);

/** Instants may come with any offset: compared and stored as one form. */
const normalise = (fact: Fact, value: unknown): unknown =>
  fact.endsWith('At') && typeof value === 'string'
    ? new Date(value).toISOString()
    : value === ''
      ? null
      : value;

const findChanges = (incident: IncidentRecord, input: UpdateIncident) => {
  const set: Record<string, unknown> = {};
  const changes: Record<string, { from: unknown; to: unknown }> = {};
  for (const [fact, column] of Object.entries(columns) as [Fact, keyof IncidentRecord][]) {
    if (input[fact] === undefined) continue;
    const from = plain(incident[column]);
    const to = fact === 'description' ? input.description : normalise(fact, input[fact]);
    if (JSON.stringify(from) === JSON.stringify(to)) continue;
    set[column] = to;
    changes[fact] = { from, to };
  }
  return { set, changes };
};

/** Changes facts. A save that changes nothing writes nothing. */
export const updateIncident = (ctx: Ctx, id: string, input: UpdateIncident): Promise<Incident> =>
  ctx.tx(async (tx) => {
    const incident = await getIncidentForUpdate(tx, ctx.actor, id);
    ctx.require('incident.update', subjectOf(incident));
    await refuseStale(ctx, tx, incident, input.version);
    refuseEnded(incident);
    const { set, changes } = findChanges(incident, input);
    if (Object.keys(set).length === 0) return describeIncident(ctx, tx, incident);
    const next = { ...incident, ...set } as IncidentRecord;
    await checkFacts(
      ctx,
      tx,
      {
        occurredAt: next.occurred_at,
        detectedAt: next.detected_at,
        reportedAt: next.reported_at,
        containedAt: next.contained_at,
        restoredAt: next.restored_at,
        personalDataFoundAt: next.personal_data_found_at,
        ...('agency_id' in set || 'system_id' in set
          ? { agencyId: next.agency_id, systemId: next.system_id }
          : {}),
        ...('detected_zone' in set ? { detectedZone: next.detected_zone } : {}),
        ...('tlp' in set ? { tlp: next.tlp } : {}),
      },
      incident,
    );
    return saveIncident(
      ctx,
      tx,
      incident,
      { ...set, search_text: searchTextOf(next) },
      { action: 'incident.updated', data: changes },
    );
  });
