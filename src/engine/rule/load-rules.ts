import type { Placeholders } from './compile-item.ts';
import { loadCorrelation } from './load-correlation.ts';
import { loadDetection, RuleError } from './load-detection.ts';
import { parseYaml } from './parse-yaml.ts';
import {
  type CorrelationRule,
  type DetectionRule,
  type Expression,
  type LogSource,
  levels,
  type RuleHead,
  type RuleProblem,
  type RuleSet,
} from './rule-model.ts';
import { YamlError, type YamlMap } from './yaml-node.ts';
import { findEntry, textList, textOf } from './yaml-reading.ts';

/** A rule file: its name as shown to people, and its text. */
export type RuleSource = { readonly file: string; readonly text: string };

type Filter = RuleHead & { rules: string[]; logSource: LogSource; expression: Expression };
type Loading = {
  detections: DetectionRule[];
  correlations: CorrelationRule[];
  filters: Filter[];
  problems: RuleProblem[];
};

const statuses = ['stable', 'test', 'experimental', 'deprecated', 'unsupported'];

/**
 * Loads Sigma rules: detections, correlations, filters, and files that hold several of them.
 *
 * Never throws: whatever cannot be loaded is in `problems` with file, line and reason, and everything else works.
 * Filters are joined to the rules they name with AND, so a filter that lists the accepted cases says
 * `condition: not selection`.
 */
export function loadRules(sources: readonly RuleSource[], placeholders: Placeholders = new Map()): RuleSet {
  const loading: Loading = { detections: [], correlations: [], filters: [], problems: [] };
  for (const source of sources) loadFile(source, placeholders, loading);
  dropDuplicates(loading);
  applyFilters(loading);
  checkReferences(loading);
  const { detections, correlations, problems } = loading;
  return { detections, correlations, problems };
}

function loadFile(source: RuleSource, placeholders: Placeholders, loading: Loading): void {
  const problem = (line: number, reason: string, rule?: string): void => {
    loading.problems.push({ file: source.file, line, reason, rule, severity: 'error' });
  };
  try {
    const documents = parseYaml(source.text);
    if (documents.length === 0) problem(1, 'the file holds no rule');
    for (const document of documents) {
      if (document.kind !== 'map') problem(document.line, 'a rule is a map of keys');
      else {
        try {
          loadDocument(document, source.file, placeholders, loading);
        } catch (error) {
          if (!(error instanceof RuleError)) throw error;
          problem(
            error.line,
            error.message,
            textOf(document, 'id') || textOf(document, 'title') || undefined,
          );
        }
      }
    }
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    problem(error.line, `not readable as YAML: ${error.message} (column ${error.column})`);
  }
}

function loadDocument(map: YamlMap, file: string, placeholders: Placeholders, loading: Loading): void {
  if (findEntry(map, 'action') !== undefined)
    throw new RuleError('"action" belongs to Sigma 1; write each rule out', map.line);
  const head = readHead(map, file);
  const correlation = findEntry(map, 'correlation');
  const filter = findEntry(map, 'filter');
  const detection = findEntry(map, 'detection');
  if (correlation?.kind === 'map')
    loading.correlations.push(loadCorrelation(head, correlation, findEntry(map, 'generate')));
  else if (filter?.kind === 'map') {
    const loaded = loadDetection(filter, placeholders, ['condition', 'rules']);
    const rules = textList(findEntry(filter, 'rules'));
    loading.filters.push({ ...head, rules, logSource: readLogSource(map), expression: loaded.expression });
  } else if (detection?.kind === 'map') {
    const { expression, selections, condition, unused } = loadDetection(detection, placeholders);
    const rule = { ...head, logSource: readLogSource(map), expression, selections, condition };
    loading.detections.push({ ...rule, fields: textList(findEntry(map, 'fields')) });
    for (const { name, line } of unused)
      loading.problems.push({
        ...{ file, line, rule: head.id },
        severity: 'warning',
        reason: `the condition does not use "${name}"`,
      });
  } else throw new RuleError('neither detection, correlation nor filter', map.line);
}

