import type { ReactNode } from 'react';
import { type Column, DataTable } from '../../../ui/data-table.tsx';
import { formatDate } from '../../../ui/format-date.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import type { DutyRule } from '../contract/rules.ts';
import { BasisMark, RuleMark } from './clock-signs.tsx';
import styles from './clocks.module.css';
import { sayRuleLimit, sayRuleRecipient, sayTrigger, titleOf } from './say-duty.ts';

type RuleTableProps = {
  rules: readonly DutyRule[];
  /** What can be done with a rule, in a last column. */
  actions?: (rule: DutyRule) => ReactNode;
};

/** Rules in words: what, from when, how long, to whom, on which form, by which text. */
export const RuleTable = ({ rules, actions }: RuleTableProps) => {
  const text = useText();
  const language = useLanguage();
  const validity = (rule: DutyRule) =>
    rule.validTo
      ? text('duties.valid-span', {
          from: formatDate(rule.validFrom, language),
          to: formatDate(rule.validTo, language),
        })
      : text('duties.valid-from', { from: formatDate(rule.validFrom, language) });
  const columns: Column<DutyRule>[] = [
    {
      key: 'rule',
      label: text('duties.rule'),
      render: (rule) => (
        <span className={styles.cell}>
          <RuleMark clock={{ ruleId: rule.id, regime: rule.regime }} />
          <span>{titleOf(rule, language)}</span>
        </span>
      ),
    },
    {
      key: 'trigger',
      label: text('duties.trigger'),
      width: '17%',
      onPhone: 'text',
      render: (rule) => sayTrigger(text, rule, language),
    },
    {
      key: 'limit',
      label: text('duties.limit'),
      width: '9rem',
      render: (rule) => sayRuleLimit(text, rule, language),
    },
    {
      key: 'recipients',
      label: text('duties.recipients'),
      width: '17%',
      onPhone: 'text',
      render: (rule) =>
        rule.recipients.map((recipient) => sayRuleRecipient(text, recipient, language)).join('; '),
    },
    {
      key: 'basis',
      label: text('duties.basis'),
      width: '24%',
      onPhone: 'text',
      render: (rule) => (
        <span title={language === 'vi' ? rule.basis.noteVi : rule.basis.noteEn}>
          <BasisMark status={rule.basis.status} />. {text('duties.basis-line', rule.basis)}, {validity(rule)}
        </span>
      ),
    },
    ...(actions
      ? [
          {
            key: 'actions',
            label: text('duties.rule-actions'),
            width: '6rem',
            align: 'end' as const,
            render: actions,
          },
        ]
      : []),
  ];
  return <DataTable label={text('duties.rules')} columns={columns} rows={rules} rowKey={(rule) => rule.id} />;
};
