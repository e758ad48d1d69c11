import type { ResultFinding } from '../../../engine/package/result-finding.ts';
import { type Level, levels } from '../../../engine/rule/rule-model.ts';
import type { RuleNote } from '../hunt/rule-notes.ts';
import type { FileToScan } from './scan-files.ts';
import type { ContentMatches } from './scan-worker.ts';
import type { YaraMatch } from './yara-binding.ts';

const valuesMax = 5;
const valueLengthMax = 300;

/** A rule that matched a file, in the frame of all findings. Time is when the file was last changed. */
export function yaraFinding(file: FileToScan, content: ContentMatches, rule: YaraMatch): ResultFinding {
  const { member, bytes, sha256 } = content;
  const matched: Record<string, string | string[]> = {};
  for (const { identifier, data } of rule.matches) {
    const values = (matched[identifier] ?? []) as string[];
    const text = data.length > valueLengthMax ? `${data.slice(0, valueLengthMax)}…` : data;
    if (values.length < valuesMax && !values.includes(text)) matched[identifier] = [...values, text];
  }
  const offsets = rule.matches.map(({ offset }) => offset);
  return {
    kind: 'yara',
    rule: {
      id: idOf(rule),
      title: textOf(rule, 'title') || rule.ruleIdentifier,
      level: levelOf(rule),
      tags: tagsOf(rule),
    },
    file: member === undefined ? file.path : `${file.path}!${member}`,
    record: 0,
    offset: offsets.length === 0 ? 0 : Math.min(...offsets),
    time: new Date(Math.floor(file.mtimeMs)).toISOString(),
    computer: null,
    channel: null,
    eventId: null,
    // What was found comes first: lists show the beginning only.
    matched: { ...matched, size: String(bytes), sha256 },
  };
}

const textOf = ({ meta }: YaraMatch, key: string): string =>
  meta[key] === undefined ? '' : String(meta[key]);

const idOf = (rule: YaraMatch): string => textOf(rule, 'id') || rule.ruleIdentifier;

/** `level` or `severity` by name, else `score` out of 100 as common rule sets give it; medium where nothing is said. */
function levelOf(rule: YaraMatch): Level {
  const named = (textOf(rule, 'level') || textOf(rule, 'severity')).toLowerCase();
  const known = levels.find((level) => level === named);
  if (known !== undefined) return known;
  const score = Number.parseInt(textOf(rule, 'score'), 10);
  if (Number.isNaN(score)) return 'medium';
  return score >= 90 ? 'critical' : score >= 75 ? 'high' : score >= 50 ? 'medium' : 'low';
}

/** The rule's own tags, and ATT&CK as Sigma writes it from `attack` and `tactic`. */
function tagsOf(rule: YaraMatch): string[] {
  const attack = [...textOf(rule, 'attack').split(/[\s,]+/), ...textOf(rule, 'tactic').split(/[\s,]+/)];
  return [...attack.filter(Boolean).map((name) => `attack.${name.toLowerCase()}`), ...rule.tags];
}

/** What a rule says of itself in its metadata, for reports. */
export function yaraNote(rule: YaraMatch): readonly [id: string, note: RuleNote] {
  const inBoth = (key: string) => ({
    vi: textOf(rule, key),
    en: textOf(rule, `${key}_en`) || textOf(rule, key),
  });
  const { vi, en } = inBoth('title');
  return [
    idOf(rule),
    {
      title: { vi: vi || rule.ruleIdentifier, en: en || rule.ruleIdentifier },
      description: inBoth('description'),
      falsePositives: inBoth('falsepositives'),
    },
  ];
}
