import type { Services } from '../../../platform/ctx/services.ts';
import { html, type SafeHtml } from '../../../platform/http/html.ts';
import type { RawReply } from '../../../platform/http/route.ts';
import type { Language, TextKey, TextParams } from '../../../platform/i18n/catalogue.ts';
import type { CallUpRow, RecipientRow } from '../call-up-rows.ts';
import { sayMoment } from '../say-moment.ts';

export type AnswerPage = {
  language: Language;
  teamName: string;
  hotline: string;
  t(key: TextKey, params?: TextParams): string;
};

export const createAnswerPage = (
  services: Services,
  language: Language,
  profile: { teamName: string; hotline: string },
): AnswerPage => ({ language, ...profile, t: (key, params) => services.texts.t(language, key, params) });

/** Reasons that take one tap; others are typed. */
export const quickReasons = ['away', 'ill', 'other-task'] as const;
/** Minutes from now that take one tap. */
export const quickMinutes = [15, 30, 60, 120] as const;

const shell = (
  page: AnswerPage,
  options: { title: string; status: number; path: string | null },
  content: SafeHtml,
): RawReply => {
  const other = page.language === 'vi' ? 'en' : 'vi';
  return {
    status: options.status,
    contentType: 'text/html; charset=utf-8',
    headers: { 'cache-control': 'no-store', 'x-robots-tag': 'noindex, nofollow' },
    body: html`<!doctype html>
<html lang="${page.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${options.title}</title>
<link rel="stylesheet" href="/public/answer.css">
<link rel="icon" href="/public/icon.svg" type="image/svg+xml">
</head>
<body>
<header><p>${page.teamName}</p>${options.path ? html`<a href="${options.path}?lang=${other}" lang="${other}" hreflang="${other}">${other === 'vi' ? 'Tiếng Việt' : 'English'}</a>` : ''}</header>
<main>${content}</main>
${page.hotline ? html`<footer>${page.t('mobilisation.page.hotline')} <a href="tel:${page.hotline.replace(/[^+\d]/g, '')}">${page.hotline}</a></footer>` : ''}
</body>
</html>`.safe,
  };
};

/** The one answer for a link that is wrong, too old, or of a call-up that has ended: it tells nothing apart. */
export const renderDeadLink = (page: AnswerPage): RawReply =>
  shell(
    page,
    { title: page.t('mobilisation.page.deadTitle'), status: 404, path: null },
    html`<h1>${page.t('mobilisation.page.deadTitle')}</h1><p>${page.t('mobilisation.page.deadText')}</p>`,
  );

const fact = (label: string, value: string | null): SafeHtml | '' =>
  value ? html`<dt>${label}</dt><dd>${value}</dd>` : '';

const present = (page: AnswerPage, callUp: CallUpRow): string =>
  callUp.present_at ? sayMoment(callUp.present_at, page.language) : page.t('mobilisation.notice.atOnce');

const answered = (page: AnswerPage, recipient: RecipientRow): SafeHtml | '' => {
  if (recipient.state === 'called') return '';
  const when = recipient.coming_at ? sayMoment(recipient.coming_at, page.language) : '';
  const words =
    recipient.state === 'coming' && when
      ? page.t('mobilisation.page.done.comingAt', { when })
      : page.t(`mobilisation.page.done.${recipient.state}` as TextKey);
  return html`<section class="done" role="status"><p>${words}</p>${recipient.reason ? html`<p>${recipient.reason}</p>` : ''}</section>`;
};

