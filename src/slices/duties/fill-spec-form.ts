import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { getHolderOfRole } from '../agencies/public.ts';
import type { SpecInput } from '../documents/contract.ts';
import { findDocumentOfKind, listFiles } from '../documents/public.ts';
import { listSharedMeasures } from '../incidents/public.ts';
import type { IncidentSpecKind } from './contract.ts';
import { contactOf } from './fill-form-03.ts';
import { measureLine } from './fill-form-04.ts';
import { dropBlank } from './merge-input.ts';
import { type FormFacts, line, readFormFacts, systemParts, teamParts, text } from './read-form-facts.ts';
import { wallClockMoment } from './wall-clock-moment.ts';

/** The report on cause, scope and remedies is due this long after the detection: Decree 331/2026/ND-CP, article 31. */
const secondReportMs = 72 * 3_600_000;

const severities = { M1: 'm1', M2: 'm2', M3: 'm3', M4: 'm4' } as const;

/** Number and day of the newest earlier report of the incident, as they stand on it. */
const earlierReport = async (tx: Tx, incidentId: string): Promise<SpecInput> => {
  for (const kind of ['report-72h', 'notice-24h', 'form-03']) {
    const found = await findDocumentOfKind(tx, kind, 'incident', incidentId);
    const input = found?.row.input as
      | { reportCode?: string; signedOn?: string; reported?: { date?: string } }
      | undefined;
    if (input?.reportCode) {
      return { initialReportCode: input.reportCode, initialReportOn: input.signedOn ?? input.reported?.date };
    }
  }
  return {};
};

/** The coordinator of the day as the addressee. */
const addressee = async (tx: Tx, { today }: FormFacts): Promise<string | undefined> =>
  line((await getHolderOfRole(tx, 'national-coordinator', today))?.name);

/** Who reports and signs, the contact, the system: the same on every report to the coordinator. */
const commonParts = async (tx: Tx, facts: FormFacts): Promise<SpecInput> => ({
  ...teamParts(facts),
  contact: contactOf(facts),
  system: systemParts(facts),
  recipientName: await addressee(tx, facts),
  place: line(facts.profile.placeName || facts.profile.province),
  signedOn: facts.today,
  incidentCode: facts.incident.number,
  detected: wallClockMoment(facts.incident.detectedAt, facts.incident.detectedPrecision),
});

/**
 * Values of a report of Regime B, or of the notice on personal data, from the records of an incident. What the records do
 * not hold stays open and is named as missing. The caller has checked access.
 */
export const fillSpecForm = async (
  ctx: Ctx,
  tx: Tx,
  kind: IncidentSpecKind,
  incidentId: string,
): Promise<SpecInput> => {
  const facts = await readFormFacts(ctx, tx, incidentId);
  const { incident } = facts;
  const measures = (await listSharedMeasures(tx, incidentId)).map(measureLine).join('\n');
  const common = await commonParts(tx, facts);
  const { system: _, ...withoutSystem } = common;
  const description = text(incident.title, incident.description);
  const next = wallClockMoment(new Date(incident.detectedAt.getTime() + secondReportMs));
  const files = (await listFiles(tx, 'incident', incidentId)).slice(0, 200);
  const attachments = files.map((file) => line(`${file.name} (SHA-256: ${file.sha256})`));
  const severity = incident.severity ? severities[incident.severity] : undefined;
  const parts: Readonly<Record<IncidentSpecKind, () => SpecInput | Promise<SpecInput>>> = {
    'notice-24h': () => ({
      ...common,
      description,
      preliminarySeverity: severity,
      measuresTaken: text(measures),
      nextReport: next,
    }),
    'report-72h': () => ({
      ...common,
      description,
      cause: text(incident.rootCause),
      remedies: text(measures),
      attachments,
    }),
    'progress-report': async () => ({
      ...common,
      ...(await earlierReport(tx, incidentId)),
      developments: text(measures),
      cause: text(incident.rootCause),
      attachments,
    }),
    'final-report': async () => ({
      ...common,
      ...(await earlierReport(tx, incidentId)),
      description,
      developments: text(measures),
      cause: text(incident.rootCause),
      remedies: text(measures),
      result: text(incident.outcome),
      lessons: text(incident.lessons),
      attachments,
    }),
    'personal-data-notice': () => ({ ...withoutSystem, description, remedies: text(measures), attachments }),
  };
  return dropBlank(await parts[kind]());
};
