import { levels } from '../../../engine/rule/rule-model.ts';
import type { HuntSummary } from '../../../engine/run/hunt.ts';
import type { FindingsDigest, RuleTally, Tally } from './findings-digest.ts';
import { formatNumber, type Language, textsOf } from './language.ts';

const rowsMax = 25;
const placesMax = 5;
const stripWidth = 60;
const blocks = ' ▁▂▃▄▅▆▇█';

/** The summary of a hunt for a terminal, as lines. */
export function summaryLines(digest: FindingsDigest, summary: HuntSummary, language: Language): string[] {
  const texts = textsOf(language);
  const number = (value: number): string => formatNumber(value, language);
  const lines: string[] = [];
  if (!summary.isComplete) lines.push(texts.interrupted, '');
  const seconds = formatNumber(summary.seconds, language, 1);
  lines.push(
    texts.headline(number(summary.findings), number(summary.records), number(summary.files.length), seconds),
    '',
  );
  if (summary.findings > 0) {
    const present = [...levels].reverse().filter((level) => digest.byLevel.get(level)! > 0);
    lines.push(
      `${texts.byLevel}: ${present.map((level) => `${texts.levels[level]} ${number(digest.byLevel.get(level)!)}`).join(' · ')}`,
    );
    lines.push(...timelineLines(digest, language));
    const rules = [...digest.byRule.values()].sort((a, b) => b.level - a.level || b.count - a.count);
    lines.push('', texts.byRule, ...tallyLines(rules, (rule) => (rule as RuleTally).title, language));
    lines.push(...groupLines(texts.byComputer, digest.byComputer, texts.unknownComputer, language));
    lines.push(...groupLines(texts.byTechnique, digest.byTechnique, '', language));
    lines.push('');
  }
  return [...lines, ...noteLines(summary, language)];
}

function groupLines(
  title: string,
  groups: ReadonlyMap<string, Tally>,
  unknown: string,
  language: Language,
): string[] {
  if (groups.size === 0) return [];
  const named = [...groups].map(([name, tally]) => ({ ...tally, name: name || unknown }));
  named.sort((a, b) => b.count - a.count);
  return ['', title, ...tallyLines(named, (group) => (group as (typeof named)[number]).name, language)];
}

function tallyLines(
  tallies: readonly Tally[],
  nameOf: (tally: Tally) => string,
  language: Language,
): string[] {
  const texts = textsOf(language);
  const shown = tallies.slice(0, rowsMax);
  const width = Math.max(...shown.map(({ count }) => formatNumber(count, language).length));
  const lines = shown.map((tally) => {
    const level = texts.levels[levels[tally.level]!];
    const span =
      tally.first === null ? '' : `, ${texts.firstLast(shortTime(tally.first), shortTime(tally.last!))}`;
    return `  ${formatNumber(tally.count, language).padStart(width)}  ${printable(nameOf(tally))} [${level}${span}]`;
  });
  if (tallies.length > rowsMax)
    lines.push(`  ${texts.more(formatNumber(tallies.length - rowsMax, language))}`);
  return lines;
}

/** One strip over the whole time span; each character stands for an equal part of it. */
function timelineLines(digest: FindingsDigest, language: Language): string[] {
  const hours = [...digest.byHour].map(([hour, count]) => ({ at: Date.parse(`${hour}:00:00Z`), count }));
  if (hours.length < 2) return [];
  const first = Math.min(...hours.map(({ at }) => at));
  const last = Math.max(...hours.map(({ at }) => at));
  const buckets = new Array<number>(stripWidth).fill(0);
  for (const { at, count } of hours)
    buckets[Math.min(stripWidth - 1, Math.floor(((at - first) / (last - first)) * stripWidth))]! += count;
  const top = Math.max(...buckets);
  // A logarithmic scale: one burst must not hide everything else.
  const strip = buckets.map(
    (count) => blocks[count === 0 ? 0 : 1 + Math.round((Math.log1p(count) / Math.log1p(top)) * 7)],
  );
  const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
  return ['', textsOf(language).timeline(day(first), day(last)), `  ▕${strip.join('')}▏`];
}

function noteLines(summary: HuntSummary, language: Language): string[] {
  const texts = textsOf(language);
  const number = (value: number): string => formatNumber(value, language);
  const { rules } = summary;
  const lines = [texts.rulesLine(number(rules.loaded), number(rules.withData), number(rules.outside.length))];
  if (summary.indicators.loaded > 0)
    lines.push(
      texts.indicatorsLine(number(summary.indicators.loaded), number(summary.indicators.problems.length)),
    );
  if (rules.problems.length > 0) lines.push(texts.problems(number(rules.problems.length)));
  const section = (title: string, rows: readonly string[]): void => {
    if (rows.length === 0) return;
    lines.push(title, ...rows.slice(0, placesMax).map((row) => `  ${printable(row)}`));
    if (rows.length > placesMax) lines.push(`  ${texts.more(number(rows.length - placesMax))}`);
  };
  section(
    texts.faults(number(rules.faults.length)),
    rules.faults.map(({ title, reason }) => `${title}: ${reason}`),
  );
  const damaged = summary.files.filter(({ damages }) => damages.length > 0);
  section(
    texts.damaged(number(damaged.length)),
    damaged.map(
      ({ path, damages }) => `${path}: ${damages[0]!.reason} (${texts.place(String(damages[0]!.offset))})`,
    ),
  );
  const failed = summary.files.filter(({ failures }) => failures.length > 0);
  section(
    texts.failed(number(failed.length)),
    failed.map(({ path, failures }) => `${path}: ${failures[0]}`),
  );
  if (summary.skipped.length > 0) lines.push(texts.skipped(number(summary.skipped.length)));
  return lines;
}

const shortTime = (time: string): string => time.slice(0, 16).replace('T', ' ');

/** Logs hold hostile text: control characters must not reach the terminal. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\ufffd');
}
