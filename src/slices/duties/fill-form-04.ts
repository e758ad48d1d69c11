import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import type { Form03Input, Form04Input } from '../documents/contract.ts';
import { findDocumentOfKind, listFiles } from '../documents/public.ts';
import { listSharedMeasures, type SharedMeasure } from '../incidents/public.ts';
import { dropBlank } from './merge-input.ts';
import { type FormFacts, line, readFormFacts, systemParts, teamParts, text } from './read-form-facts.ts';
import { wallClockMoment } from './wall-clock-moment.ts';

/** "08 giờ 05, 05/03/2026: …" */
export const measureLine = ({ at, precision, text: done }: SharedMeasure): string => {
  const { date, hour, minute } = wallClockMoment(at, precision);
  const two = (value: number) => String(value).padStart(2, '0');
  const time = hour === undefined ? '' : `${two(hour)} giờ${minute === undefined ? '' : ` ${two(minute)}`}, `;
  return `- ${time}${date.split('-').reverse().join('/')}: ${done.trim()}`;
};

const labelled = (label: string, value: string | null): string | undefined =>
  value?.trim() ? `${label}: ${value.trim()}` : undefined;

/** What happened, how it was solved, and what follows from it: the summary that form 04 asks for. */
const resultOf = ({ incident }: FormFacts, measures: readonly SharedMeasure[]) =>
  text(
    labelled('Nguyên nhân', incident.rootCause),
    measures.length > 0 ? `Các biện pháp đã thực hiện:\n${measures.map(measureLine).join('\n')}` : undefined,
    labelled('Kết quả xử lý', incident.outcome),
    labelled('Bài học kinh nghiệm, đề xuất giải pháp', incident.lessons),
  );

/** Number, sign and day of the newest form 03 of the incident, as they stand on it. */
const initialReportParts = async (tx: Tx, incidentId: string) => {
  const initial = await findDocumentOfKind(tx, 'form-03', 'incident', incidentId);
  const input = initial?.row.input as Form03Input | undefined;
  return { initialReportCode: line(input?.reportCode), initialReportOn: input?.reported?.date };
};

const attachmentsMax = 200;

/** Values of form 04 from the records of an incident. The caller has checked access and sees the files. */
export const fillForm04 = async (ctx: Ctx, tx: Tx, incidentId: string): Promise<Form04Input> => {
  const facts = await readFormFacts(ctx, tx, incidentId);
  const { incident, profile } = facts;
  const files = await listFiles(tx, 'incident', incidentId);
  return dropBlank({
    ...teamParts(facts),
    ...(await initialReportParts(tx, incidentId)),
    system: systemParts(facts),
    description: text(incident.title, incident.description),
    detected: wallClockMoment(incident.detectedAt, incident.detectedPrecision),
    result: resultOf(facts, await listSharedMeasures(tx, incidentId)),
    attachments: files
      .slice(0, attachmentsMax)
      .map((file) => line(`${file.name} (SHA-256: ${file.sha256})`) ?? file.sha256),
    place: line(profile.placeName || profile.province),
    signedOn: facts.today,
  } satisfies Form04Input);
};
