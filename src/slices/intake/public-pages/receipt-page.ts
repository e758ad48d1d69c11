import { renderSVG } from 'uqr';
import { html, raw } from '../../../platform/http/html.ts';
import type { RawReply } from '../../../platform/http/route.ts';
import type { Receipt } from '../contract/new-report.ts';
import { type PageContext, renderPage } from './page-shell.ts';

/** After filing: number, code and QR to keep or print. It repeats nothing of the report itself. */
export const renderReceiptPage = (page: PageContext, receipt: Receipt, hasMail: boolean): RawReply =>
  renderPage(
    page,
    { path: '/bao-cao', title: page.t('intake.public.receivedTitle'), status: 201 },
    html`<section class="receipt" data-draft-done="report">
<dl>
<dt>${page.t('intake.public.numberLabel')}</dt><dd class="number">${receipt.number}</dd>
<dt>${page.t('intake.public.codeLabel')}</dt><dd class="code">${receipt.followUpCode}</dd>
<dt>${page.t('intake.public.receivedLabel')}</dt><dd><time datetime="${receipt.receivedAt}">${formatVietnam(receipt.receivedAt)}</time></dd>
</dl>
<figure><div class="qr" role="img" aria-label="${page.t('intake.public.qrLabel')}">${raw(renderSVG(receipt.followUpUrl, { border: 2 }))}</div>
<figcaption>${page.t('intake.public.qrHint')}</figcaption></figure>
</section>
<p>${page.t('intake.public.keepCode')}</p>
${hasMail ? html`<p>${page.t('intake.public.mailSent')}</p>` : ''}
<h2>${page.t('intake.public.nextTitle')}</h2>
<p>${page.t('intake.public.nextText')}</p>
<p class="buttons"><a class="button" href="${receipt.followUpUrl}">${page.t('intake.public.openFollowUp')}</a>
<button type="button" class="quiet" data-print hidden>${page.t('intake.public.print')}</button></p>`,
  );

/** 23/11/2026 02:10 in the zone where the team works. */
export const formatVietnam = (iso: string): string => {
  const local = new Date(new Date(iso).getTime() + 7 * 3_600_000).toISOString();
  return `${local.slice(8, 10)}/${local.slice(5, 7)}/${local.slice(0, 4)} ${local.slice(11, 16)}`;
};
