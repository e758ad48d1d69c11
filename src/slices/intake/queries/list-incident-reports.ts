import type { Ctx } from '../../../platform/ctx/ctx.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { getAgencyRefs } from '../../agencies/public.ts';
import { findVisibleIncident } from '../../incidents/public.ts';
import { visibleReports } from '../access.ts';
import type { ReportRow } from '../contract/report.ts';
import { toReportRowAnswer } from './get-report.ts';

/** Reports linked to an incident that the actor may see; of those, the reports that the actor may see. */
export const listIncidentReports = (ctx: Ctx, incidentId: string): Promise<{ items: ReportRow[] }> =>
  ctx.tx(async (tx) => {
    if (!(await findVisibleIncident(tx, ctx.actor, incidentId))) throw platformErrors.notFound();
    const rows = await tx
      .selectFrom('reports')
      .innerJoin('report_links as link', 'link.report_id', 'reports.id')
      .selectAll('reports')
      .where('link.incident_id', '=', incidentId)
      .where('link.unlinked_at', 'is', null)
      .where(visibleReports(ctx.actor))
      .orderBy('reports.received_at')
      .limit(200)
      .execute();
    const agencies = await getAgencyRefs(
      tx,
      rows.flatMap((row) => row.agency_id ?? []),
    );
    return { items: rows.map((row) => toReportRowAnswer(row, agencies)) };
  });
