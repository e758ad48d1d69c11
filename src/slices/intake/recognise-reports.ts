import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { recogniseAgencies } from '../agencies/public.ts';
import { extractObservables } from '../incidents/public.ts';
import { recogniseSystems } from '../systems/public.ts';
import type { Report } from './contract/report.ts';

const BATCH = 100;
const TEXT_MAX = 50_000;

type Recognition = Report['recognition'][number];

type Unrecognised = {
  id: string;
  number: string;
  title: string;
  description: string;
  system_name: string | null;
  reporter_email: string | null;
  agency_id: string | null;
};

const look = async (
  tx: Tx,
  report: Unrecognised,
): Promise<{ found: Recognition[]; systemId: string | null }> => {
  const text = `${report.title}\n${report.system_name ?? ''}\n${report.description.slice(0, TEXT_MAX)}`;
  const observables = extractObservables(text);
  const valuesOf = (...types: string[]) =>
    observables.filter((observable) => types.includes(observable.type)).map((observable) => observable.value);
  const hosts = valuesOf('url').flatMap((url) => (URL.canParse(url) ? new URL(url).hostname : []));
  const domains = [...new Set([...valuesOf('domain'), ...hosts])].slice(0, 200);
  const addresses = valuesOf('ipv4', 'ipv6').slice(0, 200);
  const emails = [...valuesOf('email'), ...(report.reporter_email ? [report.reporter_email] : [])].slice(
    0,
    200,
  );
  const agencies = await recogniseAgencies(tx, { emails, domains, addresses, text });
  const systems = await recogniseSystems(
    tx,
    agencies.map((agency) => agency.agencyId),
    { domains, addresses },
  );
  return {
    found: [
      ...agencies.map((agency) => ({
        kind: 'agency' as const,
        id: agency.agencyId,
        name: agency.agencyName,
        reason: agency.reason.kind,
        value: agency.reason.value,
      })),
      ...systems.map((system) => ({
        kind: 'system' as const,
        id: system.systemId,
        name: system.systemName,
        reason: system.reason.kind,
        value: system.reason.value,
      })),
    ],
    systemId: systems.length === 1 ? (systems[0]?.systemId ?? null) : null,
  };
};

/** The agency to write down: only where all hints agree; several candidates are shown for the officer to choose. */
const onlyAgency = (found: readonly Recognition[]): string | null => {
  const ids = new Set(found.filter((item) => item.kind === 'agency').map((item) => item.id));
  return ids.size === 1 ? ([...ids][0] ?? null) : null;
};

const note = async (ctx: Ctx, tx: Tx, report: Unrecognised): Promise<void> => {
  const { found, systemId } = await look(tx, report);
  const agencyId = report.agency_id ?? onlyAgency(found);
  await tx
    .updateTable('reports')
    .set({
      recognised_at: ctx.now(),
      recognition: JSON.stringify(found),
      agency_id: agencyId,
      ...(systemId && agencyId ? { system_id: systemId } : {}),
    })
    .where('id', '=', report.id)
    .execute();
  if (!agencyId) return;
  await ctx.audit(
    tx,
    'report.recognised',
    { kind: 'report', id: report.id, label: report.number, organisationId: agencyId },
    { agencyId, systemId },
  );
  await ctx.publish(tx, {
    type: 'report.changed',
    data: { id: report.id },
    permission: 'report.read',
    organisationId: agencyId,
  });
};

/** A report that breaks the search is passed over, or it would stop all that come after it. */
const noteOrPassOver = async (ctx: Ctx, tx: Tx, report: Unrecognised): Promise<void> => {
  await sql`savepoint one_report`.execute(tx);
  try {
    await note(ctx, tx, report);
    await sql`release savepoint one_report`.execute(tx);
  } catch (error) {
    ctx.services.log.error({ err: error, reportId: report.id }, 'report not recognised');
    await sql`rollback to savepoint one_report`.execute(tx);
    await tx.updateTable('reports').set({ recognised_at: ctx.now() }).where('id', '=', report.id).execute();
  }
};

/**
 * Looks at reports that nobody has looked at yet and notes which agency and system their text names. Runs behind the
 * intake, so that a burst is taken in first. Safe to run twice and in several processes.
 * @returns how many reports it looked at
 */
export const recogniseReports = (ctx: Ctx): Promise<number> =>
  ctx.tx(async (tx) => {
    const reports = await tx
      .selectFrom('reports')
      .select(['id', 'number', 'title', 'description', 'system_name', 'reporter_email', 'agency_id'])
      .where('recognised_at', 'is', null)
      .orderBy('id')
      .limit(BATCH)
      .forUpdate()
      .skipLocked()
      .execute();
    for (const report of reports) await noteOrPassOver(ctx, tx, report);
    return reports.length;
  });
