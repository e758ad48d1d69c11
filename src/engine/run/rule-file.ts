import { readFileSync } from 'node:fs';
import { codeOf, decodeRule, keepCode, type RuleCode } from '../plan/rule-code.ts';
import type {
  CorrelationRule,
  DetectionRule,
  Expression,
  LogSource,
  RuleProblem,
  RuleSet,
} from '../rule/rule-model.ts';

/** A detection without what people read about it. */
type Outline = {
  readonly id: string;
  readonly name?: string;
  /** Number of the log source. */
  readonly source: number;
  readonly fields?: readonly string[];
};

/** What a worker needs of rules; a fifth of what is to be said about them. */
type ScanPart = {
  readonly code: RuleCode;
  readonly sources: readonly LogSource[];
  readonly outlines: readonly Outline[];
  readonly correlations: readonly CorrelationRule[];
};

type HeadPart = {
  readonly detections: readonly Omit<DetectionRule, 'expression'>[];
  readonly correlations: readonly CorrelationRule[];
  readonly problems: readonly RuleProblem[];
};

/** The first line; the lengths tell where the parts stand, and whether the file is whole. */
type FirstLine = { readonly hash: string; readonly headBytes: number; readonly scanBytes: number };

/**
 * Loaded rules as the text of a file: a first line, then what the hunt says about rules, then what workers read. Each
 * reads only its own part.
 */
export function ruleFileText(rules: RuleSet, hash: string): string {
  const { correlations, problems } = rules;
  const detections = rules.detections.map(({ expression: _, ...head }) => head);
  const head = JSON.stringify({ detections, correlations, problems } satisfies HeadPart);
  const scan = JSON.stringify(scanPartOf(rules));
  const first: FirstLine = {
    hash,
    headBytes: Buffer.byteLength(head),
    scanBytes: Buffer.byteLength(scan),
  };
  return `${JSON.stringify(first)}\n${head}\n${scan}\n`;
}

function scanPartOf({ detections, correlations }: RuleSet): ScanPart {
  const sources: LogSource[] = [];
  const numbers = new Map<string, number>();
  const outlines = detections.map(({ id, name, logSource, fields }): Outline => {
    const key = JSON.stringify([logSource.category, logSource.product, logSource.service]);
    let source = numbers.get(key);
    if (source === undefined) {
      source = sources.push(logSource) - 1;
      numbers.set(key, source);
    }
    return {
      id,
      source,
      ...(name === undefined ? {} : { name }),
      ...(fields.length === 0 ? {} : { fields }),
    };
  });
  return { code: codeOf(detections), sources, outlines, correlations };
}

/** Reads rules with all that is known of them but selections; expressions only where somebody asks. Throws where the file is damaged. */
export function readRuleFile(path: string): { hash: string; rules: RuleSet } {
  const { hash, head, scan } = openRuleFile(path);
  const { detections: heads, correlations, problems } = JSON.parse(head()) as HeadPart;
  let code: RuleCode | undefined;
  const codeHere = (): RuleCode => {
    code ??= (JSON.parse(scan()) as ScanPart).code;
    return code;
  };
  const detections = heads.map((rule, number) => new KeptRule(rule, codeHere, number));
  keepCode(detections, codeHere);
  return { hash, rules: { detections, correlations, problems } };
}

/** Reads rules as far as scanning needs them: of a rule's head only what correlations refer to. */
export function readScanRules(path: string): RuleSet {
  const { code, sources, outlines, correlations } = JSON.parse(openRuleFile(path).scan()) as ScanPart;
  const codeHere = (): RuleCode => code;
  const detections = outlines.map(({ id, name, source, fields = [] }, number) => {
    const head = { ...noHead, id, name, logSource: sources[source]!, fields };
    return new KeptRule(head, codeHere, number);
  });
  keepCode(detections, codeHere);
  return { detections, correlations, problems: [] };
}

const noHead = {
  title: '',
  level: 'medium',
  status: '',
  tags: [],
  description: '',
  file: '',
  line: 0,
  selections: {},
} as const;

function openRuleFile(path: string): { hash: string; head: () => string; scan: () => string } {
  const bytes = readFileSync(path);
  const at = bytes.indexOf(0x0a) + 1;
  const { hash, headBytes, scanBytes } = JSON.parse(bytes.toString('utf8', 0, at)) as FirstLine;
  const scanAt = at + headBytes + 1;
  if (bytes.length !== scanAt + scanBytes + 1) throw new Error(`${path} is not whole`);
  return {
    hash,
    head: () => bytes.toString('utf8', at, scanAt),
    scan: () => bytes.toString('utf8', scanAt),
  };
}

/** A rule from a file. Its expression is seldom asked for: plans are made from the code. */
class KeptRule implements DetectionRule {
  readonly id: string;
  readonly name: string | undefined;
  readonly title: string;
  readonly level: DetectionRule['level'];
  readonly status: string;
  readonly tags: readonly string[];
  readonly description: string;
  readonly file: string;
  readonly line: number;
  readonly logSource: LogSource;
  readonly condition?: string;
  readonly selections: DetectionRule['selections'];
  readonly fields: readonly string[];
  readonly #code: () => RuleCode;
  readonly #number: number;

  constructor(rule: Omit<DetectionRule, 'expression'>, code: () => RuleCode, number: number) {
    this.id = rule.id;
    this.name = rule.name;
    this.title = rule.title;
    this.level = rule.level;
    this.status = rule.status;
    this.tags = rule.tags;
    this.description = rule.description;
    this.file = rule.file;
    this.line = rule.line;
    this.logSource = rule.logSource;
    if (rule.condition !== undefined) this.condition = rule.condition;
    this.selections = rule.selections;
    this.fields = rule.fields;
    this.#code = code;
    this.#number = number;
  }

  get expression(): Expression {
    return decodeRule(this.#code(), this.#number);
  }
}
