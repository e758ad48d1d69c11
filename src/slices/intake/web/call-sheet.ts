import type { BodyInputOf } from '../../../platform/http/route.ts';
import type { Precision, ReportKind } from '../contract/codes.ts';
import type { createCallRoute } from '../contract/desk.ts';
import type { Receipt } from '../contract/new-report.ts';
import { questionsByKind } from '../contract/questions.ts';

export const callChannels = ['phone', 'walk-in', 'official-letter'] as const;

/** What the sheet holds while it is written; the names of the reporter's fields are those of the request. */
export type CallSheet = {
  channel: (typeof callChannels)[number];
  kind: ReportKind | '';
  title: string;
  description: string;
  systemName: string;
  answers: Readonly<Record<string, string>>;
  detectedAt: string;
  detectedPrecision: Precision;
  callBackAt: string;
  'reporter.name': string;
  'reporter.phone': string;
  'reporter.organisation': string;
  'reporter.email': string;
};

/** What was filed, for the screen that is read out. */
export type FiledCall = { receipt: Receipt; sheet: CallSheet; title: string };

/** An empty sheet; T0 is now until the caller says otherwise. */
export const emptySheet = (now: Date): CallSheet => ({
  channel: 'phone',
  kind: '',
  title: '',
  description: '',
  systemName: '',
  answers: {},
  detectedAt: now.toISOString(),
  detectedPrecision: 'minute',
  callBackAt: '',
  'reporter.name': '',
  'reporter.phone': '',
  'reporter.organisation': '',
  'reporter.email': '',
});

/** The keys of the kinds, in the order of the sheet: the row of digits of a keyboard. */
export const kindKeys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '-', '='] as const;

const filled = (fields: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value.trim() ? [[name, value.trim()]] : [])),
  );

/**
 * The request out of the sheet. Only answers to the questions of the chosen kind go along: others were written before
 * the kind was corrected. `suggestedTitle` stands in for an empty summary.
 */
export const toCallBody = (
  sheet: CallSheet,
  suggestedTitle: string,
  language: 'vi' | 'en',
): BodyInputOf<typeof createCallRoute> => {
  const kind = sheet.kind || 'other';
  const asked = questionsByKind[kind].flatMap((id) => [[id, sheet.answers[id] ?? '']]);
  return {
    channel: sheet.channel,
    kind,
    title: sheet.title.trim() || suggestedTitle,
    description: sheet.description,
    answers: filled(Object.fromEntries(asked)),
    detectedPrecision: sheet.detectedPrecision,
    reporter: filled({
      name: sheet['reporter.name'],
      phone: sheet['reporter.phone'],
      organisation: sheet['reporter.organisation'],
      email: sheet['reporter.email'],
    }),
    language,
    ...filled({
      detectedAt: sheet.detectedAt,
      systemName: sheet.systemName,
      callBackAt: sheet.callBackAt,
    }),
  };
};