const memberForm = (
  page: AnswerPage,
  path: string,
  callUp: CallUpRow,
  recipient: RecipientRow,
  fault: string,
): SafeHtml => html`
<form method="post" action="${path}">
<div class="choice">
<label for="when">${page.t('mobilisation.page.whenLabel')}</label>
<select id="when" name="when">
<option value="asked">${callUp.present_at ? page.t('mobilisation.page.asAsked', { when: present(page, callUp) }) : page.t('mobilisation.page.atOnce')}</option>
${quickMinutes.map((minutes) => html`<option value="${minutes}">${page.t('mobilisation.page.inMinutes', { minutes })}</option>`)}
</select>
<button class="yes" name="answer" value="coming">${page.t('mobilisation.page.coming')}</button>
</div>
${recipient.state === 'called' ? html`<button class="seen" name="answer" value="received">${page.t('mobilisation.page.received')}</button>` : ''}
</form>
<details${fault ? html` open` : ''}>
<summary>${page.t('mobilisation.page.cannot')}</summary>
<form method="post" action="${path}">
<p>${page.t('mobilisation.page.whyCannot')}</p>
${quickReasons.map((reason) => html`<button class="no" name="quick" value="${reason}">${page.t(`mobilisation.page.reason.${reason}`)}</button>`)}
</form>
<form method="post" action="${path}" novalidate>
<label for="reason">${page.t('mobilisation.page.otherReason')}</label>
${fault ? html`<p class="fault" id="fault" role="alert">${fault}</p>` : ''}
<textarea id="reason" name="reason" rows="2" maxlength="500"${fault ? html` aria-invalid="true" aria-describedby="fault"` : ''}></textarea>
<button class="no" name="answer" value="declined">${page.t('mobilisation.page.sendReason')}</button>
</form>
</details>`;

const headForm = (page: AnswerPage, path: string, recipient: RecipientRow, fault: string): SafeHtml => html`
<form method="post" action="${path}">
<button class="yes" name="answer" value="consented">${page.t('mobilisation.page.consent')}</button>
${recipient.state === 'called' ? html`<button class="seen" name="answer" value="received">${page.t('mobilisation.page.received')}</button>` : ''}
</form>
<details${fault ? html` open` : ''}>
<summary>${page.t('mobilisation.page.refuse')}</summary>
<form method="post" action="${path}" novalidate>
<label for="reason">${page.t('mobilisation.page.refuseReason')}</label>
${fault ? html`<p class="fault" id="fault" role="alert">${fault}</p>` : ''}
<textarea id="reason" name="reason" rows="3" maxlength="500"${fault ? html` aria-invalid="true" aria-describedby="fault"` : ''}></textarea>
<button class="no" name="answer" value="refused">${page.t('mobilisation.page.sendRefusal')}</button>
</form>
</details>`;

/** What one recipient sees: the notice and three large buttons. Nothing of the incident but what the notice says. */
export const renderAnswerPage = (
  page: AnswerPage,
  callUp: CallUpRow,
  recipient: RecipientRow,
  options: { path: string; members: readonly string[]; fault?: string },
): RawReply => {
  const isOpen = !['arrived', 'released'].includes(recipient.state);
  const path = `${options.path}?lang=${page.language}`;
  const fault = options.fault ?? '';
  const form =
    recipient.kind === 'member'
      ? memberForm(page, path, callUp, recipient, fault)
      : headForm(page, path, recipient, fault);
  const title = page.t(
    callUp.is_exercise ? 'mobilisation.page.title.exercise' : `mobilisation.page.title.${recipient.kind}`,
    {
      number: callUp.number,
    },
  );
  return shell(
    page,
    { title, status: fault ? 422 : 200, path: options.path },
    html`${callUp.is_exercise ? html`<p class="exercise" role="note">${page.t('mobilisation.notice.exerciseBanner')}</p>` : ''}
<h1>${title}</h1>
<p class="from">${callUp.standing_agency_name}</p>
${answered(page, recipient)}
<p class="notice">${callUp.text}</p>
${options.members.length > 0 ? html`<p>${page.t('mobilisation.notice.members')}</p><ul>${options.members.map((name) => html`<li>${name}</li>`)}</ul>` : ''}
<dl>
${fact(page.t('mobilisation.page.for'), recipient.full_name)}
${fact(page.t('mobilisation.notice.task'), recipient.task)}
${fact(page.t('mobilisation.notice.when'), present(page, callUp))}
${fact(page.t('mobilisation.notice.place'), callUp.place ?? page.t('mobilisation.notice.remote'))}
${fact(page.t('mobilisation.notice.bring'), callUp.bring)}
${fact(page.t('mobilisation.notice.contact'), callUp.contact)}
</dl>
${isOpen ? form : ''}`,
  );
};
