import type { ResultFinding } from '../../../../engine/package/result-finding.ts';
import { type Level, levels } from '../../../../engine/rule/rule-model.ts';
import type { RuleNote } from '../rule-notes.ts';
import { type ReportData, type ReportRow, type ReportRule, reportKinds } from './report-data.ts';

/** What a browser carries without effort: beyond it the findings of the lowest levels are left out, and named. */
const rowsMax = 100_000;
const lettersMax = 64e6;
const valueLettersMax = 2000;
const valuesMax = 20;

/** Gathers the findings of a report as they come; its size is bounded, its counts are not. */
export class ReportCollector {
  readonly #rowsMax: number;
  readonly #lists = { sources: new Index(), files: new Index(), channels: new Index() };
  readonly #rules = new Map<string, number>();
  readonly #ruleHeads: { id: string; title: string; level: number; tags: readonly string[] }[] = [];
  readonly #rows: { number: number; row: ReportRow; letters: number }[][] = levels.map(() => []);
  readonly #byLevel: number[] = levels.map(() => 0);
  #count = 0;
  #kept = 0;
  #letters = 0;

  constructor(limit = rowsMax) {
    this.#rowsMax = limit;
  }

  add(finding: ResultFinding): void {
    const level = levels.indexOf(finding.rule.level);
    this.#byLevel[level]!++;
    this.#count++;
    if (this.#isFull() && !this.#makeRoom(level)) return;
    const row = this.#rowOf(finding, level);
    const letters = lettersOf(finding);
    this.#rows[level]!.push({ number: this.#count, row, letters });
    this.#letters += letters;
    this.#kept++;
  }

  get ruleIds(): ReadonlySet<string> {
    return new Set(this.#rules.keys());
  }

  hasLevel(level: Level): boolean {
    return this.#byLevel.slice(levels.indexOf(level)).some((count) => count > 0);
  }

  /** The findings in their order, with the notes of their rules. */
  data(
    notes: ReadonlyMap<string, RuleNote>,
  ): Pick<ReportData, 'total' | 'byLevel' | 'rules' | 'sources' | 'files' | 'channels' | 'rows'> {
    const rows = this.#rows.flat().sort((a, b) => a.number - b.number);
    return {
      total: this.#count,
      byLevel: this.#byLevel,
      rules: this.#ruleHeads.map((head) => noted(head, notes.get(head.id))),
      sources: this.#lists.sources.names,
      files: this.#lists.files.names,
      channels: this.#lists.channels.names,
      rows: rows.map(({ row }) => row),
    };
  }

  #isFull(): boolean {
    return this.#kept >= this.#rowsMax || this.#letters >= lettersMax;
  }

  /** Gives up a finding of a lower level for one of this level. */
  #makeRoom(level: number): boolean {
    const lower = this.#rows.slice(0, level).find((rows) => rows.length > 0);
    const given = lower?.pop();
    if (given === undefined) return false;
    this.#letters -= given.letters;
    this.#kept--;
    return !this.#isFull();
  }

  #rowOf(finding: ResultFinding, level: number): ReportRow {
    const { rule, computer, file, channel, time, kind, eventId, record, offset, recovered } = finding;
    let number = this.#rules.get(rule.id);
    if (number === undefined) {
      number = this.#ruleHeads.length;
      this.#rules.set(rule.id, number);
      this.#ruleHeads.push({ id: rule.id, title: rule.title, level, tags: rule.tags });
    }
    return [
      number,
      this.#lists.sources.of(computer ?? file),
      this.#lists.files.of(file),
      this.#lists.channels.of(channel ?? ''),
      time,
      reportKinds.indexOf(kind),
      eventId,
      record,
      offset,
      shortened(finding.matched),
      recovered === true ? 1 : 0,
    ];
  }
}

class Index {
  readonly names: string[] = [];
  readonly #numbers = new Map<string, number>();

  of(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.#numbers.set(name, this.names.length);
    this.names.push(name);
    return this.names.length - 1;
  }
}

const noted = (
  { id, title, level, tags }: { id: string; title: string; level: number; tags: readonly string[] },
  note: RuleNote | undefined,
): ReportRule => ({
  id,
  level,
  tags,
  title: note?.title ?? { vi: title, en: title },
  description: note?.description ?? { vi: '', en: '' },
  falsePositives: note?.falsePositives ?? { vi: '', en: '' },
});

const cut = (text: string): string =>
  text.length > valueLettersMax ? `${text.slice(0, valueLettersMax)}…` : text;

const shortened = (matched: ResultFinding['matched']): ResultFinding['matched'] =>
  Object.fromEntries(
    Object.entries(matched).map(([name, value]) => [
      cut(name),
      typeof value === 'string' ? cut(value) : value.slice(0, valuesMax).map(cut),
    ]),
  );

const lettersOf = ({ matched }: ResultFinding): number =>
  Object.entries(matched).reduce(
    (sum, [name, value]) => sum + name.length + Math.min(valueLettersMax * valuesMax, String(value).length),
    100,
  );
