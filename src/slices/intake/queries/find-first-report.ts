import '../tables.ts';
import type { Actor } from '../../../platform/access/actor.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { visibleReports } from '../access.ts';
import type { ReportKind } from '../contract/codes.ts';

/** What forms take from the report with which an incident began. */
export type FirstReport = {
  number: string;
  kind: ReportKind;
  agencyId: string | null;
  reporterName: string | null;
  reporterOrganisation: string | null;
  reporterPosition: string | null;
  reporterPhone: string | null;
  reporterEmail: string | null;
  /** By question: the text of a question is `intake.question.<id>`. */
  answers: Readonly<Record<string, string>>;
};

/** The earliest report linked to an incident that the actor may see; undefined also where that report is hidden. */
export const findFirstReport = async (
  tx: Tx,
  actor: Actor,
  incidentId: string,
): Promise<FirstReport | undefined> => {
  const row = await tx
    .selectFrom('reports')
    .innerJoin('report_links as link', 'link.report_id', 'reports.id')
    .selectAll('reports')
    .where('link.incident_id', '=', incidentId)
    .where('link.unlinked_at', 'is', null)
    .where(visibleReports(actor))
    .orderBy('reports.received_at')
    .orderBy('reports.id')
    .limit(1)
    .executeTakeFirst();
  return (
    row && {
      number: row.number,
      kind: row.kind,
      agencyId: row.agency_id,
      reporterName: row.reporter_name,
      reporterOrganisation: row.reporter_organisation,
      reporterPosition: row.reporter_position,
      reporterPhone: row.reporter_phone,
      reporterEmail: row.reporter_email,
      answers: row.answers,
    }
  );
};
