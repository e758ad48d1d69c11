import type { ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { correlate } from '../correlate/correlate.ts';
import type { Finding, Hit } from '../match/finding.ts';
import type { Placeholders } from '../rule/compile-item.ts';
import type { IndicatorProblem } from '../rule/indicators/load-indicators.ts';
import { builtInLogSources, type LogSourceFile, LogSources } from '../rule/log-sources.ts';
import { type Level, levels, type RuleProblem, type RuleSet } from '../rule/rule-model.ts';
import type { Damage } from '../source/evtx/read-chunk.ts';
import {
  type InputFile,
  type Inputs,
  listInputs,
  listTasks,
  type SkippedFile,
  type Task,
} from './list-inputs.ts';
import { shareMemory } from './memory-budget.ts';
import type { RecordSelection } from './record-filter.ts';
import { loadCachedRules } from './rule-cache.ts';
import type { ScanSetup, TaskResult } from './scanner.ts';
import { runTasks, startWorkers, stopWorkers, type TaskOutcome } from './worker-pool.ts';
import { type WrittenIndicators, writeIndicators } from './write-indicators.ts';

/** What to hunt, and with what. */
export type HuntRequest = {
  /** Files and folders with logs. */
  readonly paths: readonly string[];
  /** Files and folders with Sigma rules. */
  readonly rules: readonly string[];
  readonly placeholders?: Placeholders;
  /** Files and folders with indicators, and with values that are never to be reported. */
  readonly indicators?: readonly string[];
  readonly allowed?: readonly string[];
  /** Further descriptions of log sources. */
  readonly logSources?: readonly LogSourceFile[];
  /** Rules below this level are left out, unless a correlation builds on them. */
  readonly level?: Level;
  /** Only these records; all unless given. */
  readonly selection?: RecordSelection;
  /** Where times without a zone were written: an offset or a name of the tz database; UTC unless given. */
  readonly timeZone?: string;
  /** The year of times that name none (syslog of the old form); such records have no time unless it is given. */
  readonly year?: number;
  /** Numbers of rules count in decimal and in hexadecimal spelling. */
  readonly hasEqualNumbers?: boolean;
  /** Also look at records in the unused space of event logs. */
  readonly recoverSlack?: boolean;
  /** Worker processes; 1 means none beside this one. Default: as many as processors, none for small inputs. */
  readonly workers?: number;
  /** Memory of each worker in bytes; 512 MiB unless given. It bounds what is remembered of values. */
  readonly workerBytes?: number;
  readonly cacheFolder?: string;
  /** Bytes of a part of a file that one worker reads at a time; rounded up to 64 KiB. The result does not depend on it. */
  readonly rangeBytes?: number;
  /** Values are dropped before each part of a log: for benchmarks, so that copies of a log are as new. */
  readonly forgetsValues?: boolean;
};

export type HuntProgress = {
  readonly bytesDone: number;
  readonly bytesTotal: number;
  readonly records: number;
  readonly findings: number;
};

export type HuntHandlers = {
  /** In the order of files and records, the same for any number of workers; correlations come last. */
  readonly onFinding: (finding: Finding) => void;
  readonly onProgress?: (progress: HuntProgress) => void;
};

export type FileReport = {
  readonly path: string;
  readonly format: string;
  readonly bytes: number;
  readonly records: number;
  /** Of them, those that can hold no indicator and were only looked over: not all damage in them is reported. */
  readonly unread: number;
  readonly damages: readonly Damage[];
  /** Parts that could not be read at all. */
  readonly failures: readonly string[];
};

export type HuntSummary = {
  readonly files: readonly FileReport[];
  readonly skipped: readonly SkippedFile[];
  readonly records: number;
  readonly recordBytes: number;
  readonly findings: number;
  readonly seconds: number;
  readonly rules: {
    readonly hash: string;
    readonly loaded: number;
    readonly problems: readonly RuleProblem[];
    /** Rules whose log source no event log can ever hold. */
    readonly outside: readonly { readonly id: string; readonly title: string; readonly reason: string }[];
    /** How many rules had at least one record of their log source. */
    readonly withData: number;
    /** Rules with a regular expression that exceeded its budget. */
    readonly faults: readonly { readonly id: string; readonly title: string; readonly reason: string }[];
  };
  readonly indicators: { readonly loaded: number; readonly problems: readonly IndicatorProblem[] };
  /** False where the hunt was interrupted. */
  readonly isComplete: boolean;
};

const workerBytesDefault = 512 << 20;
/** Inputs below this size are read by this process alone: starting workers would take longer. */
const parallelBytesMin = 24 << 20;

/**
 * Hunts through logs with Sigma rules.
 *
 * A damaged or unreadable file never stops the hunt of the others. When the signal fires, what was found so far has
 * been given out and the summary says that the hunt is not complete. Rejects only where a rule path does not exist.
 */
export async function hunt(
  request: HuntRequest,
  handlers: HuntHandlers,
  signal: AbortSignal = new AbortController().signal,
): Promise<HuntSummary> {
  const started = performance.now();
  const inputs = listInputs(request.paths);
  const workers = startWorkers(countWorkers(request, inputs.files));
  try {
    return await huntThrough(request, handlers, inputs, workers, started, signal);
  } finally {
    stopWorkers(workers);
  }
}

/** How many workers there are to be beside this process; with one it does the work itself. */
function countWorkers(request: HuntRequest, files: readonly InputFile[]): number {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const wanted = request.workers ?? (bytes < parallelBytesMin ? 1 : availableParallelism());
  return wanted <= 1 ? 0 : Math.min(wanted, listTasks(files, request.rangeBytes).length);
}

async function huntThrough(
  request: HuntRequest,
  handlers: HuntHandlers,
  inputs: Inputs,
  workers: readonly ChildProcess[],
  started: number,
  signal: AbortSignal,
): Promise<HuntSummary> {
  const cached = loadCachedRules(
    request.rules,
    request.placeholders ?? new Map(),
    request.cacheFolder,
    request.hasEqualNumbers,
  );
  const indicators = writeIndicators(request.indicators ?? [], request.allowed ?? []);
  try {
    const run = new HuntRun(request, handlers, cached.rules, inputs.files, indicators);
    await runTasks({
      tasks: run.tasks,
      rules: cached.rules,
      rulesPath: cached.path,
      setup: run.setup,
      workers,
      signal,
      onOutcome: (task, outcome) => run.take(task, outcome),
    });
    run.finish();
    return run.summary(inputs.skipped, cached.hash, (performance.now() - started) / 1000, !signal.aborted);
  } finally {
    cached.dispose();
    indicators.dispose();
  }
}

type OpenReport = Omit<FileReport, 'records' | 'unread' | 'damages' | 'failures'> & {
  records: number;
  unread: number;
  damages: Damage[];
  failures: string[];
};

class HuntRun {
  readonly setup: ScanSetup;
  readonly tasks: readonly Task[];
  readonly #handlers: HuntHandlers;
  readonly #rules: RuleSet;
  readonly #sources: LogSources;
  readonly #reports: OpenReport[];
  readonly #lines: number[];
  readonly #indicators: WrittenIndicators;
  readonly #hidden: ReadonlySet<number>;
  readonly #levelMin: number;
  readonly #bytesTotal: number;
  #basis: Hit[] = [];
  #bytesDone = 0;
  #records = 0;
  #recordBytes = 0;
  #findings = 0;
  readonly #planned = new Set<number>();
  readonly #faults = new Map<string, { id: string; title: string; reason: string }>();

  constructor(
    request: HuntRequest,
    handlers: HuntHandlers,
    rules: RuleSet,
    files: readonly InputFile[],
    indicators: WrittenIndicators,
  ) {
    const logSources = [...builtInLogSources(), ...(request.logSources ?? [])];
    this.#handlers = handlers;
    this.#rules = rules;
    this.#sources = new LogSources(logSources);
    this.#levelMin = levels.indexOf(request.level ?? 'informational');
    this.#hidden = hiddenRules(rules);
    this.tasks = listTasks(files, request.rangeBytes);
    this.#lines = files.map(() => 0);
    this.#bytesTotal = files.reduce((sum, file) => sum + file.bytes, 0);
    this.#reports = files.map(({ path, format, bytes }) => ({
      path,
      format,
      bytes,
      records: 0,
      unread: 0,
      damages: [],
      failures: [],
    }));
    this.#indicators = indicators;
    this.setup = {
      indicatorsPath: indicators.path,
      files,
      logSources,
      recoverSlack: request.recoverSlack ?? false,
      memory: shareMemory(request.workerBytes ?? workerBytesDefault),
      timeZone: request.timeZone,
      year: request.year,
      forgetsValues: request.forgetsValues,
      ...(request.selection === undefined ? {} : { selection: request.selection }),
    };
  }

  take(number: number, outcome: TaskOutcome): void {
    const { file, range } = this.tasks[number]!;
    const report = this.#reports[file]!;
    this.#bytesDone += Math.min(range.end, report.bytes) - range.start;
    if ('reason' in outcome) report.failures.push(outcome.reason);
    else this.#takeResult(file, report, outcome);
    this.#handlers.onProgress?.({
      bytesDone: this.#bytesDone,
      bytesTotal: this.#bytesTotal,
      records: this.#records,
      findings: this.#findings,
    });
  }

  #takeResult(file: number, report: OpenReport, result: TaskResult): void {
    const linesBefore = this.#lines[file]!;
    this.#lines[file] = linesBefore + result.lines;
    report.records += result.records;
    report.unread += result.unread;
    this.#records += result.records;
    for (const damage of result.damages)
      report.damages.push(
        damage.line === undefined ? damage : { ...damage, line: damage.line + linesBefore },
      );
    this.#recordBytes += result.bytes;
    for (const rule of result.planned) this.#planned.add(rule);
    for (const { rule, reason } of result.faults) {
      const { id, title } = this.#rules.detections[rule]!;
      this.#faults.set(`${id} ${reason}`, { id, title, reason });
    }
    for (const hit of result.hits) {
      if (linesBefore > 0) hit.finding = { ...hit.finding, record: hit.finding.record + linesBefore };
      if (hit.values !== undefined) this.#basis.push(hit);
      if (!this.#hidden.has(hit.rule)) this.#emit(hit.finding);
    }
  }

  /** Correlations need all hits in the order of time. */
  finish(): void {
    for (const finding of correlate(this.#rules, this.#basis)) this.#emit(finding);
    this.#basis = [];
  }

  #emit(finding: Finding): void {
    if (levels.indexOf(finding.rule.level) < this.#levelMin) return;
    this.#findings++;
    this.#handlers.onFinding(finding);
  }

  summary(skipped: readonly SkippedFile[], hash: string, seconds: number, isComplete: boolean): HuntSummary {
    const outside = this.#rules.detections.flatMap(({ id, title, logSource }) => {
      const reason = this.#sources.whyOutside(logSource);
      return reason === undefined ? [] : [{ id, title, reason }];
    });
    return {
      files: this.#reports,
      skipped,
      records: this.#records,
      recordBytes: this.#recordBytes,
      findings: this.#findings,
      seconds,
      rules: {
        hash,
        loaded: this.#rules.detections.length + this.#rules.correlations.length,
        problems: this.#rules.problems,
        outside,
        withData: this.#planned.size,
        faults: [...this.#faults.values()],
      },
      indicators: { loaded: this.#indicators.loaded, problems: this.#indicators.problems },
      isComplete,
    };
  }
}

/** Rules that only serve correlations: their hits are not reported on their own, unless a correlation says so. */
function hiddenRules(rules: RuleSet): ReadonlySet<number> {
  const hidden = new Set<number>();
  const shown = new Set<number>();
  for (const correlation of rules.correlations)
    for (const reference of correlation.rules) {
      const number = rules.detections.findIndex((rule) => rule.id === reference || rule.name === reference);
      if (number >= 0) (correlation.generate ? shown : hidden).add(number);
    }
  for (const number of shown) hidden.delete(number);
  return hidden;
}
