import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';
import type { ReportData } from './report-data.ts';

const pageFolder = join(import.meta.dirname, 'page');

/** The parts of the page's program, each after those that it uses. */
const parts = [
  '../../texts/counted.ts',
  'report-texts.ts',
  'tactics.ts',
  'dom.ts',
  'selection.ts',
  'formats.ts',
  'timeline-chart.ts',
  'attack-matrix.ts',
  'group-tables.ts',
  'findings-table.ts',
  'reading-notes.ts',
  'report-page.ts',
] as const;

/**
 * A report as one HTML file that needs nothing else: style, program and data stand in it. Its content policy allows
 * that style and that program by their hashes and nothing besides, so that no text of a log can ever act.
 *
 * @param plainSummary shown where a reader has no script
 */
export function writeReport(data: ReportData, plainSummary: readonly string[]): string {
  const style = readFileSync(join(pageFolder, 'report.css'), 'utf8');
  const program = pageProgram();
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(program)}'`,
    `style-src '${hashOf(style)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
  const title = data.language === 'en' ? 'Khiên: hunting report' : 'Khiên: báo cáo săn lùng';
  return `<!doctype html>
<html lang="${data.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<noscript><pre>${plainSummary.map(escapeHtml).join('\n')}</pre></noscript>
<script type="application/json" id="data">${jsonForHtml(data)}</script>
<script>${program}</script>
</body>
</html>
`;
}

const importLine = /^import\s[^;]*?from\s*'([^']*)';$/gm;

/** The page's program as one script: types and imports taken out, in a scope of its own. */
function pageProgram(): string {
  const included = new Set<string>();
  const sources = parts.map((name) => {
    const source = stripTypeScriptTypes(readFileSync(join(pageFolder, name), 'utf8'));
    // What is imported but no part would be missed only when somebody opens the page.
    for (const [, path] of source.matchAll(importLine)) {
      const wanted = join(dirname(name), path!);
      if (!included.has(wanted)) throw new Error(`${name} needs ${wanted}, which is no part before it`);
    }
    included.add(join(name));
    return source
      .replace(importLine, '')
      .replace(/^export (?=const|function|class|async)/gm, '')
      .replace(/[ \t]+$/gm, '')
      .replace(/^ *\/\*\*[\s\S]*?\*\/\n/gm, '')
      .replace(/\n{2,}/g, '\n');
  });
  return `(() => {\n'use strict';\n${sources.join('')}})();\n`;
}

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;

/** JSON in which no character can end the element that it stands in. */
const jsonForHtml = (data: ReportData): string =>
  JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
