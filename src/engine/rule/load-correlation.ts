import { type Condition, ConditionError, parseCondition } from './condition.ts';
import { RuleError } from './load-detection.ts';
import type {
  CorrelationRule,
  CorrelationType,
  NumberOp,
  Occurrence,
  RuleHead,
  Threshold,
} from './rule-model.ts';
import type { YamlMap, YamlNode } from './yaml-node.ts';
import { findEntry, textList } from './yaml-reading.ts';

const correlationTypes: readonly CorrelationType[] = [
  'event_count',
  'value_count',
  'temporal',
  'temporal_ordered',
  'value_sum',
  'value_avg',
  'value_percentile',
  'value_median',
  'regular_beat',
];
const operators = new Set(['gt', 'gte', 'lt', 'lte', 'eq', 'neq']);
const unitSeconds: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400 };

/**
 * Reads the `correlation` part of a rule. Throws {@link RuleError}.
 *
 * @param generate the key of this name beside the correlation: the schema has it there, the tools inside
 */
export function loadCorrelation(
  head: RuleHead,
  map: YamlMap,
  generate?: YamlNode | undefined,
): CorrelationRule {
  const typeNode = findEntry(map, 'type');
  const type = correlationTypes.find((name) => typeNode?.kind === 'scalar' && name === typeNode.text);
  if (type === undefined)
    throw new RuleError('the correlation has no known type', typeNode?.line ?? map.line);
  const rules = textList(findEntry(map, 'rules'));
  if (rules.length === 0) throw new RuleError('the correlation names no rules', map.line);
  const isTemporal = type === 'temporal' || type === 'temporal_ordered';
  const condition = readCondition(map, rules, isTemporal);
  if (type.startsWith('value_') && condition.fields.length === 0)
    throw new RuleError(`${type} needs a field in its condition`, map.line);
  if (!isTemporal && condition.thresholds.length === 0)
    throw new RuleError(`${type} needs a condition`, map.line);
  return {
    ...head,
    type,
    rules,
    groupBy: textList(findEntry(map, 'group-by')),
    timespanSeconds: readTimespan(map),
    ...condition,
    aliases: readAliases(findEntry(map, 'aliases')),
    generate: isTrue(findEntry(map, 'generate') ?? generate),
  };
}

const isTrue = (node: YamlNode | undefined): boolean => node?.kind === 'scalar' && node.value === true;

function readTimespan(map: YamlMap): number {
  const node = findEntry(map, 'timespan') ?? findEntry(map, 'timeframe');
  const match = node?.kind === 'scalar' ? /^(\d+)([smhd])$/.exec(node.text) : null;
  if (match === null)
    throw new RuleError('the timespan is a number and s, m, h or d', node?.line ?? map.line);
  return Number(match[1]) * unitSeconds[match[2]!]!;
}

type ConditionParts = Pick<CorrelationRule, 'thresholds' | 'fields' | 'percentile' | 'occurrence'>;

function readCondition(map: YamlMap, rules: readonly string[], isTemporal: boolean): ConditionParts {
  const node = findEntry(map, 'condition');
  const parts = { thresholds: [] as Threshold[], fields: [] as string[], percentile: 50 };
  let occurrence: Occurrence | undefined;
  if (node?.kind === 'scalar' && isTemporal && node.text !== '') {
    try {
      occurrence = toOccurrence(parseCondition(node.text), rules);
    } catch (error) {
      if (error instanceof ConditionError) throw new RuleError(`condition: ${error.message}`, node.line);
      throw error;
    }
  } else if (node?.kind === 'map') {
    for (const { key, line, value } of node.entries) {
      if (key === 'field') parts.fields = textList(value);
      else {
        const number = value.kind === 'scalar' ? Number(value.value) : Number.NaN;
        if (Number.isNaN(number)) throw new RuleError(`"${key}" is not a number`, line);
        if (key === 'percentile') parts.percentile = number;
        else if (operators.has(key)) parts.thresholds.push({ op: key as NumberOp | 'neq', value: number });
        else throw new RuleError(`unknown part "${key}" of a condition`, line);
      }
    }
  } else if (node !== undefined)
    throw new RuleError('the condition is a map of one or two comparisons', node.line);
  return { ...parts, occurrence };
}

/** A temporal condition such as `a and (b or c) and not d`, over the names of the rules. */
function toOccurrence(condition: Condition, rules: readonly string[]): Occurrence {
  switch (condition.op) {
    case 'and':
    case 'or':
      return { op: condition.op, of: condition.of.map((part) => toOccurrence(part, rules)) };
    case 'not':
      return { op: 'not', of: toOccurrence(condition.of, rules) };
    case 'name': {
      const index = rules.indexOf(condition.name);
      if (index < 0) throw new ConditionError(`"${condition.name}" is not among the rules`);
      return { op: 'rule', index };
    }
    default:
      throw new ConditionError('"x of" has no meaning in a correlation');
  }
}

function readAliases(node: YamlNode | undefined): Record<string, Record<string, string>> {
  if (node?.kind !== 'map') return {};
  const aliases: Record<string, Record<string, string>> = {};
  for (const { key, line, value } of node.entries) {
    if (value.kind !== 'map') throw new RuleError(`the alias "${key}" is a map from rules to fields`, line);
    aliases[key] = Object.fromEntries(
      value.entries.map(({ key: rule, value: field }) => [rule, field.kind === 'scalar' ? field.text : '']),
    );
  }
  return aliases;
}
