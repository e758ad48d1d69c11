import { correlationFields } from '../correlate/correlation-fields.ts';
import { ClassFinder } from '../match/class-finder.ts';
import type { Hit } from '../match/finding.ts';
import { RecordMatcher } from '../match/record-matcher.ts';
import { type LogSourceFile, LogSources } from '../rule/log-sources.ts';
import type { RuleSet } from '../rule/rule-model.ts';
import type { EventClass } from '../source/event-class.ts';
import type { Damage } from '../source/evtx/read-chunk.ts';
import { FieldNames } from '../source/field-names.ts';
import { LogReader } from '../source/read-log.ts';
import type { RecordView } from '../source/record-view.ts';
import type { LineSearch } from '../source/text-reading.ts';
import { TimeZone } from '../source/time-zone.ts';
import { WorkMemory } from '../source/work-memory.ts';
import { HitWriter } from './hit-writer.ts';
import { IndicatorSweep } from './indicator-sweep.ts';
import type { InputFile, Task } from './list-inputs.ts';
import { type MemoryBudget, workMemoryBytes } from './memory-budget.ts';
import { allRecords, RecordFilter, type RecordSelection } from './record-filter.ts';
import { RuleFieldNames } from './rule-field-names.ts';

/** What every worker is told once. Plain data. */
export type ScanSetup = {
  readonly files: readonly InputFile[];
  readonly logSources: readonly LogSourceFile[];
  readonly recoverSlack: boolean;
  /** Where times without a zone were written; UTC unless given. */
  readonly timeZone?: string | undefined;
  /** The year of times that name none (syslog of the old form); unknown unless given. */
  readonly year?: number | undefined;
  /** Which records are looked at; all unless given. */
  readonly selection?: RecordSelection;
  /** How much may be remembered of values. */
  readonly memory?: MemoryBudget | undefined;
  /** False to do without WebAssembly; what is found does not depend on it. */
  readonly usesKernels?: boolean | undefined;
  /** Values are dropped before each part of a log: for benchmarks, so that copies of a log are as new. */
  readonly forgetsValues?: boolean | undefined;
  /** A file with the indicators to look for, as JSON; undefined for none. */
  readonly indicatorsPath?: string | undefined;
};

export type Fault = { readonly rule: number; readonly reason: string };

/** What came out of one task. */
export type TaskResult = {
  readonly hits: readonly Hit[];
  readonly damages: readonly Damage[];
  readonly faults: readonly Fault[];
  readonly records: number;
  /** Of them, those that can hold no indicator and were only looked over: not all damage in them is known. */
  readonly unread: number;
  /** Bytes of records read. */
  readonly bytes: number;
  /** Lines of the range, so that line numbers of later ranges can be set right; 0 for event logs. */
  readonly lines: number;
  /** Rules (numbers) for which there was at least one record of their log source. */
  readonly planned: readonly number[];
};

/** Faults and damages kept per task; a ruined file must not fill the memory. */
const damagesMax = 1000;

/** Reads ranges of logs and asks the rules about each record. One scanner per worker. */
export class Scanner {
  readonly #setup: ScanSetup;
  readonly #timeZone: TimeZone | undefined;
  readonly #filter: RecordFilter;
  readonly #keepsAll: boolean;
  readonly #names = new FieldNames();
  readonly #memory: WorkMemory | undefined;
  readonly #matcher: RecordMatcher;
  readonly #finder: ClassFinder;
  readonly #reader: LogReader;
  readonly #writer: HitWriter;
  readonly #indicators: IndicatorSweep | undefined;
  readonly #planned = new Set<number>();
  /** Counts the parts of logs that were scanned. */
  #part = 0;
  readonly #fired: number[] = [];
  readonly #search: LineSearch | undefined;
  #faults: Fault[] = [];
  #hits: Hit[] = [];
  #damages: Damage[] = [];
  #records = 0;
  #unread = 0;
  #bytes = 0;

