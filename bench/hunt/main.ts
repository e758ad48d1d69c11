import { linkSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { hunt } from '../../src/engine/run/hunt.ts';
import { loadCachedRules } from '../../src/engine/run/rule-cache.ts';
import { writeIndicators } from '../../src/engine/run/write-indicators.ts';
import { unpackSharedData } from '../../src/engine/testing/shared-data.ts';
import { huntWatched, writeLargeEvtx } from './large-log.ts';
import {
  type Corpus,
  makeAccessLog,
  makeDenseEvtx,
  makeIndicators,
  makeJsonLines,
  makeRules,
  makeSyntheticEvtx,
  makeSyntheticSecurity,
  pickSecurity,
} from './make-corpus.ts';
import { type Measured, round } from './measure.ts';
import { measureLine } from './measure-line.ts';

/**
 * Prints how fast the engine hunts: megabytes of records per second of processor time on one core (other work on the
 * machine does not count), each line in a process of its own, and per second of the clock with two workers. Before each copy of the corpus all values
 * that were remembered are dropped, so copies give no advantage; plans belong to the rules and stay, as they do in
 * one hunt. The first run, which makes them, has a column of its own.
 *
 * `npm run bench -- hunt [--seconds N] [--gigabytes N]`: how long each line is measured; the length of the large log.
 */
const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '3' },
    gigabytes: { type: 'string', default: '1' },
  },
});
const seconds = Number(options.seconds);
const indicatorCount = 1_000_000;
const copiedGigabytes = [1, 4];

type Row = { corpus: string; what: string; goal: number } & Partial<Measured> & { 'MB/s'?: number };

const folder = mkdtempSync(join(tmpdir(), 'khien-bench-'));
const archives = ['evtx-attack-samples.tar.gz', 'sigma-regression.tar.gz', 'sigma-rules.tar.gz'].map(
  unpackSharedData,
);
try {
  const rows: Row[] = [];
  for (const corpus of await makeCorpora()) rows.push(...(await benchCorpus(corpus)));
  console.table(rows);
} finally {
  for (const archive of archives) archive?.dispose();
  rmSync(folder, { recursive: true, force: true });
}

async function benchCorpus(corpus: Corpus): Promise<Row[]> {
  const cacheFolder = join(folder, 'cache', corpus.name);
  const { rules } = loadCachedRules([corpus.rules], new Map(), cacheFolder);
  const started = performance.now();
  loadCachedRules([corpus.rules], new Map(), cacheFolder);
  process.stderr.write(
    `${corpus.name}: ${rules.detections.length} rules, ${Math.round(performance.now() - started)} ms from the cache\n`,
  );
  const rows: Row[] = [];
  const add = async (what: string, goal: number, measured: Promise<Measured>): Promise<void> => {
    rows.push({ corpus: corpus.name, what: `${what}, 1 core`, goal, ...(await measured) });
  };
  const scan = { seconds, does: 'scan', rules: corpus.rules, cacheFolder } as const;
  await add('event log', 200, measureLine({ ...scan, path: corpus.evtx }));
  await add('Security log', 550, measureLine({ ...scan, path: corpus.security }));
  await add('JSON Lines', 300, measureLine({ ...scan, path: corpus.jsonLines }));
  await add('access log', 200, measureLine({ ...scan, path: corpus.accessLog }));
  await add('event log to JSON Lines', 300, measureLine({ seconds, does: 'convert', path: corpus.evtx }));
  const { path: indicatorsPath, dispose } = writeIndicators([corpus.indicators], []);
  await add(
    `${indicatorCount.toLocaleString('en')} indicators over an access log`,
    500,
    measureLine({ seconds, does: 'scan', path: corpus.accessLog, indicatorsPath: indicatorsPath! }),
  );
  dispose();
  for (const gigabytes of copiedGigabytes) rows.push(await huntCopies(corpus, cacheFolder, gigabytes));
  rows.push(await huntLarge(corpus, cacheFolder));
  return rows;
}

async function makeCorpora(): Promise<Corpus[]> {
  const [samples, regression, rules] = archives;
  const corpora: Corpus[] = [];
  if (samples !== undefined && regression !== undefined && rules !== undefined) {
    const corpus = corpusAt('public', rules.folder);
    makeDenseEvtx([samples.folder, regression.folder], corpus.evtx);
    pickSecurity(corpus.evtx, corpus.security);
    corpora.push(corpus);
  }
  const synthetic = corpusAt('synthetic', makeRules(join(folder, 'rules')));
  makeSyntheticEvtx(synthetic.evtx, 150);
  makeSyntheticSecurity(synthetic.security, 150);
  corpora.push(synthetic);
  for (const corpus of corpora) {
    await makeJsonLines(corpus.evtx, corpus.jsonLines);
    makeAccessLog(corpus.accessLog, 150_000);
    makeIndicators(corpus.indicators, indicatorCount);
  }
  return corpora;
}

function corpusAt(name: string, rules: string): Corpus {
  const at = join(folder, name);
  mkdirSync(at);
  return {
    name,
    evtx: join(at, 'a.evtx'),
    security: join(at, 'security.evtx'),
    jsonLines: join(at, 'a.jsonl'),
    accessLog: join(at, 'access.log'),
    indicators: join(at, 'iocs.txt'),
    rules,
  };
}

/**
 * A whole hunt with two workers, from start to end, over copies under names of their own. Starting the workers and
 * planning take the same time for any length.
 */
async function huntCopies(corpus: Corpus, cacheFolder: string, gigabytes: number): Promise<Row> {
  const path = join(folder, corpus.name, `copies-${gigabytes}`);
  mkdirSync(path);
  const count = Math.ceil((gigabytes * 1e9) / statSync(corpus.evtx).size);
  for (let i = 0; i < count; i++) linkSync(corpus.evtx, join(path, `${i}.evtx`));
  const summary = await hunt(
    { paths: [path], rules: [corpus.rules], workers: 2, cacheFolder, forgetsValues: true },
    { onFinding: () => {} },
  );
  return {
    corpus: corpus.name,
    what: `event log, 2 workers, start to end, ${gigabytes} GB of files`,
    goal: 350,
    MB: round(summary.recordBytes / 1e6),
    'MB/s': round(summary.recordBytes / 1e6 / summary.seconds),
    found: summary.findings,
  };
}

/** A log in which every record has a value of its own, and what the workers take of memory for it. */
async function huntLarge(corpus: Corpus, cacheFolder: string): Promise<Row> {
  const path = join(folder, corpus.name, 'large.evtx');
  writeLargeEvtx(path, Number(options.gigabytes) * 1e9);
  const { summary, worstMegabytes } = await huntWatched(path, corpus.rules, 2, cacheFolder);
  rmSync(path);
  return {
    corpus: corpus.name,
    what: `${options.gigabytes} GB generated, 2 workers: at most ${worstMegabytes} MB of memory each (goal 512)`,
    goal: 350,
    MB: round(summary.recordBytes / 1e6),
    'MB/s': round(summary.recordBytes / 1e6 / summary.seconds),
    found: summary.findings,
  };
}
