import { html, type SafeHtml } from '../../../platform/http/html.ts';
import type { RawReply } from '../../../platform/http/route.ts';
import { type ReportKind, reportKinds } from '../contract/codes.ts';
import { adviceCounts, publicQuestionsMax, questionsByKind } from '../contract/questions.ts';
import {
  type Faults,
  faultSummary,
  hiddenFields,
  stepLine,
  textArea,
  textField,
  type Values,
} from './form-parts.ts';
import { type PageContext, renderPage, secretsWarning } from './page-shell.ts';

export const formPath = '/bao-cao';
const STEPS = 4;

/** Step 1: what happened, as twelve links. */
export const renderKindStep = (page: PageContext): RawReply =>
  renderPage(
    page,
    { path: formPath, title: page.t('intake.public.title') },
    html`<p class="lead">${page.t('intake.public.lead')}</p>
${secretsWarning(page)}
${stepLine(page, 1, STEPS)}
<h2>${page.t('intake.public.kindQuestion')}</h2>
<ul class="kinds">${reportKinds.map((kind) => html`<li><a href="${formPath}?lang=${page.language}&kind=${kind}">${page.t(`intake.kind.${kind}`)}</a></li>`)}</ul>`,
  );

const advice = (
  page: PageContext,
  kind: ReportKind,
): SafeHtml => html`<section class="advice" aria-labelledby="advice">
<h2 id="advice">${page.t('intake.public.adviceTitle')}</h2>
<ul>${Array.from({ length: adviceCounts[kind] }, (_, index) => html`<li>${page.t(`intake.advice.${kind}.${index + 1}` as 'intake.advice.other.1')}</li>`)}</ul>
</section>`;

const form = (
  page: PageContext,
  step: number,
  carried: Values,
  fields: SafeHtml[],
  submit: string,
): SafeHtml => html`<form method="post" action="${formPath}?lang=${page.language}" enctype="multipart/form-data" novalidate data-draft="report">
${hiddenFields({ ...carried, step: String(step) })}
${fields}
<p class="buttons"><button type="submit" name="go" value="next">${submit}</button>
${step > 2 ? html`<button type="submit" name="go" value="back" class="quiet">${page.t('intake.public.back')}</button>` : html`<a class="quiet" href="${formPath}?lang=${page.language}">${page.t('intake.public.otherKind')}</a>`}</p>
</form>`;

/** Step 2: what, where, when. */
export const renderWhatStep = (
  page: PageContext,
  kind: ReportKind,
  values: Values,
  carried: Values,
  faults: Faults = {},
): RawReply =>
  renderPage(
    page,
    {
      path: formPath,
      title: page.t(`intake.kind.${kind}`),
      status: Object.keys(faults).length > 0 ? 422 : 200,
    },
    html`${faultSummary(page, faults)}${stepLine(page, 2, STEPS)}${advice(page, kind)}
${form(
  page,
  2,
  carried,
  [
    textArea(page, {
      name: 'description',
      label: page.t('intake.public.descriptionLabel'),
      hint: page.t('intake.public.descriptionHint'),
      value: values.description ?? '',
      fault: faults.description,
      isRequired: true,
      rows: 6,
      lengthMax: 20_000,
    }),
    textField(page, {
      name: 'system',
      label: page.t('intake.public.systemLabel'),
      hint: page.t('intake.public.systemHint'),
      value: values.system ?? '',
    }),
    html`<fieldset class="pair"><legend>${page.t('intake.public.whenLegend')} <span class="optional">${page.t('intake.public.optional')}</span></legend>
<p class="hint">${page.t('intake.public.timeHint')}</p>`,
    textField(page, {
      name: 'date',
      label: page.t('intake.public.dateLabel'),
      value: values.date ?? '',
      fault: faults.date,
      type: 'date',
      isPlain: true,
    }),
    textField(page, {
      name: 'time',
      label: page.t('intake.public.timeLabel'),
      value: values.time ?? '',
      fault: faults.time,
      type: 'time',
      isPlain: true,
    }),
    html`</fieldset>`,
  ],
  page.t('intake.public.next'),
)}`,
  );

/** Step 3: the first questions of the kind. None has to be answered: half a report is better than none. */
export const renderQuestionStep = (
  page: PageContext,
  kind: ReportKind,
  values: Values,
  carried: Values,
): RawReply =>
  renderPage(
    page,
    { path: formPath, title: page.t(`intake.kind.${kind}`) },
    html`${stepLine(page, 3, STEPS)}<p>${page.t('intake.public.questionsLead')}</p>
${form(
  page,
  3,
  carried,
  questionsByKind[kind].slice(0, publicQuestionsMax).map((question) =>
    textArea(page, {
      name: `q.${question}`,
      label: page.t(`intake.question.${question}`),
      value: values[`q.${question}`] ?? '',
      rows: 2,
    }),
  ),
  page.t('intake.public.next'),
)}`,
  );

/** Step 4: who reports, and files. */
export const renderContactStep = (
  page: PageContext,
  kind: ReportKind,
  values: Values,
  carried: Values,
  limits: { files: number; bytes: number },
  faults: Faults = {},
  keptNames: readonly string[] = [],
): RawReply => {
  const field = (name: 'name' | 'organisation' | 'phone' | 'email', autocomplete: string, type = 'text') =>
    textField(page, {
      name,
      label: page.t(`intake.public.${name}Label`),
      value: values[name] ?? '',
      fault: faults[name],
      autocomplete,
      type,
    });
  return renderPage(
    page,
    {
      path: formPath,
      title: page.t(`intake.kind.${kind}`),
      status: Object.keys(faults).length > 0 ? 422 : 200,
    },
    html`${faultSummary(page, faults)}${stepLine(page, 4, STEPS)}<p>${page.t('intake.public.contactLead')}</p>
${form(
  page,
  4,
  carried,
  [
    field('name', 'name'),
    field('organisation', 'organization'),
    field('phone', 'tel', 'tel'),
    field('email', 'email', 'email'),
    html`<div class="${faults.files ? 'field wrong' : 'field'}"><label for="files">${page.t('intake.public.filesLabel')} <span class="optional">${page.t('intake.public.optional')}</span></label>
<p class="hint" id="files-hint">${page.t('intake.public.filesHint', { files: limits.files, megabytes: Math.floor(limits.bytes / 1_048_576) })}</p>
${faults.files ? html`<p class="fault">${faults.files}</p>` : ''}
${keptNames.length > 0 ? html`<p class="kept">${page.t('intake.public.filesKept', { names: keptNames.join(', ') })}</p>` : ''}
<input id="files" name="files" type="file" multiple aria-describedby="files-hint"></div>`,
  ],
  page.t('intake.public.send'),
)}`,
  );
};
