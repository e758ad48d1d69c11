import { counted } from './counted.ts';

/** What the hunting commands say, in English; the Vietnamese texts have the same keys. */
export const en = {
  noPaths: 'Name a log file or a folder of logs to hunt through.',
  notFound: (path: string) => `Not found: ${path}`,
  badOption: (message: string) => `Not a valid option: ${message}`,
  badTime: (value: string) => `"${value}" is not a time. Write it as 2026-08-01 or 2026-08-01T03:04:05Z.`,
  badLevel: (value: string) =>
    `There is no level "${value}". Levels: informational, low, medium, high, critical.`,
  badPlaceholders: (path: string) => `The file ${path} must be JSON of the form {"name": ["value", ...]}.`,
  badLogSources: (path: string) => `The file ${path} does not describe log sources as they have to be:`,
  badTimeZone: (value: string) =>
    `"${value}" is no time zone. Write an offset such as +07:00 or a name such as Asia/Ho_Chi_Minh.`,
  badYear: (value: string) => `"${value}" is no year. Write it as 2026.`,
  badSpan: (since: string, until: string) => `--since ${since} lies after --until ${until}.`,
  badWhere: (source: string, reason: string, column: number) =>
    `--where cannot be read: ${reason} (character ${column} of "${source}"). Example: 'EventID=4624 and Computer=DC*'.`,
  badMemory: (value: string, min: number) =>
    `--max-memory ${value}: write a size such as 512M or 2G, at least ${min}M.`,
  badWorkers: (value: string, max: number) => `--workers ${value}: write a whole number from 1 to ${max}.`,
  progress: (percent: string, rate: string, left: string, findings: string) =>
    `${percent} %  ${rate} MB/s  ${left} left  ${findings} findings`,
  interrupted: 'Stopped on request. What follows is the part that was hunted through.',
  headline: (findings: string, records: string, files: string, seconds: string) =>
    `${counted(findings, 'finding')} in ${counted(records, 'record')} of ${counted(files, 'file')} (${seconds} s)`,
  levels: {
    informational: 'informational',
    low: 'low',
    medium: 'medium',
    high: 'high',
    critical: 'critical',
  },
  byComputer: 'By computer or file',
  byTechnique: 'By ATT&CK technique',
  byRule: 'By rule',
  timeline: (from: string, to: string, zone: string) => `Timeline from ${from} to ${to} (${zone})`,
  countHead: 'count',
  firstHead: 'first seen',
  lastHead: 'last seen',
  more: (count: string) => `and ${count} more`,
  rulesLine: (loaded: string, withData: string, outside: string) =>
    `Rules: ${loaded} loaded, ${withData} with data to compare, ${outside} without any log source.`,
  indicatorsLine: (loaded: string) => `Indicators: ${loaded} loaded.`,
  indicatorProblems: (count: string) =>
    `${counted(count, 'line')} of the lists of indicators could not be read:`,
  problems: (count: string) =>
    `${counted(count, 'rule or rule file', 'rules or rule files')} could not be loaded or need a look; see "khien rules check".`,
  faults: (count: string) =>
    `${counted(count, 'rule was', 'rules were')} stopped because a regular expression ran too long:`,
  damaged: (count: string) =>
    `${counted(count, 'file has', 'files have')} damaged places; the rest was read:`,
  unread: (count: string) =>
    `Only looked over, since no indicator can be in them: ${counted(count, 'line')}. Control characters and strange beginnings there are reported as damage, other damage is not.`,
  failed: (count: string) => `${counted(count, 'file has', 'files have')} parts that could not be read:`,
  skipped: (count: string) =>
    `${counted(count, 'file is no log known here and was', 'files are no logs known here and were')} passed over.`,
  place: (offset: string) => `at byte ${offset}`,
  placeInLine: (line: string, offset: string) => `line ${line}, at byte ${offset}`,
  morePlaces: (count: string) => `and ${counted(count, 'more place')}`,
  checkClean: (rules: string) => `${counted(rules, 'rule')}, no faults.`,
  checkFound: (rules: string, errors: string, warnings: string) =>
    `${counted(rules, 'rule')} could be loaded; ${counted(errors, 'error')}, ${counted(warnings, 'warning')}.`,
  error: 'error',
  warning: 'warning',
  outsideNote: 'no log source',
  explainUsage: 'A rule file and a log file are needed.',
  explainOneRule: 'The rule file holds no detection rule that can be loaded.',
  explainWhichRule: (known: string) => `The file holds several rules; say which with --rule: ${known}`,
  explainNoSuchRule: (wanted: string, known: string) =>
    `The file holds no rule "${wanted}" that can be loaded. It holds: ${known}`,
  explainNoRecord: 'There is no record to explain.',
  explainNotRouted: (wanted: string, actual: string) =>
    `The rule does not apply to this record: it is for ${wanted}; the record is from ${actual}.`,
  explainRecord: (record: string, source: string) => `Record ${record} (${source})`,
  explainCondition: (condition: string) => `Condition: ${condition}`,
  explainFires: 'the rule fires',
  explainSilent: 'the rule does not fire',
  explainValues: (values: string) => `values: ${values}`,
  explainAbsent: 'the record has no such field',
  unreadableFormat: (path: string) => `The format of ${path} is not known here.`,
};

export type Texts = typeof en;
