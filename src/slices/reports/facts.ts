import { createSystemActor } from '../../platform/access/actor.ts';
import { type Ctx, createCtx } from '../../platform/ctx/ctx.ts';
import type { Services } from '../../platform/ctx/services.ts';
import { addDays, startOfVietnamDate } from '../../platform/time/vietnam-time.ts';
import { type CountedIncident, listCountedIncidents } from '../incidents/public.ts';
import { type CountedReport, listCountedReports } from '../intake/public.ts';
import { type CountedStay, listCountedStays } from '../team/public.ts';

export const factSources = ['incident', 'report', 'stay'] as const;
export type FactSource = (typeof factSources)[number];

type Value = string | number | null;

/**
 * One record as statistics see it: plain values, instants as ISO 8601 in UTC, dates as `YYYY-MM-DD`. What was approved
 * keeps these values; figures are always computed from them, never from the records.
 */
export type Fact = {
  source: FactSource;
  id: string;
  /** Number of the incident or report, name of the member. */
  label: string;
  agencyId: string | null;
  /** When it counts: received, or joined. */
  at: string;
  values: Readonly<Record<string, Value>>;
};

export type Span = { from: string; to: string; agencyId: string | null };

const text = (instant: Date | null): string | null => instant?.toISOString() ?? null;

const toIncidentFact = (row: CountedIncident): Fact => ({
  source: 'incident',
  id: row.id,
  label: row.number,
  agencyId: row.agency_id,
  at: row.reported_at.toISOString(),
  values: {
    status: row.status,
    group: row.severity_group,
    severity: row.severity,
    cause: row.cause,
    attackType: row.attack_type,
    handledBy: row.handled_by,
    damage: row.damage_vnd === null ? null : Number(row.damage_vnd),
    personalData: row.personal_data,
    detectedAt: text(row.detected_at),
    containedAt: text(row.contained_at),
    restoredAt: text(row.restored_at),
    closedAt: text(row.closed_at),
  },
});

const toReportFact = (row: CountedReport): Fact => ({
  source: 'report',
  id: row.id,
  label: row.number,
  agencyId: row.agency_id,
  at: row.received_at.toISOString(),
  values: { channel: row.channel, state: row.state, kind: row.kind },
});

/** Marks stays that follow another of the same member without a gap (`continues`), and those that are followed so. */
const toStayFacts = (rows: readonly CountedStay[]): Fact[] => {
  const starts = new Set(rows.map((row) => `${row.member_id} ${row.valid_from}`));
  const ends = new Set(rows.map((row) => `${row.member_id} ${row.valid_to}`));
  return rows.map((row) => ({
    source: 'stay',
    id: row.id,
    label: row.full_name,
    agencyId: row.agency_id,
    at: row.valid_from,
    values: {
      memberId: row.member_id,
      from: row.valid_from,
      to: row.valid_to,
      continues: ends.has(`${row.member_id} ${row.valid_from}`) ? 1 : null,
      goesOn: row.valid_to !== null && starts.has(`${row.member_id} ${row.valid_to}`) ? 1 : null,
    },
  }));
};

/**
 * Everything that a report over the span counts, as it stands now. Statistics count every record, also those that the
 * reader may not open (TLP:RED), so this reads as the system; what is shown of a record follows the reader's rights.
 */
export const readFacts = (services: Services, ctx: Pick<Ctx, 'language'>, span: Span): Promise<Fact[]> => {
  const system = createCtx(services, { actor: createSystemActor('periodic report'), language: ctx.language });
  const agencyIds = span.agencyId === null ? null : [span.agencyId];
  const instants = {
    from: startOfVietnamDate(span.from),
    before: startOfVietnamDate(addDays(span.to, 1)),
    agencyIds,
  };
  return system.tx(async (tx) => [
    ...(await listCountedIncidents(tx, instants)).map(toIncidentFact),
    ...(await listCountedReports(tx, instants)).map(toReportFact),
    // One day more, so that a stay that goes on the day after the period is seen to go on.
    ...toStayFacts(await listCountedStays(tx, { from: span.from, to: addDays(span.to, 1), agencyIds })),
  ]);
};
