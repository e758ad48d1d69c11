import './tables.ts';
import type { Selectable } from 'kysely';
import type { Tx } from '../../platform/db/tables.ts';
import type { IncidentSign, PersonalDataKind, Precision, Status } from './contract/codes.ts';
import type { IncidentsTable } from './tables.ts';

/** What statutory clocks hang on. Instants as ISO 8601 in UTC, so that the facts can be stored and compared. */
export type IncidentClockFacts = {
  detectedAt: string;
  detectedPrecision: Precision;
  reportedAt: string;
  openedAt: string;
  containedAt: string | null;
  restoredAt: string | null;
  closedAt: string | null;
  personalDataFoundAt: string | null;
  status: Status;
  isSevere: boolean;
  hasPersonalData: boolean;
  personalDataKinds: readonly PersonalDataKind[];
  signs: readonly IncidentSign[];
};

const isoOrNull = (at: Date | null): string | null => at?.toISOString() ?? null;

const columns = [
  'id',
  'agency_id',
  'number',
  'title',
  'detected_at',
  'detected_precision',
  'reported_at',
  'opened_at',
  'contained_at',
  'restored_at',
  'closed_at',
  'personal_data_found_at',
  'status',
  'severity_group',
  'personal_data',
  'personal_data_kinds',
  'signs',
] as const satisfies readonly (keyof IncidentsTable)[];

type FactRow = Pick<Selectable<IncidentsTable>, (typeof columns)[number]>;

export const toClockFacts = (row: FactRow): IncidentClockFacts => ({
  detectedAt: row.detected_at.toISOString(),
  detectedPrecision: row.detected_precision,
  reportedAt: row.reported_at.toISOString(),
  openedAt: row.opened_at.toISOString(),
  containedAt: isoOrNull(row.contained_at),
  restoredAt: isoOrNull(row.restored_at),
  closedAt: isoOrNull(row.closed_at),
  personalDataFoundAt: isoOrNull(row.personal_data_found_at),
  status: row.status,
  isSevere: row.severity_group === 'severe',
  hasPersonalData: row.personal_data === 'yes' || row.personal_data_kinds.length > 0,
  personalDataKinds: row.personal_data_kinds,
  signs: row.signs,
});

export type IncidentForClocks = {
  id: string;
  number: string;
  title: string;
  agencyId: string | null;
  facts: IncidentClockFacts;
};

const toIncident = (row: FactRow): IncidentForClocks => ({
  id: row.id,
  number: row.number,
  title: row.title,
  agencyId: row.agency_id,
  facts: toClockFacts(row),
});

/** The facts of one incident for its clocks, or undefined when hidden or missing. */
export const incidentFactsForClocks = async (tx: Tx, id: string): Promise<IncidentForClocks | undefined> => {
  const row = await tx.selectFrom('incidents').select(columns).where('id', '=', id).executeTakeFirst();
  return row && toIncident(row);
};

/** The same for every incident detected in a span, oldest first, as far as the transaction's actor sees them. */
export const listIncidentsForClocks = async (
  tx: Tx,
  span: { from: Date; to: Date },
  limit: number,
): Promise<IncidentForClocks[]> => {
  const rows = await tx
    .selectFrom('incidents')
    .select(columns)
    .where('detected_at', '>=', span.from)
    .where('detected_at', '<', span.to)
    .orderBy('detected_at')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(toIncident);
};

/** The same for a set of incidents, by id; hidden and missing ones are left out. */
export const incidentsForClocksById = async (
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, IncidentForClocks>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('incidents')
    .select(columns)
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, toIncident(row)]));
};
