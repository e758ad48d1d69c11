// npm test [-- FILTER]: everything, also after a failure. At the end a line `FAILED ...` for each failed test; the last
// line is `N passed, N failed, N skipped`.
// With --database only those unit and API tests run that a second database could answer differently.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWeb } from './build-web.mjs';
import { failedTests } from './failed-tests.mjs';
import { install } from './install.mjs';
import { cacheEnvironment, findNode } from './node-program.mjs';
import { inRoot, root } from './place.mjs';
import { say } from './say.mjs';

install();
const node = findNode();
const args = process.argv.slice(2);
const isForDatabase = args.includes('--database');
const filter = args.filter((one) => one !== '--database');
/** Tests in here open no database. */
const withoutDatabase = [
  'src/engine',
  'src/ui',
  'src/tidy',
  'src/platform/mail',
  'src/apps/cli/hunt',
  'src/apps/cli/scan',
  'src/apps/cli/rules',
  'src/apps/field',
  'src/slices/documents/render',
];
const reports = mkdtempSync(join(tmpdir(), 'khien-report-'));
const sum = { passed: 0, failed: 0, skipped: 0 };
const failedStages = [];
const failedLines = [];

const run = (program, programArgs, env = {}) =>
  spawnSync(node, [inRoot('node_modules', ...program.split('/')), ...programArgs], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  }).status === 0;

/** A failed check counts as one failure, so that the last line never looks better than the run was. */
const check = (name, isGood) => {
  if (isGood) return;
  failedStages.push(name);
  sum.failed += 1;
};

const runVitest = (project, env) => {
  const file = join(reports, `${project}.json`);
  const isGood = run(
    'vitest/vitest.mjs',
    [
      'run',
      '--project',
      project,
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...(isForDatabase ? withoutDatabase.map((folder) => `--exclude=${folder}/**`) : []),
      ...filter,
    ],
    { ...cacheEnvironment(), ...env },
  );
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  sum.passed += report.numPassedTests ?? 0;
  sum.skipped += (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0);
  const failed = report.numFailedTests ?? 0;
  // A file that cannot be loaded, or a fault outside of any test, fails without a failed test.
  sum.failed += isGood ? failed : Math.max(failed, 1);
  if (!isGood || failed > 0) failedStages.push(project);
  failedLines.push(...failedTests(project, report, root));
};

const findChromium = () =>
  [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ].find((path) => path && existsSync(path));

const runBrowser = () => {
  const chromium = findChromium();
  if (chromium) return runVitest('browser', { CHROMIUM_PATH: chromium });
  const directory = inRoot('test', 'browser');
  const files = existsSync(directory)
    ? readdirSync(directory, { recursive: true }).filter((name) => String(name).endsWith('.test.ts')).length
    : 0;
  sum.skipped += files;
  say('noChromium', { files });
};

if (!isForDatabase) {
  check('tsc', run('typescript/bin/tsc', ['--noEmit']));
  check('biome', run('@biomejs/biome/bin/biome', ['check', '.']));
}
runVitest('unit', {});
if (!isForDatabase) {
  runVitest('kill', {});
  check('web', buildWeb());
  runBrowser();
}
rmSync(reports, { recursive: true, force: true });
if (failedStages.length > 0) say('failedStages', { stages: failedStages.join(', ') });
for (const one of failedLines) process.stdout.write(`${one}\n`);
process.stdout.write(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped\n`);
process.exitCode = sum.failed > 0 ? 1 : 0;
