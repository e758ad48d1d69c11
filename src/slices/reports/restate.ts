import { compileFigures } from './compile-report.ts';
import type { Fact, Span } from './facts.ts';

type Change = {
  source: Fact['source'];
  id: string;
  label: string;
  change: 'added' | 'removed' | 'changed';
  fields: { field: string; counted: string | null; now: string | null }[];
};
export type Restated = {
  figures: { key: string; counted: number | null; now: number | null }[];
  records: Change[];
  recordCount: number;
};

/** So many changed records are named; the rest is counted. */
const namedMax = 200;

const words = (value: string | number | null | undefined): string | null =>
  value === null || value === undefined ? null : String(value);

const compareFact = (before: Fact, after: Fact): Change['fields'] => {
  const names = new Set([...Object.keys(before.values), ...Object.keys(after.values)]);
  const fields = [...names].map((field) => ({
    field,
    counted: words(before.values[field]),
    now: words(after.values[field]),
  }));
  fields.push(
    { field: 'agency', counted: before.agencyId, now: after.agencyId },
    { field: 'at', counted: before.at, now: after.at },
  );
  return fields.filter(({ counted, now }) => counted !== now);
};

const keyOf = (fact: Fact): string => `${fact.source} ${fact.id}`;

/**
 * What the question of an approved report would answer today, where that differs from what was counted.
 * @returns null while every figure stands. A record that changed without moving a figure (its state, say) is no restatement.
 */
export const restate = (counted: readonly Fact[], now: readonly Fact[], span: Span): Restated | null => {
  const before = compileFigures(counted, span);
  const after = compileFigures(now, span);
  const figures = [...new Set([...before.keys(), ...after.keys()])]
    // A line of an agency that was not there counted nothing.
    .map((key) => ({
      key,
      counted: before.get(key) ?? (key.startsWith('agency.') ? 0 : null),
      now: after.get(key) ?? (key.startsWith('agency.') ? 0 : null),
    }))
    .filter(({ counted: first, now: second }) => first !== second);
  if (figures.length === 0) return null;

  const earlier = new Map(counted.map((fact) => [keyOf(fact), fact]));
  const later = new Map(now.map((fact) => [keyOf(fact), fact]));
  const records: Change[] = [];
  for (const [key, fact] of later) {
    const old = earlier.get(key);
    const { source, id, label } = fact;
    if (!old) records.push({ source, id, label, change: 'added', fields: [] });
    else {
      const fields = compareFact(old, fact);
      if (fields.length > 0) records.push({ source, id, label, change: 'changed', fields });
    }
  }
  for (const [key, { source, id, label }] of earlier) {
    if (!later.has(key)) records.push({ source, id, label, change: 'removed', fields: [] });
  }
  return { figures, records: records.slice(0, namedMax), recordCount: records.length };
};
