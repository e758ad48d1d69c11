import type { Services } from '../../../platform/ctx/services.ts';
import { html, type SafeHtml } from '../../../platform/http/html.ts';
import type { RawReply } from '../../../platform/http/route.ts';
import type { Language, TextKey, TextParams } from '../../../platform/i18n/catalogue.ts';

/** What every public page says about who runs it. */
export type PublicProfile = {
  teamName: string;
  hotline: string;
  email: string;
  paperProcedure: string;
};

export type PageContext = {
  language: Language;
  profile: PublicProfile;
  t(key: TextKey, params?: TextParams): string;
};

export const createPageContext = (
  services: Services,
  language: Language,
  profile: PublicProfile,
): PageContext => ({
  language,
  profile,
  t: (key, params) => services.texts.t(language, key, params),
});

/** The same page in the other language; a plain link, so that it works without script. */
const languageLink = (page: PageContext, path: string): SafeHtml => {
  const other = page.language === 'vi' ? 'en' : 'vi';
  return html`<a href="${path}?lang=${other}" lang="${other}" hreflang="${other}">${other === 'vi' ? 'Tiếng Việt' : 'English'}</a>`;
};

/** One public page: no inline script or style, readable at 320 px and without style sheet. */
export const renderPage = (
  page: PageContext,
  options: { path: string; title: string; status?: number },
  content: SafeHtml,
): RawReply => ({
  status: options.status ?? 200,
  contentType: 'text/html; charset=utf-8',
  headers: { 'cache-control': 'no-store', vary: 'accept-language, cookie' },
  body: html`<!doctype html>
<html lang="${page.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${options.title} · ${page.profile.teamName}</title>
<link rel="stylesheet" href="/public/public.css">
<link rel="icon" href="/public/icon.svg" type="image/svg+xml">
<script src="/public/public.js" defer></script>
</head>
<body>
<a class="skip" href="#content">${page.t('intake.public.skip')}</a>
<header class="top">
<p class="team"><a href="/bao-cao?lang=${page.language}">${page.profile.teamName}</a></p>
<nav aria-label="${page.t('intake.public.navigation')}">
<a href="/bao-cao?lang=${page.language}">${page.t('intake.public.navReport')}</a>
<a href="/theo-doi?lang=${page.language}">${page.t('intake.public.navFollow')}</a>
${languageLink(page, options.path)}
<span class="display" role="group" aria-label="${page.t('intake.public.textSize')}" data-display hidden>
<button type="button" class="quiet" data-size="-1" title="${page.t('intake.public.smaller')}">A-</button>
<button type="button" class="quiet" data-size="1" title="${page.t('intake.public.larger')}">A+</button>
<button type="button" class="quiet" data-contrast aria-pressed="false">${page.t('intake.public.contrast')}</button>
</span>
</nav>
</header>
<main id="content" tabindex="-1">
<h1>${options.title}</h1>
${content}
</main>
<footer>
${page.profile.hotline ? html`<p class="hotline">${page.t('intake.public.hotline')} <a href="tel:${page.profile.hotline.replace(/[^+\d]/g, '')}">${page.profile.hotline}</a></p>` : ''}
${page.profile.email ? html`<p>${page.t('intake.public.email')} <a href="mailto:${page.profile.email}">${page.profile.email}</a></p>` : ''}
<p>${page.t('intake.public.emergencyHint')}</p>
</footer>
</body>
</html>`.safe,
});

/** The warning that stands on every form: state secrets stay off this system (Law on Protection of State Secrets). */
export const secretsWarning = (
  page: PageContext,
): SafeHtml => html`<section class="warning" aria-labelledby="secrets">
<h2 id="secrets">${page.t('intake.public.secretsTitle')}</h2>
<p>${page.t('intake.public.secretsText')}</p>
<details><summary>${page.t('intake.public.paperTitle')}</summary>
<p class="lines">${page.profile.paperProcedure || page.t('intake.public.paperDefault')}</p></details>
</section>`;
