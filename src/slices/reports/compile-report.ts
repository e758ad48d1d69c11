import { fixedFigures } from './contract/figures.ts';
import type { Fact, Span } from './facts.ts';
import { boundsOf, countedFacts, measure, ruleOf } from './figure-rules.ts';

export type Figures = ReadonlyMap<string, number | null>;

/** Incidents received in the period by agency, one pass over the facts; `agency.none` gathers those without one. */
const countAgencies = (facts: readonly Fact[], span: Span): [string, number][] => {
  const rule = ruleOf('incident.received');
  const counts = new Map<string, number>();
  for (const fact of rule ? countedFacts(rule, facts, boundsOf(span)) : []) {
    const key = `agency.${fact.agencyId ?? 'none'}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].sort(
    ([firstKey, first], [secondKey, second]) => second - first || (firstKey < secondKey ? -1 : 1),
  );
};

/** Every figure of a period out of its facts. The same facts give the same figures, whenever and wherever. */
export const compileFigures = (facts: readonly Fact[], span: Span): Figures => {
  const bounds = boundsOf(span);
  const figures = new Map<string, number | null>();
  for (const key of fixedFigures) {
    const rule = ruleOf(key);
    if (rule) figures.set(key, measure(rule, countedFacts(rule, facts, bounds)));
  }
  for (const [key, count] of countAgencies(facts, span)) figures.set(key, count);
  return figures;
};

/** The facts behind a figure, newest first; undefined for a name that no report has. */
export const listFactsOf = (figure: string, facts: readonly Fact[], span: Span): Fact[] | undefined => {
  const rule = ruleOf(figure);
  return rule && countedFacts(rule, facts, boundsOf(span)).reverse();
};
