import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtInLogSources } from '../../src/engine/rule/log-sources.ts';
import { hunt } from '../../src/engine/run/hunt.ts';
import { listInputs, listTasks } from '../../src/engine/run/list-inputs.ts';
import { loadCachedRules } from '../../src/engine/run/rule-cache.ts';
import { Scanner } from '../../src/engine/run/scanner.ts';
import { writeIndicators } from '../../src/engine/run/write-indicators.ts';
import { unpackSharedData } from '../../src/engine/testing/shared-data.ts';
import {
  type Corpus,
  makeAccessLog,
  makeDenseEvtx,
  makeIndicators,
  makeJsonLines,
  makeRules,
  makeSyntheticEvtx,
} from './make-corpus.ts';

/**
 * Prints how fast the engine hunts: megabytes of records per second of processor time on one core (other work on the
 * machine does not count) and per second of the clock with several workers. Before each copy of the corpus
 * everything remembered is dropped, so copies give no advantage.
 *
 * `npm run bench -- hunt [copies]`
 */
const copies = Number(process.argv[2] ?? 5);
const indicatorCount = 1_000_000;

type Row = {
  corpus: string;
  what: string;
  megabytes: number;
  'MB/cpu-s': number;
  'MB/s': number;
  'records/cpu-s': number;
  found: number;
};

const folder = mkdtempSync(join(tmpdir(), 'khien-bench-'));
const archives = ['evtx-attack-samples.tar.gz', 'sigma-regression.tar.gz', 'sigma-rules.tar.gz'].map(
  unpackSharedData,
);
try {
  const rows: Row[] = [];
  for (const corpus of await makeCorpora()) {
    const cacheFolder = join(folder, 'cache', corpus.name);
    const cold = loadCachedRules([corpus.rules], new Map(), cacheFolder);
    const started = performance.now();
    loadCachedRules([corpus.rules], new Map(), cacheFolder);
    process.stderr.write(
      `${corpus.name}: ${cold.rules.detections.length} rules, ${Math.round(performance.now() - started)} ms from the cache\n`,
    );
    for (const [what, path] of [
      ['event log', corpus.evtx],
      ['JSON Lines', corpus.jsonLines],
      ['access log', corpus.accessLog],
    ] as const)
      rows.push(await scan(corpus.name, what, path, cold.rules, undefined));
    const { path: indicators, dispose } = writeIndicators([corpus.indicators], []);
    const none = { detections: [], correlations: [], problems: [] };
    rows.push(
      await scan(
        corpus.name,
        `${indicatorCount.toLocaleString('en')} indicators`,
        corpus.accessLog,
        none,
        indicators,
      ),
    );
    dispose();
    rows.push(await scanParallel(corpus, cacheFolder, 2));
  }
  console.table(rows);
  console.log(
    `memory of this process at its highest: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
  );
} finally {
  for (const archive of archives) archive?.dispose();
  rmSync(folder, { recursive: true, force: true });
}

async function makeCorpora(): Promise<Corpus[]> {
  const [samples, regression, rules] = archives;
  const makers: [string, (path: string) => void, (folder: string) => string][] = [
    ['synthetic', (path) => makeSyntheticEvtx(path, 150), makeRules],
  ];
  if (samples !== undefined && regression !== undefined && rules !== undefined)
    makers.unshift([
      'public',
      (path) => makeDenseEvtx([samples.folder, regression.folder], path),
      () => rules.folder,
    ]);
  const corpora: Corpus[] = [];
  for (const [name, makeEvtx, rulesOf] of makers) {
    const at = join(folder, name);
    mkdirSync(at);
    const corpus = {
      name,
      evtx: join(at, 'a.evtx'),
      jsonLines: join(at, 'a.jsonl'),
      accessLog: join(at, 'access.log'),
      indicators: join(at, 'iocs.txt'),
      rules: rulesOf(join(at, 'rules')),
    };
    makeEvtx(corpus.evtx);
    await makeJsonLines(corpus.evtx, corpus.jsonLines);
    makeAccessLog(corpus.accessLog, 150_000);
    makeIndicators(corpus.indicators, indicatorCount);
    corpora.push(corpus);
  }
  return corpora;
}

async function scan(
  corpus: string,
  what: string,
  path: string,
  rules: Parameters<typeof loadOnce>[0],
  indicatorsPath: string | undefined,
): Promise<Row> {
  const { files } = listInputs([path]);
  const scanner = loadOnce(rules, files, indicatorsPath);
  const tasks = listTasks(files);
  const run = async () => {
    scanner.forget();
    const total = { bytes: 0, records: 0, found: 0 };
    for (const task of tasks) {
      const { bytes, records, hits } = await scanner.scan(task);
      total.bytes += bytes;
      total.records += records;
      total.found += hits.length;
    }
    return total;
  };
  await run();
  const cpu = process.cpuUsage();
  const started = performance.now();
  const total = { bytes: 0, records: 0, found: 0 };
  for (let i = 0; i < copies; i++) {
    const { bytes, records, found } = await run();
    total.bytes += bytes;
    total.records += records;
    total.found = found;
  }
  const { user, system } = process.cpuUsage(cpu);
  const cpuSeconds = (user + system) / 1e6;
  const seconds = (performance.now() - started) / 1000;
  return {
    corpus,
    what: `${what}, 1 core`,
    megabytes: round(total.bytes / 1e6),
    'MB/cpu-s': round(total.bytes / 1e6 / cpuSeconds),
    'MB/s': round(total.bytes / 1e6 / seconds),
    'records/cpu-s': Math.round(total.records / cpuSeconds),
    found: total.found,
  };
}

function loadOnce(
  rules: ConstructorParameters<typeof Scanner>[0],
  files: ReturnType<typeof listInputs>['files'],
  indicatorsPath: string | undefined,
): Scanner {
  const span = { sinceMicros: Number.NEGATIVE_INFINITY, untilMicros: Number.POSITIVE_INFINITY };
  return new Scanner(rules, {
    files,
    logSources: builtInLogSources(),
    recoverSlack: false,
    ...span,
    indicatorsPath,
  });
}

/** A whole hunt with workers, from start to end, over copies with distinct names. */
async function scanParallel(corpus: Corpus, cacheFolder: string, workers: number): Promise<Row> {
  const path = join(folder, corpus.name, 'copies');
  mkdirSync(path);
  const bytes = readFileSync(corpus.evtx);
  const count = Math.max(copies, Math.ceil(200e6 / statSync(corpus.evtx).size));
  for (let i = 0; i < count; i++) writeFileSync(join(path, `${i}.evtx`), bytes);
  const summary = await hunt(
    { paths: [path], rules: [corpus.rules], workers, cacheFolder },
    { onFinding: () => {} },
  );
  return {
    corpus: corpus.name,
    what: `event log, ${workers} workers, start to end`,
    megabytes: round(summary.recordBytes / 1e6),
    'MB/cpu-s': Number.NaN,
    'MB/s': round(summary.recordBytes / 1e6 / summary.seconds),
    'records/cpu-s': Number.NaN,
    found: summary.findings,
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
