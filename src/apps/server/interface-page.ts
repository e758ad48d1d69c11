import { html, type SafeHtml } from '../../platform/http/html.ts';
import type { RawReply } from '../../platform/http/route.ts';
import type { Language, TextKey, TextParams } from '../../platform/i18n/catalogue.ts';
import { exampleOf, fieldsOf, type JsonSchema, typeWords } from './schema-words.ts';

type Media = Readonly<Record<string, { schema: JsonSchema; example?: unknown }>>;

type Parameter = { name: string; in: string; required: boolean; schema: JsonSchema };

type Operation = {
  summary: string;
  tags: readonly string[];
  security: readonly unknown[];
  'x-permission'?: string;
  parameters: readonly Parameter[];
  requestBody?: { content: Media };
  responses: Readonly<Record<string, { description: string; content: Media }>>;
};

/** The part of an OpenAPI description that the page shows. */
export type Interface = {
  info: { version: string };
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};

type Page = { language: Language; t: (key: TextKey, params?: TextParams) => string };
type Entry = { path: string; method: string; operation: Operation };

const anchorOf = ({ method, path }: Entry): string =>
  `${method}${path}`.toLowerCase().replace(/[^a-z0-9]+/g, '-');

const table = (caption: string, heads: readonly string[], rows: readonly (readonly unknown[])[]): SafeHtml =>
  html`<h3>${caption}</h3>
<div class="wide" tabindex="0"><table><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map((cells) => html`<tr>${cells.map((cell, at) => (at < 2 ? html`<td><code>${String(cell)}</code></td>` : html`<td>${String(cell)}</td>`))}</tr>`)}</tbody></table></div>`;

const parameterTable = (page: Page, parameters: readonly Parameter[]): SafeHtml =>
  table(
    page.t('interface.parameters'),
    [page.t('interface.name'), page.t('interface.type'), page.t('interface.place'), page.t('interface.need')],
    parameters.map(({ name, schema, in: place, required }) => [
      name,
      typeWords(schema),
      page.t(`interface.in-${place}` as TextKey),
      required ? page.t('interface.required') : '',
    ]),
  );

const fieldTable = (page: Page, caption: string, schema: JsonSchema, isAnswer: boolean): SafeHtml | '' => {
  const isList = schema.type === 'array' && schema.items !== undefined;
  const fields = isList ? fieldsOf(schema.items ?? {}, '[].') : fieldsOf(schema);
  if (fields.length === 0) return html`<h3>${caption}</h3><p><code>${typeWords(schema)}</code></p>`;
  return table(
    caption,
    [
      page.t('interface.name'),
      page.t('interface.type'),
      page.t('interface.limits'),
      ...(isAnswer ? [] : [page.t('interface.need')]),
    ],
    fields.map(({ name, type, limits, isRequired }) => [
      name,
      type,
      limits,
      ...(isAnswer ? [] : [isRequired ? page.t('interface.required') : '']),
    ]),
  );
};

const exampleCall = (page: Page, { path, method, operation }: Entry): SafeHtml => {
  const address = path.replace(/\{(\w+)\}/g, (_all, name: string) =>
    String(exampleOf(operation.parameters.find((one) => one.name === name)?.schema ?? {})),
  );
  const json = operation.requestBody?.content['application/json'];
  const lines = [
    `curl -s${method === 'get' ? '' : ` -X ${method.toUpperCase()}`} "$B${address}"`,
    ...(operation.security.length > 0 ? ['-H "Authorization: Bearer $KEY"'] : []),
    ...(json
      ? [
          '-H "Content-Type: application/json"',
          `-d '${JSON.stringify(json.example ?? exampleOf(json.schema), null, 2)}'`,
        ]
      : []),
  ];
  return html`<h3>${page.t('interface.example')}</h3>
<pre tabindex="0"><code>${lines.join(' \\\n  ')}</code></pre>`;
};

const whoMay = (page: Page, { operation }: Entry): SafeHtml => {
  const permission = operation['x-permission'];
  if (permission) return html`${page.t('interface.permission')} <code>${permission}</code>`;
  return html`${page.t(operation.security.length > 0 ? 'interface.signed-in' : 'interface.public')}`;
};

const problemList = (page: Page, { operation }: Entry): SafeHtml | '' => {
  const problems = Object.entries(operation.responses).filter(([status]) => /^[45]/.test(status));
  return problems.length === 0
    ? ''
    : html`<h3>${page.t('interface.errors')}</h3>
<ul class="errors">${problems.map(([status, { description }]) => html`<li><strong>${status}</strong> <code>${description}</code></li>`)}</ul>`;
};

const entryPart = (page: Page, entry: Entry): SafeHtml => {
  const { operation, method, path } = entry;
  const body = Object.entries(operation.requestBody?.content ?? {})[0];
  const answer = Object.entries(operation.responses).find(([status]) => status.startsWith('2'));
  const media = Object.entries(answer?.[1].content ?? {})[0];
  return html`<details id="${anchorOf(entry)}">
<summary><span class="method ${method}">${method.toUpperCase()}</span> <code class="path">${path}</code> <span class="what" lang="en">${operation.summary}</span></summary>
<div class="inside">
<p>${whoMay(page, entry)}</p>
${operation.parameters.length > 0 && parameterTable(page, operation.parameters)}
${body && fieldTable(page, `${page.t('interface.body')} (${body[0]})`, body[1].schema, false)}
${media && fieldTable(page, `${page.t('interface.answer')} ${answer?.[0]} (${media[0]})`, media[1].schema, true)}
${problemList(page, entry)}
${exampleCall(page, entry)}
</div></details>`;
};

const entriesByTag = (description: Interface): Map<string, Entry[]> => {
  const groups = new Map<string, Entry[]>();
  for (const [path, methods] of Object.entries(description.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const tag = operation.tags[0] ?? '';
      groups.set(tag, [...(groups.get(tag) ?? []), { path, method, operation }]);
    }
  }
  return new Map([...groups].sort(([a], [b]) => Number(a === 'pages') - Number(b === 'pages')));
};

/** The interface for programs as a page to read: every route by subject, without script. */
export const renderInterfacePage = (page: Page, description: Interface): RawReply => {
  const groups = [...entriesByTag(description)];
  const other = page.language === 'vi' ? 'en' : 'vi';
  const title = page.t('interface.title');
  return {
    contentType: 'text/html; charset=utf-8',
    body: html`<!doctype html>
<html lang="${page.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · Khiên</title>
<link rel="stylesheet" href="/api/interface.css">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
</head>
<body>
<a class="skip" href="#content">${page.t('interface.skip')}</a>
<header><a href="/">Khiên ${description.info.version}</a>
<a href="/api?lang=${other}" lang="${other}" hreflang="${other}">${other === 'vi' ? 'Tiếng Việt' : 'English'}</a></header>
<nav aria-label="${page.t('interface.subjects')}"><ul>${groups.map(([tag, entries]) => html`<li><a href="#${tag}">${tag} <span>${entries.length}</span></a></li>`)}</ul></nav>
<main id="content" tabindex="-1">
<h1>${title}</h1>
<p>${page.t('interface.lead')} <a href="/api/openapi.json">OpenAPI 3.1</a></p>
<p>${page.t('interface.key')}</p>
<pre tabindex="0"><code>B=http://127.0.0.1:8080
KEY=khien_xxxxxxxx_...</code></pre>
<p>${page.t('interface.problems')}</p>
${groups.map(([tag, entries]) => html`<section><h2 id="${tag}">${tag}</h2>${entries.map((entry) => entryPart(page, entry))}</section>`)}
</main>
</body>
</html>`.safe,
  };
};
