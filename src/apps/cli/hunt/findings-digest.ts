import type { ResultFinding } from '../../../engine/package/result-finding.ts';
import { type Level, levels } from '../../../engine/rule/rule-model.ts';

/** Count, first and last time of a group of findings. */
export type Tally = { count: number; first: string | null; last: string | null; level: number };
export type RuleTally = Tally & { readonly id: string; readonly title: string };

/** More hosts or hours than this are counted together; a hunt over anything has bounded memory. */
const groupsMax = 100_000;

/** Counts findings as they come, for the summary at the end. */
export class FindingsDigest {
  readonly byLevel = new Map<Level, number>(levels.map((level) => [level, 0]));
  readonly byRule = new Map<string, RuleTally>();
  /** By computer, or by file where the log names none. */
  readonly byComputer = new Map<string, Tally>();
  readonly byTechnique = new Map<string, Tally>();
  /** Findings per hour; keys are ISO times up to the hour. */
  readonly byHour = new Map<string, number>();

  add(finding: ResultFinding): void {
    const { rule, time, computer, file } = finding;
    this.byLevel.set(rule.level, this.byLevel.get(rule.level)! + 1);
    const known = this.byRule.get(rule.id);
    if (known === undefined)
      this.byRule.set(rule.id, { ...newTally(finding), id: rule.id, title: rule.title });
    else extend(known, finding);
    tally(this.byComputer, computer ?? file, finding);
    for (const tag of rule.tags)
      if (/^attack\.t\d/.test(tag)) tally(this.byTechnique, tag.slice(7).toUpperCase(), finding);
    if (time !== null && (this.byHour.size < groupsMax || this.byHour.has(time.slice(0, 13))))
      this.byHour.set(time.slice(0, 13), (this.byHour.get(time.slice(0, 13)) ?? 0) + 1);
  }

  /** Whether something of this level or above was found. */
  hasLevel(level: Level): boolean {
    return levels.slice(levels.indexOf(level)).some((name) => this.byLevel.get(name)! > 0);
  }
}

const newTally = ({ time, rule }: ResultFinding): Tally => ({
  count: 1,
  first: time,
  last: time,
  level: levels.indexOf(rule.level),
});

function tally(map: Map<string, Tally>, key: string, finding: ResultFinding): void {
  const known = map.get(key);
  if (known !== undefined) extend(known, finding);
  else if (map.size < groupsMax) map.set(key, newTally(finding));
}

function extend(known: Tally, { time, rule }: ResultFinding): void {
  known.count++;
  known.level = Math.max(known.level, levels.indexOf(rule.level));
  if (time === null) return;
  if (known.first === null || time < known.first) known.first = time;
  if (known.last === null || time > known.last) known.last = time;
}
