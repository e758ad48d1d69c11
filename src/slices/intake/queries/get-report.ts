import '../tables.ts';
import type { Selectable } from 'kysely';
import type { Actor } from '../../../platform/access/actor.ts';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { getAgencyRefs } from '../../agencies/public.ts';
import { listFiles, toFileAnswer } from '../../documents/public.ts';
import { extractObservables } from '../../incidents/public.ts';
import { getSystemRefs } from '../../systems/public.ts';
import { visibleReports } from '../access.ts';
import type { Report, ReportRow } from '../contract/report.ts';
import type { ReportsTable } from '../tables.ts';
import { findLinkedIncident } from './find-linked-incident.ts';
import { listChecklist } from './list-checklist.ts';
import { listMessages } from './list-messages.ts';

export type ReportRecord = Selectable<ReportsTable>;

/** @throws AppError platform.notFound for a missing and for a hidden report alike */
export const getReportRecord = async (tx: Tx, actor: Actor, id: string): Promise<ReportRecord> => {
  const report = await tx
    .selectFrom('reports')
    .selectAll()
    .where('id', '=', id)
    .where(visibleReports(actor))
    .executeTakeFirst();
  if (!report) throw platformErrors.notFound();
  return report;
};

/** The same, locked until the transaction ends. */
export const getReportForUpdate = async (tx: Tx, actor: Actor, id: string): Promise<ReportRecord> => {
  const report = await tx
    .selectFrom('reports')
    .selectAll()
    .where('id', '=', id)
    .where(visibleReports(actor))
    .forUpdate()
    .executeTakeFirst();
  if (!report) throw platformErrors.notFound();
  return report;
};

type RowFields = Pick<
  ReportRecord,
  | 'id'
  | 'number'
  | 'channel'
  | 'state'
  | 'kind'
  | 'title'
  | 'reporter_name'
  | 'reporter_organisation'
  | 'received_at'
  | 'detected_at'
  | 'agency_id'
  | 'call_back_at'
  | 'call_back_done_at'
>;
type AgencyRefs = Awaited<ReturnType<typeof getAgencyRefs>>;

export const toReportRowAnswer = (report: RowFields, agencies: AgencyRefs): ReportRow => ({
  id: report.id,
  number: report.number,
  channel: report.channel,
  state: report.state,
  kind: report.kind,
  title: report.title,
  reporterName: report.reporter_name,
  reporterOrganisation: report.reporter_organisation,
  receivedAt: report.received_at.toISOString(),
  detectedAt: report.detected_at?.toISOString() ?? null,
  agency: (report.agency_id && agencies.get(report.agency_id)) || null,
  callBackAt: report.call_back_done_at ? null : (report.call_back_at?.toISOString() ?? null),
});

const abilitiesOf = (ctx: Ctx, report: ReportRecord): Record<string, boolean> => {
  const mayTriage = ctx.can('report.triage', { organisationId: report.agency_id });
  const isOpen = report.state === 'received' || report.state === 'verifying';
  return {
    triage: mayTriage,
    verify: mayTriage && report.state === 'received',
    reject: mayTriage && isOpen,
    reopen: mayTriage && report.state === 'rejected',
    link: mayTriage && isOpen,
    unlink: mayTriage && report.state === 'linked',
    openIncident: mayTriage && isOpen && ctx.can('incident.open'),
    reply: mayTriage,
  };
};

/** A report whole, as its page shows it. The record must have come through `getReportRecord`. */
export const describeReport = async (ctx: Ctx, tx: Tx, report: ReportRecord): Promise<Report> => {
  const agencies = await getAgencyRefs(tx, report.agency_id ? [report.agency_id] : []);
  const systems = await getSystemRefs(tx, report.system_id ? [report.system_id] : []);
  const system = report.system_id ? systems.get(report.system_id) : undefined;
  return {
    ...toReportRowAnswer(report, agencies),
    description: report.description,
    answers: report.answers,
    systemName: report.system_name,
    system: system ? { id: system.id, name: system.name } : null,
    reporterEmail: report.reporter_email,
    reporterPhone: report.reporter_phone,
    reporterPosition: report.reporter_position,
    language: report.language,
    detectedPrecision: report.detected_precision,
    detectedZone: report.detected_zone,
    recognition: report.recognition as Report['recognition'],
    rejectReason: report.reject_reason,
    rejectNote: report.reject_note,
    callBackDoneAt: report.call_back_done_at?.toISOString() ?? null,
    settledAt: report.settled_at?.toISOString() ?? null,
    incident: await findLinkedIncident(tx, ctx.actor, report.id),
    checklist: await listChecklist(tx, report.id),
    messages: await listMessages(tx, report.id),
    files: (await listFiles(tx, 'report', report.id)).map(toFileAnswer),
    observables: extractObservables(`${report.title}\n${report.description.slice(0, 50_000)}`)
      .slice(0, 200)
      .map(({ type, value }) => ({ type, value })),
    version: report.version,
    can: abilitiesOf(ctx, report),
  };
};

export const getReport = (ctx: Ctx, id: string): Promise<Report> =>
  ctx.tx(async (tx) => describeReport(ctx, tx, await getReportRecord(tx, ctx.actor, id)));
