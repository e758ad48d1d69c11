import { html } from '../../../platform/http/html.ts';
import type { RawReply } from '../../../platform/http/route.ts';
import type { ReportState } from '../contract/codes.ts';
import { type Faults, faultSummary, hiddenFields, textArea, textField, type Values } from './form-parts.ts';
import { type PageContext, renderPage, secretsWarning } from './page-shell.ts';
import { formatVietnam } from './receipt-page.ts';

export const followUpPath = '/theo-doi';

/** The page that asks for number and code. The script fills both in from the address behind `#`. */
export const renderCodeForm = (
  page: PageContext,
  values: Values,
  faults: Faults = {},
  status = 200,
): RawReply =>
  renderPage(
    page,
    { path: followUpPath, title: page.t('intake.public.followTitle'), status },
    html`${faultSummary(page, faults)}
<p class="lead">${page.t('intake.public.followLead')}</p>
<form method="post" action="${followUpPath}?lang=${page.language}" enctype="multipart/form-data" novalidate data-follow-up>
${textField(page, { name: 'number', label: page.t('intake.public.numberLabel'), hint: 'TN-2026-000123', value: values.number ?? '', fault: faults.number, isRequired: true })}
${textField(page, { name: 'code', label: page.t('intake.public.codeLabel'), hint: 'XXXX-XXXX-XXXX', value: values.code ?? '', isRequired: true })}
<p class="buttons"><button type="submit">${page.t('intake.public.followOpen')}</button></p>
</form>`,
  );

export type FollowUp = {
  number: string;
  code: string;
  state: ReportState;
  title: string;
  receivedAt: string;
  isIncidentClosed: boolean;
  messages: readonly { direction: 'in' | 'out'; at: string; author: string; text: string }[];
  files: readonly { name: string; sizeBytes: number; at: string }[];
};

/** State, conversation and a form to add text and files. Only what was meant for the reporter. */
export const renderFollowUp = (
  page: PageContext,
  report: FollowUp,
  options: { wasAdded: boolean; faults?: Faults } = { wasAdded: false },
): RawReply =>
  renderPage(
    page,
    { path: followUpPath, title: report.number, status: options.faults ? 422 : 200 },
    html`${faultSummary(page, options.faults ?? {})}
${options.wasAdded ? html`<p class="done" role="status">${page.t('intake.public.added')}</p>` : ''}
<dl class="facts">
<dt>${page.t('intake.public.stateLabel')}</dt><dd class="state">${page.t(report.isIncidentClosed ? 'intake.public.state.closed' : `intake.public.state.${report.state}`)}</dd>
<dt>${page.t('intake.public.subjectLabel')}</dt><dd>${report.title}</dd>
<dt>${page.t('intake.public.receivedLabel')}</dt><dd>${formatVietnam(report.receivedAt)}</dd>
</dl>
<h2>${page.t('intake.public.conversation')}</h2>
${
  report.messages.length === 0
    ? html`<p>${page.t('intake.public.noMessages')}</p>`
    : html`<ol class="messages">${report.messages.map((message) => html`<li class="${message.direction}"><p class="by">${message.direction === 'out' ? page.profile.teamName : page.t('intake.public.you')} · ${formatVietnam(message.at)}</p><p class="lines">${message.text}</p></li>`)}</ol>`
}
${report.files.length > 0 ? html`<h2>${page.t('intake.public.sentFiles')}</h2><ul>${report.files.map((file) => html`<li>${file.name} (${Math.ceil(file.sizeBytes / 1024)} KB) · ${formatVietnam(file.at)}</li>`)}</ul>` : ''}
<h2>${page.t('intake.public.addTitle')}</h2>
<form method="post" action="${followUpPath}/bo-sung?lang=${page.language}" enctype="multipart/form-data" novalidate data-draft="follow-up">
${hiddenFields({ number: report.number, code: report.code })}
${textArea(page, { name: 'text', label: page.t('intake.public.addText'), value: '', fault: options.faults?.text, rows: 5, lengthMax: 20_000 })}
<div class="field"><label for="files">${page.t('intake.public.filesLabel')} <span class="optional">${page.t('intake.public.optional')}</span></label>
<input id="files" name="files" type="file" multiple></div>
<p class="buttons"><button type="submit">${page.t('intake.public.send')}</button></p>
</form>
${secretsWarning(page)}`,
  );
