import { type Level, levels } from '../../../engine/rule/rule-model.ts';
import type { HuntSummary } from '../../../engine/run/hunt.ts';
import type { FindingsDigest, Tally } from './findings-digest.ts';
import { formatNumber, type Language, textsOf } from './language.ts';
import { reasonIn } from './reason-in.ts';
import { fitted, printable, type TerminalStyle, widthOf } from './terminal-style.ts';

const rulesMax = 25;
const groupsMax = 10;
const placesMax = 5;
const stripWidthMin = 24;
const stripWidthMax = 100;
const blocks = ' ▁▂▃▄▅▆▇█';
const signs: Record<Level, string> = {
  critical: '◆',
  high: '▲',
  medium: '●',
  low: '○',
  informational: '·',
};
/** Date and minute. */
const timeWidth = 16;
/** Below this width a table shows the last time only. */
const bothTimesWidth = 96;

export type SummaryReader = {
  readonly language: Language;
  readonly style: TerminalStyle;
  /** The zone in which the times of the digest are. */
  readonly zone: string;
  /** The title of a rule in the reader's language, where the rule has one. */
  readonly titleOf: (id: string, title: string) => string;
};

/** The summary of a hunt for a terminal, as lines. */
export function summaryLines(digest: FindingsDigest, summary: HuntSummary, reader: SummaryReader): string[] {
  const { language, style } = reader;
  const texts = textsOf(language);
  const number = (value: number): string => formatNumber(value, language);
  const lines: string[] = [];
  if (!summary.isComplete) lines.push(style.paint(texts.interrupted, 'medium'), '');
  const seconds = formatNumber(summary.seconds, language, 1);
  const headline = texts.headline(
    number(summary.findings),
    number(summary.records),
    number(summary.files.length),
    seconds,
  );
  lines.push(style.paint(headline, 'bold'), '');
  if (summary.findings > 0) lines.push(...findingLines(digest, reader), '');
  return [...lines, ...noteLines(summary, language)];
}

/** What was found: levels, timeline, rules, machines, techniques. */
export function findingLines(digest: FindingsDigest, reader: SummaryReader): string[] {
  const { language, style, titleOf } = reader;
  const texts = textsOf(language);
  const present = [...levels].reverse().filter((level) => digest.byLevel.get(level)! > 0);
  const shares = present.map((level) => {
    const count = formatNumber(digest.byLevel.get(level)!, language);
    return style.paint(`${signs[level]} ${texts.levels[level]} ${count}`, level);
  });
  const rules = [...digest.byRule.values()].sort((a, b) => b.level - a.level || b.count - a.count);
  const named = rules.map((rule) => ({ ...rule, name: titleOf(rule.id, rule.title) }));
  const byCount = (groups: ReadonlyMap<string, Tally>): Named[] =>
    [...groups]
      .map(([name, tally]) => ({ ...tally, name }))
      .sort((a, b) => b.count - a.count || b.level - a.level);
  return [
    shares.join('   '),
    ...timelineLines(digest, reader),
    ...table(texts.byRule, named, rulesMax, reader),
    ...table(texts.byComputer, byCount(digest.byComputer), groupsMax, reader),
    ...table(texts.byTechnique, byCount(digest.byTechnique), groupsMax, reader),
  ];
}

type Named = Tally & { readonly name: string };

function table(title: string, groups: readonly Named[], most: number, reader: SummaryReader): string[] {
  if (groups.length === 0) return [];
  const { language, style } = reader;
  const texts = textsOf(language);
  const shown = groups.slice(0, most);
  const counts = shown.map(({ count }) => formatNumber(count, language));
  const countWidth = Math.max(widthOf(texts.countHead), ...counts.map((count) => count.length));
  const levelWidth = 2 + Math.max(...shown.map(({ level }) => widthOf(texts.levels[levels[level]!])));
  const hasBoth = style.width >= bothTimesWidth;
  const timesWidth = hasBoth ? 2 * (timeWidth + 2) : timeWidth + 2;
  const nameWidth = Math.max(12, style.width - levelWidth - countWidth - timesWidth - 5);
  const heads = `${hasBoth ? `${fitted(texts.firstHead, timeWidth)}  ` : ''}${texts.lastHead}`;
  const gap = nameWidth + levelWidth + 3 - widthOf(title);
  const head = `${title}${' '.repeat(Math.max(1, gap))}${texts.countHead.padStart(countWidth)}  ${heads}`;
  const lines = ['', style.paint(head, 'faint')];
  shown.forEach(({ name, level, first, last }, i) => {
    const known = levels[level]!;
    const sign = style.paint(fitted(`${signs[known]} ${texts.levels[known]}`, levelWidth), known);
    const times = [...(hasBoth ? [first] : []), last].map((time) => fitted(shortTime(time), timeWidth));
    const count = counts[i]!.padStart(countWidth);
    lines.push(` ${sign}  ${fitted(printable(name), nameWidth)} ${count}  ${times.join('  ')}`.trimEnd());
  });
  if (groups.length > most) lines.push(` ${texts.more(formatNumber(groups.length - most, language))}`);
  return lines;
}