  constructor(rules: RuleSet, setup: ScanSetup) {
    this.#setup = setup;
    this.#timeZone = setup.timeZone === undefined ? undefined : TimeZone.parse(setup.timeZone);
    this.#filter = new RecordFilter(setup.selection ?? allRecords, this.#names);
    const { ruleBytes, indicatorBytes } = setup.memory ?? {};
    this.#memory = setup.usesKernels === false ? undefined : WorkMemory.make(workMemoryBytes(ruleBytes));
    this.#keepsAll = this.#filter.keepsAll;
    const sources = new LogSources(setup.logSources);
    const options = {
      sources,
      names: this.#names,
      memory: this.#memory,
      onFault: (rule: number, reason: string) => this.#faults.push({ rule, reason }),
    };
    this.#matcher = new RecordMatcher(
      rules.detections,
      ruleBytes === undefined ? options : { ...options, dictionaryBytes: ruleBytes },
    );
    this.#finder = new ClassFinder(this.#matcher, this.#names, sources.kinds);
    this.#reader = new LogReader(this.#names, this.#memory);
    this.#indicators = IndicatorSweep.load(setup.indicatorsPath, {
      usesKernel: setup.usesKernels ?? true,
      dictionaryBytes: indicatorBytes,
    });
    this.#search = this.#lineSearch(rules);
    const ruleNames = new RuleFieldNames(rules.detections, sources);
    this.#writer = new HitWriter(rules.detections, this.#names, ruleNames, correlationFields(rules));
  }

  /** Where only indicators are looked for, lines without any need not be read. */
  #lineSearch(rules: RuleSet): LineSearch | undefined {
    const indicators = this.#indicators;
    if (indicators === undefined) return undefined;
    const onBlock = (block: Uint8Array): void => indicators.enterBlock(block);
    const isPassing = rules.detections.length === 0 && this.#filter.keepsAll;
    if (!isPassing) return { onBlock, passing: undefined };
    const passing = {
      isWanted: (bytes: Uint8Array, start: number, end: number) => indicators.mayHold(bytes, start, end),
      passOver: (block: Uint8Array, from: number, limit: number) => indicators.passOver(block, from, limit),
      onPassed: (records: number, bytes: number, unread: number) => {
        this.#records += records;
        this.#bytes += bytes;
        this.#unread += unread;
      },
    };
    return { onBlock, passing };
  }

  /** Drops remembered values, so that a repeated corpus is as new; for benchmarks. */
  forget(): void {
    this.#matcher.forget();
    this.#indicators?.forget();
  }

  /** Scans one range. Rejects where the file cannot be opened or read. */
  async scan(task: Task, signal?: AbortSignal): Promise<TaskResult> {
    this.#hits = [];
    this.#faults = [];
    this.#damages = [];
    this.#records = 0;
    this.#unread = 0;
    this.#bytes = 0;
    this.#planned.clear();
    this.#part++;
    if (this.#setup.forgetsValues === true) this.forget();
    const file = this.#setup.files[task.file]!;
    const lines = await this.#reader.read(file, {
      range: task.range,
      recoverSlack: this.#setup.recoverSlack,
      timeZone: this.#timeZone,
      year: this.#setup.year,
      search: this.#search,
      onRecord: (view, known) => this.#take(view, file.path, known),
      onDamage: (damage) => {
        if (this.#damages.length < damagesMax) this.#damages.push(damage);
      },
      signal,
    });
    return {
      hits: this.#hits,
      damages: this.#damages,
      faults: this.#faults,
      records: this.#records,
      unread: this.#unread,
      bytes: this.#bytes,
      lines,
      planned: [...this.#planned],
    };
  }

  #sweep(indicators: IndicatorSweep, view: RecordView, path: string): void {
    for (const hit of indicators.sweep(view))
      this.#hits.push(this.#writer.writeIndicator(view, path, hit.indicator, hit.field));
  }

  #take(view: RecordView, path: string, known: EventClass): void {
    this.#records++;
    this.#bytes += view.byteLength;
    if (!this.#keepsAll && !this.#filter.keeps(view)) return;
    this.#writer.nextRecord();
    if (this.#indicators !== undefined) this.#sweep(this.#indicators, view, path);
    const plan = this.#finder.find(view, known);
    if (plan.usedIn !== this.#part) {
      plan.usedIn = this.#part;
      for (const { rule } of plan.rules) this.#planned.add(rule);
    }
    const fired = this.#fired;
    if (fired.length > 0) fired.length = 0;
    this.#matcher.match(view, plan, fired);
    for (const rule of fired) {
      const fields = this.#matcher.matchedFields(view, plan, rule);
      this.#hits.push(this.#writer.write(view, path, rule, plan.event, fields));
    }
  }
}
