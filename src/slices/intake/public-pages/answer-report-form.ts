import { randomUUID } from 'node:crypto';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { UploadedFile } from '../../../platform/http/handle.ts';
import type { RawReply } from '../../../platform/http/route.ts';
import type { ReportKind } from '../contract/codes.ts';
import { intakeErrors } from '../contract/errors.ts';
import { questionsByKind } from '../contract/questions.ts';
import { fileReport } from '../report-batcher.ts';
import type { Faults, Values } from './form-parts.ts';
import type { PageContext } from './page-shell.ts';
import { emailFault, keepFiles, readDetected, readFiles, readKind, readValues } from './read-form.ts';
import { renderReceiptPage } from './receipt-page.ts';
import { renderContactStep, renderKindStep, renderQuestionStep, renderWhatStep } from './report-form.ts';

type Post = { body: unknown; files: readonly UploadedFile[] };

const pick = (values: Values, names: (name: string) => boolean): Values =>
  Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== '' && names(name)));

const isWhat = (name: string) => ['description', 'system', 'date', 'time'].includes(name);
const isQuestion = (name: string) => name.startsWith('q.');
const isContact = (name: string) => ['name', 'organisation', 'phone', 'email'].includes(name);
/** The token that the form was given; anything else does not make two posts one report. */
const tokenPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const tokenOf = ({ token = '' }: Values): string => (tokenPattern.test(token) ? token : randomUUID());
const isFrame = (name: string) => ['kind', 'token', 'kept'].includes(name);

const limitsOf = (ctx: Ctx) => ({
  files: ctx.services.settings.KHIEN_ATTACHMENTS_MAX,
  bytes: ctx.services.settings.KHIEN_ATTACHMENT_BYTES_MAX,
});

const whatFaults = (page: PageContext, values: Values, now: Date): Faults => ({
  ...(values.description ? {} : { description: page.t('intake.public.descriptionFault') }),
  ...Object.fromEntries(
    readDetected(values, now).faults.map((name) => [name, page.t('intake.public.dateFault')]),
  ),
});

/** A title out of what is known: the kind, and the system where it was named. */
const composeTitle = (page: PageContext, kind: ReportKind, values: Values): string => {
  const about = values.system || values['q.address'] || (values.description ?? '').split('\n')[0] || '';
  return `${page.t(`intake.kind.${kind}`)}: ${about}`.slice(0, 200);
};

const composeDescription = (page: PageContext, kind: ReportKind, values: Values): string =>
  [
    values.description,
    ...questionsByKind[kind].flatMap((question) => {
      const answer = values[`q.${question}`];
      return answer ? [`${page.t(`intake.question.${question}`)}\n${answer}`] : [];
    }),
  ].join('\n\n');

const file = async (
  ctx: Ctx,
  page: PageContext,
  kind: ReportKind,
  values: Values,
  post: Post,
): Promise<RawReply> => {
  const files = readFiles(ctx, values.kept, post.files);
  const faults: Faults = {
    ...emailFault(page, values.email),
    ...(files.length > limitsOf(ctx).files ? { files: page.t('intake.public.filesFault') } : {}),
  };
  if (Object.keys(faults).length > 0) {
    const carried = {
      ...pick(values, (name) => isFrame(name) || isWhat(name) || isQuestion(name)),
      kept: keepFiles(ctx, files),
    };
    const names = files.map((file) => file.name);
    return renderContactStep(page, kind, values, carried, limitsOf(ctx), faults, names);
  }
  const detected = readDetected(values, ctx.now());
  const receipt = await fileReport(ctx.services, {
    channel: 'web',
    kind,
    title: composeTitle(page, kind, values),
    description: composeDescription(page, kind, values),
    answers: Object.fromEntries(
      Object.entries(pick(values, isQuestion)).map(([name, value]) => [name.slice(2), value]),
    ),
    systemName: values.system,
    reporter: pick(values, isContact),
    language: page.language,
    ...(detected.at ? { detectedAt: detected.at } : {}),
    detectedPrecision: detected.precision,
    detectedZone: '+07:00',
    source: 'web',
    externalId: `form:${values.token ?? randomUUID()}`,
    files,
    filedBy: ctx.actor,
  });
  return renderReceiptPage(page, receipt, Boolean(values.email));
};

/** One posted step: faulty ones come back filled, the last one files the report. Nothing is stored before that. */
export const answerReportForm = async (
  ctx: Ctx,
  page: PageContext,
  post: Post,
  mayFile: () => boolean,
): Promise<RawReply> => {
  const values = readValues(post.body);
  const kind = readKind(values.kind);
  if (!kind) return renderKindStep(page);
  const frame = { ...pick(values, isFrame), kind, token: tokenOf(values) };
  const isBack = values.go === 'back';
  const faults = whatFaults(page, values, ctx.now());
  const what = () =>
    renderWhatStep(
      page,
      kind,
      values,
      { ...frame, ...pick(values, (name) => isQuestion(name) || isContact(name)) },
      isBack ? {} : faults,
    );
  if (values.step === '2' || Object.keys(faults).length > 0 || (values.step === '3' && isBack)) {
    if (Object.keys(faults).length > 0 || isBack) return what();
    return renderQuestionStep(page, kind, values, {
      ...frame,
      ...pick(values, (name) => isWhat(name) || isContact(name)),
    });
  }
  if (values.step === '4' && isBack) {
    return renderQuestionStep(page, kind, values, {
      ...frame,
      ...pick(values, (name) => isWhat(name) || isContact(name)),
    });
  }
  if (values.step === '4') {
    if (!mayFile()) throw intakeErrors.tooManyReports();
    return file(ctx, page, kind, { ...values, token: frame.token }, post);
  }
  return renderContactStep(
    page,
    kind,
    values,
    { ...frame, ...pick(values, (name) => isWhat(name) || isQuestion(name)) },
    limitsOf(ctx),
  );
};
