import type { RuleSetContent } from '../contract/rules.ts';
import { rulesRegimeA } from './rules-regime-a.ts';
import { rulesRegimeB } from './rules-regime-b.ts';

/** The rules that the program ships as version 1. Editable; what nobody read in the text is marked in each rule. */
export const firstRuleSet: RuleSetContent = {
  format: 'khien-duty-rules/1',
  ladder: [
    { share: 50, to: ['incident-lead', 'on-duty'] },
    { share: 80, to: ['incident-lead', 'on-duty', 'deputy-leader'] },
    { share: 95, to: ['incident-lead', 'on-duty', 'deputy-leader', 'team-leader'] },
    { share: 100, to: ['incident-lead', 'on-duty', 'deputy-leader', 'team-leader'] },
  ],
  rules: [...rulesRegimeA, ...rulesRegimeB],
};