/** One strip over the whole time span; each character stands for an equal part of it. */
function timelineLines(digest: FindingsDigest, { style, language, zone }: SummaryReader): string[] {
  const hours = [...digest.byHour].map(([hour, count]) => ({ at: Date.parse(`${hour}:00:00Z`), count }));
  if (hours.length < 2) return [];
  const first = Math.min(...hours.map(({ at }) => at));
  const last = Math.max(...hours.map(({ at }) => at));
  const span = Math.round((last - first) / 3_600_000) + 1;
  const width = Math.min(span, stripWidthMax, style.width - 4);
  const buckets = new Array<number>(width).fill(0);
  for (const { at, count } of hours)
    buckets[Math.min(width - 1, Math.floor(((at - first) / (last - first + 1)) * width))]! += count;
  const top = Math.max(...buckets);
  // A logarithmic scale: one burst must not hide everything else.
  const strip = buckets.map((count) => {
    const height = count === 0 ? 0 : 1 + Math.round((Math.log1p(count) / Math.log1p(top)) * 7);
    // A few hours are drawn wider, so that there is something to see.
    return blocks[height]!.repeat(Math.max(1, Math.floor(stripWidthMin / width)));
  });
  const isoOf = (at: number): string => new Date(at).toISOString().slice(0, 13).replace('T', ' ');
  const title = textsOf(language).timeline(`${isoOf(first)}h`, `${isoOf(last)}h`, zone);
  return ['', style.paint(title, 'faint'), ` ▕${strip.join('')}▏`];
}

function noteLines(summary: HuntSummary, language: Language): string[] {
  const texts = textsOf(language);
  const number = (value: number): string => formatNumber(value, language);
  const { rules } = summary;
  const { indicators } = summary;
  const lines: string[] = [];
  // A hunt for indicators alone has no rules to speak of.
  if (rules.loaded > 0 || indicators.loaded === 0)
    lines.push(texts.rulesLine(number(rules.loaded), number(rules.withData), number(rules.outside.length)));
  if (indicators.loaded > 0) lines.push(texts.indicatorsLine(number(indicators.loaded)));
  if (rules.problems.length > 0) lines.push(texts.problems(number(rules.problems.length)));
  const section = (title: string, rows: readonly string[]): void => {
    if (rows.length === 0) return;
    lines.push(title, ...rows.slice(0, placesMax).map((row) => `  ${printable(row)}`));
    if (rows.length > placesMax) lines.push(`  ${texts.more(number(rows.length - placesMax))}`);
  };
  section(
    texts.indicatorProblems(number(indicators.problems.length)),
    indicators.problems.map(({ file, line, reason }) => `${file}:${line}: ${reasonIn(language, reason)}`),
  );
  section(
    texts.faults(number(rules.faults.length)),
    rules.faults.map(({ title, reason }) => `${title}: ${reasonIn(language, reason)}`),
  );
  const damaged = summary.files.filter(({ damages }) => damages.length > 0);
  section(
    texts.damaged(number(damaged.length)),
    damaged.map(({ path, damages }) => {
      const [first, ...others] = damages;
      const { reason, offset, line } = first!;
      const place =
        line === undefined ? texts.place(String(offset)) : texts.placeInLine(String(line), String(offset));
      const more = others.length === 0 ? '' : `, ${texts.morePlaces(number(others.length))}`;
      return `${path}: ${reasonIn(language, reason)} (${place})${more}`;
    }),
  );
  const unread = summary.files.reduce((sum, file) => sum + file.unread, 0);
  if (unread > 0) lines.push(texts.unread(number(unread)));
  const failed = summary.files.filter(({ failures }) => failures.length > 0);
  section(
    texts.failed(number(failed.length)),
    failed.map(({ path, failures }) => `${path}: ${reasonIn(language, failures[0]!)}`),
  );
  if (summary.skipped.length > 0) lines.push(texts.skipped(number(summary.skipped.length)));
  return lines;
}

const shortTime = (time: string | null): string =>
  time === null ? '–' : time.slice(0, 16).replace('T', ' ');
