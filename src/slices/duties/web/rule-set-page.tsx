import { Button, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { addressOf } from '../../../platform/http/client.ts';
import { Card } from '../../../ui/card.tsx';
import { ConfirmAction } from '../../../ui/confirm-action.tsx';
import { formatDate, formatDateTime } from '../../../ui/format-date.ts';
import { IconDownload, IconPlus } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import { problemOf } from '../../../ui/problem.ts';
import { ErrorPage, PageLoading } from '../../../ui/state-pages.tsx';
import { useRouteParam } from '../../../ui/use-address.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { forget, useAnswer, useCall, useLiveRefresh } from '../../agencies/web/public/use-call.ts';
import * as sets from '../contract/rule-sets.ts';
import type { DutyRule, RuleSetContent } from '../contract/rules.ts';
import styles from './clocks.module.css';
import { DifferenceList } from './difference-list.tsx';
import { RuleForm } from './rule-form.tsx';
import { RulePreviewCard } from './rule-preview.tsx';
import { RuleTable } from './rule-table.tsx';

const paths = ['/api/v1/duty-rule'] as const;
const steps = {
  propose: sets.proposeRuleSetRoute,
  return: sets.returnRuleSetRoute,
  approve: sets.approveRuleSetRoute,
  refuse: sets.refuseRuleSetRoute,
} as const;
const stepNames = ['propose', 'return', 'approve', 'refuse'] as const;

const Steps = ({ set, isChanged }: { set: sets.RuleSetAnswer; isChanged: boolean }) => {
  const text = useText();
  const language = useLanguage();
  const send = useCall();
  const client = useQueryClient();
  return (
    <div className={styles.steps}>
      <strong>{text(`duties.rule-set-state.${set.state}`)}</strong>
      {stepNames
        .filter((name) => set.can[name] && !(name === 'propose' && isChanged))
        .map((name) => (
          <ConfirmAction
            key={name}
            title={text(`duties.rule-set-${name}`)}
            confirmLabel={text(`duties.rule-set-${name}`)}
            consequence={text(`duties.rule-set-${name}-text`, { from: formatDate(set.validFrom, language) })}
            needsReason={name === 'refuse'}
            isHarmful={name === 'refuse'}
            onConfirm={async (note) => {
              await send(steps[name], { params: { id: set.id }, body: { version: set.version, note } });
              await forget(client, ...paths);
            }}
            trigger={(open) => (
              <Button size="compact-sm" variant={name === 'approve' ? 'filled' : 'default'} onClick={open}>
                {text(`duties.rule-set-${name}`)}
              </Button>
            )}
          />
        ))}
      {set.state === 'proposed' && !set.can.approve && (
        <span className={styles.quiet}>{text('duties.rule-set-second')}</span>
      )}
      {set.decidedBy && set.decidedAt && (
        <span className={styles.quiet}>
          {text('duties.rule-set-decided', {
            name: set.decidedBy,
            time: formatDateTime(set.decidedAt, language),
          })}{' '}
          {set.decisionNote}
        </span>
      )}
    </div>
  );
};

const LadderCard = ({ content }: { content: RuleSetContent }) => {
  const text = useText();
  return (
    <Card title={text('duties.ladder')}>
      <ul className={styles.recipients}>
        {content.ladder.map(({ share, to }) => (
          <li key={share}>
            <strong>
              {share >= 100 ? text('duties.ladder-breach') : text('duties.ladder-step', { share })}:
            </strong>{' '}
            {to.map((party) => text(`duties.ladder-to.${party}`)).join(', ')}
          </li>
        ))}
      </ul>
    </Card>
  );
};

type EditorProps = {
  content: RuleSetContent;
  onChange: ((content: RuleSetContent) => void) | undefined;
};

/** The rules of a set; in a draft each can be changed, removed, and more added. */
const Editor = ({ content, onChange }: EditorProps) => {
  const text = useText();
  const [edited, setEdited] = useState<{ rule: DutyRule | undefined }>();
  const others = content.rules.filter(({ id }) => id !== edited?.rule?.id);
  const keep = (rule: DutyRule) => {
    const at = content.rules.findIndex(({ id }) => id === edited?.rule?.id);
    const rules = at < 0 ? [...content.rules, rule] : content.rules.with(at, rule);
    onChange?.({ ...content, rules });
    setEdited(undefined);
  };
  return (
    <Card
      title={text('duties.rules')}
      count={content.rules.length}
      padding="flush"
      action={
        onChange && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size="0.875rem" />}
            onClick={() => setEdited({ rule: undefined })}
          >
            {text('duties.rule-add')}
          </Button>
        )
      }
    >
      <RuleTable
        rules={content.rules}
        {...(onChange
          ? {
              actions: (rule: DutyRule) => (
                <Button size="compact-sm" variant="subtle" onClick={() => setEdited({ rule })}>
                  {text('ui.edit')}
                </Button>
              ),
            }
          : {})}
      />
      <Modal
        opened={edited !== undefined}
        onClose={() => setEdited(undefined)}
        size="lg"
        title={
          <strong>
            {edited?.rule ? text('duties.rule-edit', { rule: edited.rule.id }) : text('duties.rule-add')}
          </strong>
        }
        closeButtonProps={{ 'aria-label': text('ui.close') }}
      >
        {edited?.rule && others.length > 0 && (
          <Button
            variant="subtle"
            color="red"
            size="compact-sm"
            onClick={() => {
              onChange?.({ ...content, rules: others });
              setEdited(undefined);
            }}
          >
            {text('duties.rule-remove')}
          </Button>
        )}
        {edited && (
          <RuleForm
            rule={edited.rule}
            takenIds={others.map(({ id }) => id)}
            onDone={keep}
            onCancel={() => setEdited(undefined)}
          />
        )}
      </Modal>
    </Card>
  );
};

