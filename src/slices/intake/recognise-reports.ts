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

type Note = { report: Unrecognised; found: Recognition[]; agencyId: string | null; systemId: string | null };

/** One statement for the whole batch: the recogniser runs beside the intake and must leave it the database. */
const writeNotes = async (ctx: Ctx, tx: Tx, notes: readonly Note[]): Promise<void> => {
  const rows = notes.map(({ report, found, agencyId, systemId }) => ({
    id: report.id,
    recognition: found,
    agency_id: agencyId,
    system_id: agencyId ? systemId : null,
  }));
  await sql`update reports set recognised_at = ${ctx.now()}, recognition = note.recognition,
      agency_id = note.agency_id, system_id = coalesce(note.system_id, reports.system_id)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as note (id uuid, recognition jsonb, agency_id uuid, system_id uuid)
    where reports.id = note.id`.execute(tx);
};

const tellOfAgencies = async (ctx: Ctx, tx: Tx, notes: readonly Note[]): Promise<void> => {
  const named = notes.filter((note) => note.agencyId !== null);
  await ctx.auditAll(
    tx,
    named.map(({ report, agencyId, systemId }) => ({
      action: 'report.recognised',
      subject: { kind: 'report', id: report.id, label: report.number, organisationId: agencyId },
      data: { agencyId, systemId },
    })),
  );
  await ctx.publishAll(
    tx,
    named.map(({ report, agencyId }) => ({
      type: 'report.changed',
      data: { id: report.id },
      permission: 'report.read',
      organisationId: agencyId,
    })),
  );
};

const claim = (tx: Tx, limit: number): Promise<Unrecognised[]> =>
  tx
    .selectFrom('reports')
    .select(['id', 'number', 'title', 'description', 'system_name', 'reporter_email', 'agency_id'])
    .where('recognised_at', 'is', null)
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();

const recogniseSome = (ctx: Ctx, limit: number): Promise<number> =>
  ctx.tx(async (tx) => {
    const reports = await claim(tx, limit);
    const notes: Note[] = [];
    for (const report of reports) {
      const { found, systemId } = await look(tx, report);
      notes.push({ report, found, systemId, agencyId: report.agency_id ?? onlyAgency(found) });
    }
    if (notes.length === 0) return 0;
    await writeNotes(ctx, tx, notes);
    await tellOfAgencies(ctx, tx, notes);
    return notes.length;
  });

/** A report that breaks the search is passed over, or it would stop all that come after it. */
const passOver = (ctx: Ctx, fault: unknown): Promise<number> =>
  ctx.tx(async (tx) => {
    const [report] = await claim(tx, 1);
    if (!report) return 0;
    ctx.services.log.error({ err: fault, reportId: report.id }, 'report not recognised');
    await tx.updateTable('reports').set({ recognised_at: ctx.now() }).where('id', '=', report.id).execute();
    return 1;
  });

/**
 * Looks at reports that nobody has looked at yet and notes which agency and system their text names. Runs behind the
 * intake, so that a burst is taken in first. Safe to run twice and in several processes.
 * @returns how many reports it looked at
 */
export const recogniseReports = async (ctx: Ctx): Promise<number> => {
  try {
    return await recogniseSome(ctx, BATCH);
  } catch {
    return recogniseSome(ctx, 1).catch((fault: unknown) => {
      // Without a database nothing is passed over: that fault says nothing of the report.
      if (!/^(2[0-9]|42|XX)/.test(String((fault as { code?: unknown }).code))) throw fault;
      return passOver(ctx, fault);
    });
  }
};
