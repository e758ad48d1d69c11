import { Button, Modal, NumberInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { AppLink } from '../../../../ui/app-link.tsx';
import { Card } from '../../../../ui/card.tsx';
import { Form } from '../../../../ui/form.tsx';
import { CheckField, TextField } from '../../../../ui/form-fields.tsx';
import { formatDate } from '../../../../ui/format-date.ts';
import { StatusBadge } from '../../../../ui/status-badge.tsx';
import { useForm } from '../../../../ui/use-form.ts';
import { useLanguage, useText } from '../../../../ui/use-text.ts';
import { forget, useCall } from '../../../agencies/web/public/use-call.ts';
import { type ExpertRule, type SkillMatrix, setExpertRuleRoute } from '../../contract/skills.ts';
import { vietnamToday } from '../week-days.ts';
import styles from './skills-page.module.css';

const RuleForm = ({ rule, onDone }: { rule: ExpertRule; onDone: () => void }) => {
  const text = useText();
  const send = useCall();
  const client = useQueryClient();
  const { version, ...initial } = rule;
  const form = useForm({
    initial,
    onSend: async (values) => {
      await send(setExpertRuleRoute, { body: { ...values, version } });
      await forget(client, '/api/v1/skills');
      onDone();
    },
  });
  const number = (name: 'expertsNeeded' | 'levelNeeded' | 'skillsNeeded', label: string, most: number) => (
    <NumberInput
      label={label}
      min={name === 'expertsNeeded' ? 0 : 1}
      max={most}
      allowDecimal={false}
      value={form.values[name]}
      error={form.errors[name]}
      onChange={(value) => form.set(name, Number(value) || 0)}
    />
  );
  return (
    <Form form={form} onCancel={onDone}>
      {number('expertsNeeded', text('team.rule-experts'), 100)}
      {number('levelNeeded', text('team.rule-level'), 4)}
      {number('skillsNeeded', text('team.rule-skills'), 20)}
      <CheckField form={form} name="needsCertificate" label={text('team.rule-certificate')} />
      <TextField form={form} name="basis" label={text('team.rule-basis')} lengthMax={300} />
      <CheckField form={form} name="isVerified" label={text('team.rule-verified')} />
    </Form>
  );
};

const Expiring = ({ matrix }: { matrix: SkillMatrix }) => {
  const text = useText();
  const language = useLanguage();
  if (matrix.expiring.length === 0) return null;
  return (
    <Card title={text('team.expiring')} count={matrix.expiring.length}>
      <ul className={styles.list}>
        {matrix.expiring.map(({ id, member, title, expiresOn }) => {
          const isOver = expiresOn < vietnamToday();
          const date = formatDate(expiresOn, language);
          return (
            <li key={id} className={styles.line}>
              <span>
                <AppLink to={`/team/members/${member.id}`}>{member.fullName}</AppLink>: {title}
              </span>
              <StatusBadge
                tone={isOver ? 'harm' : 'wait'}
                label={text(isOver ? 'team.expired-on' : 'team.expires-on', { date })}
              />
            </li>
          );
        })}
      </ul>
    </Card>
  );
};

/** How many qualified experts the team has against how many it needs, by which rule, and which certificates end soon. */
export const SkillIndicator = ({ matrix }: { matrix: SkillMatrix }) => {
  const text = useText();
  const [isEditing, setEditing] = useState(false);
  const { rule, expertCount } = matrix;
  const missing = Math.max(0, rule.expertsNeeded - expertCount);
  const ruleWords = text(rule.needsCertificate ? 'team.experts-rule-certificate' : 'team.experts-rule', {
    skills: rule.skillsNeeded,
    level: rule.levelNeeded,
  });
  return (
    <div className={styles.indicator}>
      <Card
        title={text('team.experts')}
        action={
          matrix.can.update && (
            <Button variant="subtle" size="compact-sm" onClick={() => setEditing(true)}>
              {text('team.rule-edit')}
            </Button>
          )
        }
      >
        <p className={styles.figure}>
          <strong>{text('team.experts-of', { count: expertCount, needed: rule.expertsNeeded })}</strong>{' '}
          <StatusBadge
            tone={missing > 0 ? 'harm' : 'good'}
            label={missing > 0 ? text('team.experts-missing', { count: missing }) : text('team.experts-met')}
          />
        </p>
        <p className={styles.quiet}>{ruleWords}</p>
        <p className={styles.quiet}>
          {text('team.experts-basis', { basis: rule.basis })}
          {!rule.isVerified && ` (${text('team.experts-unverified')})`}
        </p>
      </Card>
      <Expiring matrix={matrix} />
      <Modal
        opened={isEditing}
        onClose={() => setEditing(false)}
        title={<strong>{text('team.rule-edit')}</strong>}
        closeButtonProps={{ 'aria-label': text('ui.close') }}
      >
        <RuleForm rule={rule} onDone={() => setEditing(false)} />
      </Modal>
    </div>
  );
};
