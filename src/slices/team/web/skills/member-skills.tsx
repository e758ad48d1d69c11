import { ActionIcon, Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { addressOf } from '../../../../platform/http/client.ts';
import { Card } from '../../../../ui/card.tsx';
import { FileList } from '../../../../ui/file-list.tsx';
import { formatDate } from '../../../../ui/format-date.ts';
import { IconEdit, IconPlus } from '../../../../ui/icons.tsx';
import { useMay } from '../../../../ui/session.ts';
import { StatusBadge } from '../../../../ui/status-badge.tsx';
import { useLanguage, useText } from '../../../../ui/use-text.ts';
import { useAnswer, useLiveRefresh } from '../../../agencies/web/public/use-call.ts';
import {
  type MemberSkills as Answer,
  type Evidence,
  getEvidenceFileRoute,
  getMemberSkillsRoute,
  skillChanged,
} from '../../contract/skills.ts';
import { vietnamToday } from '../week-days.ts';
import { AssessForm } from './assess-form.tsx';
import { EvidenceForm } from './evidence-form.tsx';
import { skillName } from './skill-matrix-table.tsx';
import styles from './skills-page.module.css';

type Opened = { form: 'assess'; skillId?: string } | { form: 'evidence'; evidence?: Evidence };

const Levels = ({ held, onOpen }: { held: Answer; onOpen: (opened: Opened) => void }) => {
  const text = useText();
  const language = useLanguage();
  const bySkill = new Map(held.levels.map((level) => [level.skillId, level]));
  const shown = held.skills.filter((skill) => bySkill.has(skill.id));
  if (shown.length === 0) return <p className={styles.quiet}>{text('team.member-skills-none')}</p>;
  return (
    <ul className={styles.list}>
      {shown.map((skill) => {
        const level = bySkill.get(skill.id);
        if (!level) return null;
        const by = text('team.assessed', {
          name: level.assessedBy,
          date: formatDate(level.assessedOn, language),
        });
        return (
          <li key={skill.id} className={styles.line}>
            <span>
              <span className={styles.level} data-level={level.level}>
                {level.level}
              </span>{' '}
              {skillName(skill, language)}
              <span className={styles.under}>
                {text(`team.skill-level.${level.level as 0 | 1 | 2 | 3 | 4}`)} · {by}
                {level.note && ` · ${level.note}`}
              </span>
            </span>
            {held.can.assess && (
              <ActionIcon
                variant="subtle"
                aria-label={text('ui.edit-field', { label: skillName(skill, language) })}
                onClick={() => onOpen({ form: 'assess', skillId: skill.id })}
              >
                <IconEdit size="1rem" />
              </ActionIcon>
            )}
          </li>
        );
      })}
    </ul>
  );
};

const EvidenceItem = ({
  held,
  evidence,
  onOpen,
}: {
  held: Answer;
  evidence: Evidence;
  onOpen: (opened: Opened) => void;
}) => {
  const text = useText();
  const language = useLanguage();
  const { expiresOn } = evidence;
  const isOver = expiresOn !== null && expiresOn < vietnamToday();
  const facts = [
    text(`team.evidence-kind.${evidence.kind}`),
    evidence.issuer,
    evidence.number,
    evidence.issuedOn && formatDate(evidence.issuedOn, language),
  ].filter(Boolean);
  const names = held.skills
    .filter((skill) => evidence.skillIds.includes(skill.id))
    .map((skill) => skillName(skill, language));
  return (
    <li className={styles.line}>
      <span>
        <strong>{evidence.title}</strong>
        <span className={styles.under}>{facts.join(' · ')}</span>
        <span className={styles.under}>{names.join(', ')}</span>
        {evidence.note && <span className={styles.under}>{evidence.note}</span>}
        {expiresOn && (
          <StatusBadge
            tone={isOver ? 'harm' : 'quiet'}
            label={text(isOver ? 'team.expired-on' : 'team.expires-on', {
              date: formatDate(expiresOn, language),
            })}
          />
        )}
        {evidence.files.length > 0 && (
          <FileList
            files={evidence.files.map((file) => ({
              id: file.id,
              name: file.name,
              sizeBytes: file.sizeBytes,
              href: addressOf(getEvidenceFileRoute, {
                id: held.memberId,
                evidenceId: evidence.id,
                fileId: file.id,
              }),
            }))}
          />
        )}
      </span>
      {held.can.addEvidence && (
        <ActionIcon
          variant="subtle"
          aria-label={text('ui.edit-field', { label: evidence.title })}
          onClick={() => onOpen({ form: 'evidence', evidence })}
        >
          <IconEdit size="1rem" />
        </ActionIcon>
      )}
    </li>
  );
};

/** Skills of one member with their evidence, a card of the member's page. */
export const MemberSkills = ({ id }: { id: string }) => {
  const text = useText();
  const mayRead = useMay('skill.read');
  const [opened, setOpened] = useState<Opened>();
  const { data } = useAnswer(getMemberSkillsRoute, { params: { id } }, { isOff: !mayRead });
  useLiveRefresh([skillChanged], '/api/v1/members/:id/skills');
  if (!mayRead || !data) return null;
  const close = () => setOpened(undefined);
  const add = (label: string, next: Opened) => (
    <Button
      variant="subtle"
      size="compact-sm"
      leftSection={<IconPlus size="0.875rem" />}
      onClick={() => setOpened(next)}
    >
      {label}
    </Button>
  );
  return (
    <>
      <Card
        title={
          <>
            {text('team.skills')} {data.isExpert && <StatusBadge tone="good" label={text('team.expert')} />}
          </>
        }
        action={data.can.assess && add(text('team.assess'), { form: 'assess' })}
      >
        <Levels held={data} onOpen={setOpened} />
      </Card>
      {(data.evidence.length > 0 || data.can.addEvidence) && (
        <Card
          title={text('team.evidence')}
          count={data.evidence.length}
          action={data.can.addEvidence && add(text('team.evidence-add'), { form: 'evidence' })}
        >
          <ul className={styles.list}>
            {data.evidence.map((evidence) => (
              <EvidenceItem key={evidence.id} held={data} evidence={evidence} onOpen={setOpened} />
            ))}
          </ul>
        </Card>
      )}
      <Modal
        opened={opened !== undefined}
        onClose={close}
        title={
          <strong>
            {opened?.form === 'assess'
              ? text('team.assess')
              : text(opened?.evidence ? 'team.evidence-edit' : 'team.evidence-add')}
          </strong>
        }
        closeButtonProps={{ 'aria-label': text('ui.close') }}
      >
        {opened?.form === 'assess' && <AssessForm held={data} skillId={opened.skillId} onDone={close} />}
        {opened?.form === 'evidence' && (
          <EvidenceForm held={data} evidence={opened.evidence} onDone={close} />
        )}
      </Modal>
    </>
  );
};