function readHead(map: YamlMap, file: string): RuleHead {
  const title = textOf(map, 'title');
  const name = textOf(map, 'name') || undefined;
  const id = textOf(map, 'id') || name || title;
  if (id === '') throw new RuleError('the rule has neither id nor title', map.line);
  const level = textOf(map, 'level');
  const known = levels.find((candidate) => candidate === level);
  if (level !== '' && known === undefined)
    throw new RuleError(`unknown level "${level}"`, findEntry(map, 'level')!.line);
  const status = textOf(map, 'status');
  if (status !== '' && !statuses.includes(status))
    throw new RuleError(`unknown status "${status}"`, findEntry(map, 'status')!.line);
  const tags = textList(findEntry(map, 'tags'));
  const description = textOf(map, 'description');
  return { id, name, title, level: known ?? 'medium', status, tags, description, file, line: map.line };
}

function readLogSource(map: YamlMap): LogSource {
  const node = findEntry(map, 'logsource');
  if (node?.kind !== 'map') throw new RuleError('the rule has no log source', node?.line ?? map.line);
  const source: { -readonly [key in keyof LogSource]: string } = {};
  for (const key of ['category', 'product', 'service'] as const) {
    const value = textOf(node, key).toLowerCase();
    if (value !== '') source[key] = value;
  }
  if (Object.keys(source).length === 0) throw new RuleError('the log source is empty', node.line);
  return source;
}

/** Of rules with the same id the first stays. */
function dropDuplicates(loading: Loading): void {
  const seen = new Map<string, RuleHead>();
  const isFirst = (rule: RuleHead): boolean => {
    const earlier = seen.get(rule.id);
    if (earlier === undefined) {
      seen.set(rule.id, rule);
      return true;
    }
    const reason = `the same id stands in ${earlier.file}:${earlier.line}; this one is left out`;
    loading.problems.push({ file: rule.file, line: rule.line, rule: rule.id, severity: 'error', reason });
    return false;
  };
  loading.detections = loading.detections.filter(isFirst);
  loading.correlations = loading.correlations.filter(isFirst);
}

const isMeant = (rule: RuleHead, reference: string): boolean =>
  rule.id === reference || rule.name === reference;

function applyFilters(loading: Loading): void {
  for (const filter of loading.filters) {
    const appliesToAll = filter.rules.length === 0 || filter.rules.includes('any');
    for (const reference of filter.rules) {
      if (reference === 'any' || loading.detections.some((rule) => isMeant(rule, reference))) continue;
      const reason = `the filter names a rule that is not loaded: ${reference}`;
      loading.problems.push({
        file: filter.file,
        line: filter.line,
        rule: filter.id,
        severity: 'warning',
        reason,
      });
    }
    loading.detections = loading.detections.map((rule) => {
      const isNamed = filter.rules.some((reference) => isMeant(rule, reference));
      if (!isNamed && !(appliesToAll && isWithin(rule.logSource, filter.logSource))) return rule;
      const expression: Expression = { op: 'and', of: [rule.expression, filter.expression] };
      return {
        ...rule,
        expression,
        selections: { ...rule.selections, [`filter: ${filter.title}`]: filter.expression },
      };
    });
  }
}

const isWithin = (rule: LogSource, filter: LogSource): boolean =>
  (['category', 'product', 'service'] as const).every(
    (key) => filter[key] === undefined || filter[key] === rule[key],
  );

/** Leaves out correlations that name unknown rules or, in the end, themselves. */
function checkReferences(loading: Loading): void {
  const byReference = new Map<string, RuleHead | CorrelationRule>();
  for (const rule of [...loading.detections, ...loading.correlations]) {
    byReference.set(rule.id, rule);
    if (rule.name !== undefined) byReference.set(rule.name, rule);
  }
  const fault = (rule: CorrelationRule, path: readonly string[]): string | undefined => {
    if (path.includes(rule.id)) return 'the correlation leads back to itself';
    for (const reference of rule.rules) {
      const target = byReference.get(reference);
      if (target === undefined) return `the correlation names a rule that is not loaded: ${reference}`;
      const deeper = 'timespanSeconds' in target ? fault(target, [...path, rule.id]) : undefined;
      if (deeper !== undefined) return deeper;
    }
    return undefined;
  };
  loading.correlations = loading.correlations.filter((rule) => {
    const reason = fault(rule, []);
    if (reason === undefined) return true;
    loading.problems.push({ file: rule.file, line: rule.line, rule: rule.id, severity: 'error', reason });
    return false;
  });
}
