import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { AppLink } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { DateField } from '../../../ui/date-time-field.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { useCall } from '../../agencies/web/public/use-call.ts';
import { previewRuleSetRoute, type RulePreview } from '../contract/rule-sets.ts';
import { RuleMark } from './clock-signs.tsx';
import styles from './clocks.module.css';
import { sayDue, titleOf } from './say-duty.ts';

type Tally = RulePreview['rules'][number]['before'];
const dayMs = 86_400_000;
const dateOf = (at: number): string => new Date(at + 7 * 3_600_000).toISOString().slice(0, 10);

const Result = ({ preview }: { preview: RulePreview }) => {
  const text = useText();
  const language = useLanguage();
  const say = (tally: Tally) =>
    tally
      ? text('duties.preview-count', { count: tally.clocks, late: tally.late })
      : text('duties.preview-no-rule');
  const due = (at: string | null) => (at ? sayDue(at, language) : text('duties.preview-no-due'));
  return (
    <>
      <p className={styles.line} role="status">
        <strong>
          {text('duties.preview-incidents', {
            incidents: preview.incidents,
            count: preview.differingCount,
          })}
        </strong>
      </p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{text('duties.rule')}</th>
            <th scope="col">{text('duties.preview-before')}</th>
            <th scope="col">{text('duties.preview-after')}</th>
          </tr>
        </thead>
        <tbody>
          {preview.rules.map((rule) => (
            <tr
              key={rule.ruleId}
              data-differs={JSON.stringify(rule.before) !== JSON.stringify(rule.after) || undefined}
            >
              <td>
                <RuleMark clock={{ ruleId: rule.ruleId, regime: rule.ruleId.startsWith('A') ? 'A' : 'B' }} />{' '}
                {titleOf(rule, language)}
              </td>
              <td>{say(rule.before)}</td>
              <td>{say(rule.after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {preview.examples.length > 0 && (
        <>
          <h3 className={styles.sub}>{text('duties.preview-examples')}</h3>
          <ul className={styles.history}>
            {preview.examples.slice(0, 10).map((example) => (
              <li key={`${example.id} ${example.ruleId}`}>
                <AppLink to={`/incidents/${example.id}`}>{example.number}</AppLink>{' '}
                {text('duties.preview-example', {
                  rule: example.ruleId,
                  before: due(example.dueBefore),
                  after: due(example.dueAfter),
                })}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
};

/** What a version would have meant for the incidents of a span. */
export const RulePreviewCard = ({ id, version }: { id: string; version: number }) => {
  const text = useText();
  const send = useCall();
  const now = Date.now();
  const form = useForm({
    initial: { from: dateOf(now - 365 * dayMs), to: dateOf(now) },
    onSend: async (values) => void (await run.mutateAsync(values)),
  });
  const run = useMutation({
    mutationKey: [previewRuleSetRoute.path, id, version],
    mutationFn: (span: { from: string; to: string }) =>
      send(previewRuleSetRoute, { params: { id }, body: span }),
  });
  return (
    <Card title={text('duties.preview')}>
      <div className={styles.stack}>
        <p className={styles.line}>{text('duties.preview-lead')}</p>
        <Group align="end">
          <DateField form={form} name="from" label={text('duties.preview-from')} help=" " />
          <DateField form={form} name="to" label={text('duties.preview-to')} help=" " />
          <Button variant="default" loading={run.isPending} onClick={() => void form.submit()}>
            {text('duties.preview-run')}
          </Button>
        </Group>
        {run.data && <Result preview={run.data} />}
      </div>
    </Card>
  );
};
