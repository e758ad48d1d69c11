import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { BodyOf } from '../../platform/http/route.ts';
import type { createCallRoute } from './contract/desk.ts';
import type { Receipt } from './contract/new-report.ts';
import { questionsByKind } from './contract/questions.ts';
import { fileReport } from './report-batcher.ts';

type Input = BodyOf<typeof createCallRoute>;

/** The answers as readable lines, in the order of the sheet, under what the officer wrote. */
const composeText = (ctx: Ctx, input: Input): string => {
  const lines = questionsByKind[input.kind].flatMap((question) => {
    const answer = input.answers[question];
    return answer
      ? [`${ctx.services.texts.t(input.language, `intake.question.${question}`)}\n${answer}`]
      : [];
  });
  return [input.description, ...lines].filter(Boolean).join('\n\n') || input.title;
};

/** Files the duty officer's call sheet; the caller hears the number at once. */
export const createCall = (ctx: Ctx, input: Input): Promise<Receipt> => {
  ctx.require('report.triage');
  return fileReport(ctx.services, {
    channel: input.channel,
    kind: input.kind,
    title: input.title,
    description: composeText(ctx, input),
    answers: input.answers,
    systemName: input.systemName,
    reporter: input.reporter,
    language: input.language,
    ...(input.detectedAt ? { detectedAt: new Date(input.detectedAt) } : {}),
    detectedPrecision: input.detectedPrecision,
    detectedZone: '+07:00',
    source: `desk:${ctx.actor.id ?? ''}`,
    files: [],
    ...(input.callBackAt ? { callBackAt: new Date(input.callBackAt) } : {}),
    filedBy: ctx.actor,
  });
};
