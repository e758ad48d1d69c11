import type { CorrelationRule, RuleSet } from '../rule/rule-model.ts';

/**
 * For each detection rule (by number) that a correlation builds on, directly or through other correlations: the
 * fields of its events that will be asked for.
 */
export function correlationFields(rules: RuleSet): Map<number, readonly string[]> {
  const fields = new Map<number, Set<string>>();
  for (const correlation of rules.correlations) collect(correlation, correlation, rules, fields);
  return new Map([...fields].map(([rule, names]) => [rule, [...names]]));
}

function collect(
  asking: CorrelationRule,
  through: CorrelationRule,
  rules: RuleSet,
  into: Map<number, Set<string>>,
): void {
  for (const reference of through.rules) {
    const number = rules.detections.findIndex((rule) => rule.id === reference || rule.name === reference);
    if (number >= 0) {
      const names = into.get(number) ?? new Set();
      for (const name of [...asking.groupBy, ...asking.fields])
        names.add(asking.aliases[name]?.[reference] ?? name);
      for (const alias of Object.values(asking.aliases))
        if (alias[reference] !== undefined) names.add(alias[reference]);
      into.set(number, names);
    }
    const inner = rules.correlations.find((rule) => rule.id === reference || rule.name === reference);
    if (inner !== undefined) collect(asking, inner, rules, into);
  }
}
