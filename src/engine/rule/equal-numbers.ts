import type { Expression, RuleSet } from './rule-model.ts';

/**
 * The same rules with numbers that count in both spellings: `999` also as `0x3e7`, `0x3e7` also as `999`. Logs of one
 * event differ in this by tool and version; on request only, since a rule may mean the one and not the other.
 */
export function withEqualNumbers(rules: RuleSet): RuleSet {
  return {
    ...rules,
    detections: rules.detections.map((rule) => ({ ...rule, expression: widened(rule.expression) })),
  };
}

function widened(node: Expression): Expression {
  switch (node.op) {
    case 'const':
      return node;
    case 'not':
      return { op: 'not', of: widened(node.of) };
    case 'and':
    case 'or':
      return { op: node.op, of: node.of.map(widened) };
    case 'test': {
      const { field, test } = node;
      if (field === null || test.type !== 'text' || test.op !== 'equals') return node;
      const other = otherSpelling(test.value);
      return other === undefined
        ? node
        : { op: 'or', of: [node, { op: 'test', field, test: { ...test, value: other } }] };
    }
  }
}

function otherSpelling(value: string): string | undefined {
  if (/^(?:0|[1-9]\d{0,19})$/.test(value)) return `0x${BigInt(value).toString(16)}`;
  return /^0x[0-9a-f]{1,16}$/i.test(value) ? String(BigInt(value)) : undefined;
}
