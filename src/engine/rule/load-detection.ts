import { compileItem, ItemError, type Placeholders, type RuleValue } from './compile-item.ts';
import { type Condition, ConditionError, namesOf, parseCondition } from './condition.ts';
import type { Expression } from './rule-model.ts';
import type { YamlMap, YamlNode } from './yaml-node.ts';

/** A place in a rule that has no meaning; lines count from 1. */
export class RuleError extends Error {
  readonly line: number;
  constructor(reason: string, line: number) {
    super(reason);
    this.line = line;
  }
}

export type LoadedDetection = {
  expression: Expression;
  selections: Record<string, Expression>;
  /** As it is written; of a list, joined with "or". */
  condition: string;
  /** Selections that no condition names. */
  unused: { name: string; line: number }[];
};

/** Compiles the `detection` (or `filter`) part of a rule. `reserved` names keys that are not selections. */
export function loadDetection(
  detection: YamlMap,
  placeholders: Placeholders,
  reserved: readonly string[] = ['condition', 'timeframe'],
): LoadedDetection {
  const selections: Record<string, Expression> = {};
  const lines = new Map<string, number>();
  for (const { key, line, value } of detection.entries) {
    if (reserved.includes(key)) continue;
    selections[key] = compileSelection(value, line, placeholders);
    lines.set(key, line);
  }
  const entry = detection.entries.find(({ key }) => key === 'condition');
  if (entry === undefined) throw new RuleError('the detection has no condition', detection.line);
  const sources = entry.value.kind === 'list' ? entry.value.items : [entry.value];
  const used = new Set<string>();
  const of = sources.map((source) => {
    if (source.kind !== 'scalar') throw new RuleError('a condition is a text', source.line);
    try {
      return resolve(parseCondition(source.text), selections, used);
    } catch (error) {
      if (error instanceof ConditionError) throw new RuleError(`condition: ${error.message}`, source.line);
      throw error;
    }
  });
  if (of.length === 0) throw new RuleError('the detection has no condition', entry.line);
  const unused = [...lines].filter(([name]) => !used.has(name)).map(([name, line]) => ({ name, line }));
  const condition = sources.map((source) => (source.kind === 'scalar' ? source.text : '')).join(' or ');
  return { expression: of.length === 1 ? of[0]! : { op: 'or', of }, selections, condition, unused };
}

function resolve(
  condition: Condition,
  selections: Record<string, Expression>,
  used: Set<string>,
): Expression {
  const pick = (name: string): Expression => {
    used.add(name);
    return selections[name]!;
  };
  switch (condition.op) {
    case 'and':
    case 'or':
      return { op: condition.op, of: condition.of.map((part) => resolve(part, selections, used)) };
    case 'not':
      return { op: 'not', of: resolve(condition.of, selections, used) };
    case 'name':
      if (selections[condition.name] === undefined)
        throw new ConditionError(`there is no "${condition.name}"`);
      return pick(condition.name);
    default: {
      const names = namesOf(condition.pattern, Object.keys(selections));
      if (names.length === 0) throw new ConditionError(`no selection is meant by "${condition.pattern}"`);
      return { op: condition.op === 'some' ? 'or' : 'and', of: names.map(pick) };
    }
  }
}

function compileSelection(node: YamlNode, line: number, placeholders: Placeholders): Expression {
  if (node.kind === 'map') return compileMap(node, placeholders);
  const items = node.kind === 'list' ? node.items : [node];
  if (items.length === 0) throw new RuleError('the selection is empty', line);
  const keywords: RuleValue[] = [];
  const of: Expression[] = [];
  for (const item of items) {
    if (item.kind === 'map') of.push(compileMap(item, placeholders));
    else if (item.kind === 'list') throw new RuleError('a list inside a list of a selection', item.line);
    else if (item.value === null) throw new RuleError('a keyword cannot be empty', item.line);
    else keywords.push(item.value);
  }
  if (keywords.length > 0) of.push(atLine(line, () => compileItem('', keywords, placeholders)));
  return of.length === 1 ? of[0]! : { op: 'or', of };
}

function compileMap(node: YamlMap, placeholders: Placeholders): Expression {
  if (node.entries.length === 0) throw new RuleError('the selection is empty', node.line);
  const of = node.entries.map(({ key, line, value }) => {
    const items = value.kind === 'list' ? value.items : [value];
    const values = items.map((item): RuleValue => {
      if (item.kind !== 'scalar') throw new RuleError(`"${key}" holds something else than values`, item.line);
      // A fraction keeps the spelling of the rule, as logs keep theirs.
      return typeof item.value === 'number' && !Number.isInteger(item.value) ? item.text : item.value;
    });
    return atLine(line, () => compileItem(key, values, placeholders));
  });
  return of.length === 1 ? of[0]! : { op: 'and', of };
}

function atLine(line: number, compile: () => Expression): Expression {
  try {
    return compile();
  } catch (error) {
    if (error instanceof ItemError || error instanceof RangeError) throw new RuleError(error.message, line);
    throw error;
  }
}
