import { Button, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Card } from '../../../ui/card.tsx';
import { DateTimeField } from '../../../ui/date-time-field.tsx';
import { Form } from '../../../ui/form.tsx';
import { AreaField, SelectField } from '../../../ui/form-fields.tsx';
import { useMay } from '../../../ui/session.ts';
import { useForm } from '../../../ui/use-form.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { forget, useAnswer, useCall } from '../../agencies/web/public/use-call.ts';
import { startClockRoute } from '../contract/clocks.ts';
import { listRulesRoute } from '../contract/rule-sets.ts';
import { ClockCard } from './clock-card.tsx';
import { clockPaths, useFreshClocks, useIncidentClocks } from './clock-queries.ts';
import styles from './clocks.module.css';
import { titleOf } from './say-duty.ts';

type StartFormProps = { incidentId: string; onDone: () => void };

const StartForm = ({ incidentId, onDone }: StartFormProps) => {
  const text = useText();
  const language = useLanguage();
  const send = useCall();
  const client = useQueryClient();
  const { data } = useAnswer(listRulesRoute, { query: {} });
  const rules = (data?.items ?? []).filter(
    ({ trigger, isValid }) => isValid && trigger.kind === 'by-hand' && trigger.subject === 'incident',
  );
  const form = useForm({
    initial: { ruleId: '', startedAt: new Date().toISOString(), note: '' },
    onSend: async (values) => {
      await send(startClockRoute, { body: { ...values, subjectId: incidentId } });
      await forget(client, ...clockPaths);
      onDone();
    },
  });
  return (
    <Form form={form} submitLabel={text('duties.start')} onCancel={onDone}>
      <p className={styles.line}>{text('duties.start-lead')}</p>
      <SelectField
        form={form}
        name="ruleId"
        label={text('duties.clock')}
        options={rules.map((rule) => ({ value: rule.id, label: `${rule.id} ${titleOf(rule, language)}` }))}
      />
      <DateTimeField form={form} name="startedAt" label={text('duties.started-at')} />
      <AreaField
        form={form}
        name="note"
        label={text('duties.note')}
        help={text('duties.note-help')}
        rows={2}
      />
    </Form>
  );
};

/** The next due stand open; the others must not push the log off the page. */
const shownAtOnce = 4;

/** What the law asks for this incident: what runs, first due first; what is done below. */
export const IncidentClocksPanel = ({ id }: { id: string }) => {
  const text = useText();
  const may = useMay('clock.read');
  const [isStarting, setStarting] = useState(false);
  const { data } = useIncidentClocks(id, !may);
  useFreshClocks();
  if (!data) return null;
  const open = data.items.filter(({ state }) => state === 'running' || state === 'paused');
  const ended = data.items.filter(({ state }) => state === 'fulfilled' || state === 'stopped');
  const unexplained = ended.filter(({ needsReason }) => needsReason);
  return (
    <Card
      title={text('duties.panel')}
      count={open.length}
      padding="flush"
      action={
        data.can.start && (
          <Button variant="subtle" size="compact-sm" onClick={() => setStarting(true)}>
            {text('duties.start')}
          </Button>
        )
      }
    >
      {data.items.length === 0 && (
        <p className={styles.deskCounts}>
          <span className={styles.quiet}>{text('duties.panel-empty')}</span>
        </p>
      )}
      <ul className={styles.list}>
        {[...unexplained, ...open.slice(0, shownAtOnce)].map((clock) => (
          <ClockCard key={clock.id} clock={clock} />
        ))}
      </ul>
      {open.length > shownAtOnce && (
        <details className={styles.fold}>
          <summary>{text('duties.panel-more', { count: open.length - shownAtOnce })}</summary>
          <ul className={styles.list}>
            {open.slice(shownAtOnce).map((clock) => (
              <ClockCard key={clock.id} clock={clock} />
            ))}
          </ul>
        </details>
      )}
      {ended.length > unexplained.length && (
        <details className={styles.fold}>
          <summary>{text('duties.panel-ended', { count: ended.length - unexplained.length })}</summary>
          <ul className={styles.list}>
            {ended
              .filter(({ needsReason }) => !needsReason)
              .map((clock) => (
                <ClockCard key={clock.id} clock={clock} />
              ))}
          </ul>
        </details>
      )}
      <Modal
        opened={isStarting}
        onClose={() => setStarting(false)}
        title={<strong>{text('duties.start')}</strong>}
        closeButtonProps={{ 'aria-label': text('ui.close') }}
      >
        {isStarting && <StartForm incidentId={id} onDone={() => setStarting(false)} />}
      </Modal>
    </Card>
  );
};
