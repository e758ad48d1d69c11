import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { BodyOf } from '../../platform/http/route.ts';
import { addObservables, openIncidentInTx } from '../incidents/public.ts';
import type { Report } from './contract/report.ts';
import type { openIncidentFromReportRoute } from './contract/triage.ts';
import { tieReport } from './link-report.ts';
import { describeReport, getReportForUpdate } from './queries/get-report.ts';
import { refuseSettled } from './triage-steps.ts';

type Input = BodyOf<typeof openIncidentFromReportRoute>;
type Opened = { incident: { id: string; number: string; title: string }; report: Report };

/**
 * Opens an incident out of a report in one transaction: the incident takes T0, T1, agency, system and the observables
 * of the text; the report is linked to it.
 */
export const openIncidentFromReport = (ctx: Ctx, id: string, input: Input): Promise<Opened> =>
  ctx.tx(async (tx) => {
    const report = await getReportForUpdate(tx, ctx.actor, id);
    ctx.require('report.triage', { organisationId: report.agency_id });
    ctx.require('incident.open', { organisationId: input.agencyId });
    refuseSettled(report);
    const opened = await openIncidentInTx(ctx, tx, {
      title: input.title,
      description: report.description,
      agencyId: input.agencyId,
      systemId: input.systemId,
      systemName: report.system_name,
      detectedAt: report.detected_at ?? report.received_at,
      detectedPrecision: report.detected_at ? report.detected_precision : 'minute',
      detectedZone: report.detected_zone,
      reportedAt: report.received_at,
      classification: {
        group: input.group,
        severity: input.severity,
        cause: input.cause,
        attackType: input.attackType,
        reason: input.reason,
      },
      leadPersonId: input.leadPersonId,
    });
    await addObservables(
      ctx,
      tx,
      opened.id,
      `${report.title}\n${report.description}`,
      `report:${report.number}`,
    );
    const linked = await tieReport(ctx, tx, report, opened);
    return {
      incident: { id: opened.id, number: opened.number, title: input.title },
      report: await describeReport(ctx, tx, linked),
    };
  });