const useSave = (set: sets.RuleSetAnswer, content: RuleSetContent, onSaved: () => void) => {
  const text = useText();
  const send = useCall();
  const client = useQueryClient();
  const [fault, setFault] = useState<string>();
  const [isSaving, setSaving] = useState(false);
  const save = async () => {
    setSaving(true);
    setFault(undefined);
    try {
      const { id, version, validFrom, note } = set;
      await send(sets.saveRuleSetRoute, { params: { id }, body: { version, validFrom, note, content } });
      await forget(client, ...paths);
      onSaved();
    } catch (thrown) {
      const problem = problemOf(thrown);
      const named = problem?.errors?.map(({ field, message }) => `${field}: ${message}`).join('; ');
      setFault(problem?.status ? (named ?? problem.title) : text('ui.problem-network'));
    } finally {
      setSaving(false);
    }
  };
  return { save, fault, isSaving };
};

const Loaded = ({ set }: { set: sets.RuleSetAnswer }) => {
  const text = useText();
  const language = useLanguage();
  const [draft, setDraft] = useState<RuleSetContent>();
  const content = draft ?? set.content;
  const { save, fault, isSaving } = useSave(set, content, () => setDraft(undefined));
  const title = set.number
    ? text('duties.rule-set-title', { number: set.number })
    : text('duties.rule-set-draft-title');
  return (
    <Page
      title={title}
      lead={`${set.note}. ${text('duties.valid-from', { from: formatDate(set.validFrom, language) })}`}
      actions={
        <>
          <Button
            component="a"
            href={addressOf(sets.exportRuleSetRoute, { id: set.id }, undefined)}
            variant="default"
            leftSection={<IconDownload size="1rem" />}
          >
            {text('duties.rule-set-export')}
          </Button>
          <Button
            component="a"
            href={addressOf(sets.ruleSetSchemaRoute, undefined, undefined)}
            variant="subtle"
          >
            {text('duties.rule-set-schema')}
          </Button>
        </>
      }
    >
      <Steps set={set} isChanged={draft !== undefined} />
      {draft && (
        <div className={styles.steps} role="status">
          <span>{text('duties.rule-set-unsaved')}</span>
          <Button size="compact-sm" loading={isSaving} onClick={() => void save()}>
            {text('duties.rule-set-save')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setDraft(undefined)}>
            {text('ui.cancel')}
          </Button>
        </div>
      )}
      {fault && (
        <p className={styles.harm} role="alert">
          {fault}
        </p>
      )}
      <div className={styles.stack}>
        {set.basedOnNumber !== null && (
          <Card title={text('duties.differences', { number: set.basedOnNumber })}>
            <DifferenceList differences={set.differences} />
          </Card>
        )}
        {!draft && <RulePreviewCard key={set.version} id={set.id} version={set.version} />}
        <Editor content={content} onChange={set.can.update ? setDraft : undefined} />
        <LadderCard content={content} />
      </div>
    </Page>
  );
};

/** One version of the duty rules: its steps, what differs, what it would have meant, and in a draft the editor. */
export const RuleSetPage = () => {
  const { data, error } = useAnswer(sets.getRuleSetRoute, { params: { id: useRouteParam('ruleSetId') } });
  useLiveRefresh([sets.ruleSetChanged], ...paths);
  if (error) return <ErrorPage error={error} />;
  return data ? <Loaded key={data.id} set={data} /> : <PageLoading />;
};
