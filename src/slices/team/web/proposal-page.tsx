import { Button, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { AppLink } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { ConfirmAction } from '../../../ui/confirm-action.tsx';
import { formatDate } from '../../../ui/format-date.ts';
import { IconDownload, IconFile } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import { problemOf } from '../../../ui/problem.ts';
import { ErrorPage, PageLoading } from '../../../ui/state-pages.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { useRouteParam } from '../../../ui/use-address.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { Columns } from '../../agencies/web/public/columns.tsx';
import { forget, useAnswer, useCall, useLiveRefresh } from '../../agencies/web/public/use-call.ts';
import {
  draftPapersRoute,
  getProposalRoute,
  type Proposal,
  withdrawProposalRoute,
} from '../contract/proposals.ts';
import { replacementChanged } from '../contract/replacements.ts';
import { RecordDecisionForm } from './record-decision-form.tsx';
import styles from './replacement.module.css';
import { SubmitForm } from './submit-form.tsx';

const Items = ({ proposal }: { proposal: Proposal }) => {
  const text = useText();
  return (
    <Card title={text('team.proposal-items')} count={proposal.items.length}>
      <ul className={styles.plain}>
        {proposal.items.map((item) => (
          <li key={item.id} className={styles.card}>
            <AppLink to={`/team/replacements/${item.id}`} className={styles.name}>
              {item.member.fullName}
              {item.nominee && ` → ${item.nominee.fullName}`}
            </AppLink>
            <span className={styles.line}>
              {[text(`team.role.${item.roleInTeam}`), item.groupName, item.agency.name]
                .filter(Boolean)
                .join(', ')}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
};

const Papers = ({ proposal }: { proposal: Proposal }) => {
  const text = useText();
  const send = useCall();
  const client = useQueryClient();
  const [fault, setFault] = useState<string>();
  const { id, version } = proposal;
  const draft = async () => {
    try {
      await send(draftPapersRoute, { params: { id }, body: { version } });
      setFault(undefined);
    } catch (thrown) {
      setFault(problemOf(thrown)?.title ?? text('ui.problem-network'));
    }
    await forget(client, '/api/v1/roster-proposals');
  };
  const papers = [
    { paper: 'submission', documentId: proposal.submissionDocumentId },
    { paper: 'decision', documentId: proposal.decisionDocumentId },
  ] as const;
  return (
    <Card title={text('team.proposal-papers')}>
      {proposal.arePapersOutdated && <p className={styles.notice}>{text('team.proposal-outdated')}</p>}
      {fault && <p role="alert">{fault}</p>}
      <ul className={styles.plain}>
        {papers.map(({ paper, documentId }) => (
          <li key={paper} className={styles.card}>
            <strong>{text(`team.paper.${paper}`)}</strong>
            <span className={styles.marks}>
              {(['pdf', 'docx'] as const).map((format) => (
                <a
                  key={format}
                  href={`/api/v1/roster-proposals/${id}/paper?paper=${paper}&format=${format}`}
                  download
                  aria-label={`${text(`team.paper.${paper}`)}, ${format.toUpperCase()}`}
                >
                  <IconDownload size="1em" /> {format.toUpperCase()}
                </a>
              ))}
              {documentId && <AppLink to={`/documents/${documentId}`}>{text('team.paper-open')}</AppLink>}
            </span>
          </li>
        ))}
      </ul>
      {proposal.can.draft && (
        <div className={styles.actions}>
          <Button
            variant={proposal.submissionDocumentId && !proposal.arePapersOutdated ? 'default' : 'filled'}
            leftSection={<IconFile size="1rem" />}
            onClick={() => void draft()}
          >
            {text(proposal.submissionDocumentId ? 'team.proposal-draft-again' : 'team.proposal-draft')}
          </Button>
        </div>
      )}
    </Card>
  );
};

const Actions = ({ proposal }: { proposal: Proposal }) => {
  const text = useText();
  const send = useCall();
  const client = useQueryClient();
  const [open, setOpen] = useState<'submit' | 'decide'>();
  const close = () => setOpen(undefined);
  const { id, version } = proposal;
  return (
    <>
      {proposal.can.withdraw && (
        <ConfirmAction
          title={text('team.proposal-withdraw')}
          consequence={text('team.proposal-withdraw-reason')}
          confirmLabel={text('team.proposal-withdraw')}
          needsReason
          onConfirm={async (reason) => {
            await send(withdrawProposalRoute, { params: { id }, body: { version, reason } });
            await forget(client, '/api/v1/roster-proposals', '/api/v1/replacements');
          }}
          trigger={(ask) => (
            <Button variant="default" onClick={ask}>
              {text('team.proposal-withdraw')}
            </Button>
          )}
        />
      )}
      {proposal.can.submit && (
        <Button variant="default" onClick={() => setOpen('submit')}>
          {text('team.proposal-submit')}
        </Button>
      )}
      {proposal.can.decide && (
        <Button onClick={() => setOpen('decide')}>{text('team.decision-record')}</Button>
      )}
      <Modal
        opened={open !== undefined}
        onClose={close}
        size="lg"
        title={<strong>{text(open === 'submit' ? 'team.proposal-submit' : 'team.decision-record')}</strong>}
        closeButtonProps={{ 'aria-label': text('ui.close') }}
      >
        {open === 'submit' && <SubmitForm proposal={proposal} onDone={close} />}
        {open === 'decide' && <RecordDecisionForm proposal={proposal} onDone={close} />}
      </Modal>
    </>
  );
};

/** One proposal to the People's Committee: places, papers, submission, decision. */
export const ProposalPage = () => {
  const text = useText();
  const language = useLanguage();
  const id = useRouteParam('proposalId');
  const { data: proposal, error } = useAnswer(getProposalRoute, { params: { id } });
  useLiveRefresh([replacementChanged], '/api/v1/roster-proposals');
  if (error) return <ErrorPage error={error} />;
  if (!proposal) return <PageLoading />;
  const { submissionNumber: number, submittedOn, decision } = proposal;
  return (
    <Page
      title={text('team.proposal')}
      lead={
        <span className={styles.marks}>
          <StatusBadge
            tone={proposal.state === 'decided' ? 'good' : proposal.state === 'withdrawn' ? 'quiet' : 'wait'}
            label={text(`team.proposal-state.${proposal.state}`)}
          />
          {number &&
            submittedOn &&
            text('team.proposal-submitted', { number, date: formatDate(submittedOn, language) })}
          {decision && (
            <AppLink to={`/team?on=${decision.effectiveOn}`}>
              {decision.number},{' '}
              {text('team.effective-day', { date: formatDate(decision.effectiveOn, language) })}
            </AppLink>
          )}
        </span>
      }
      actions={<Actions proposal={proposal} />}
    >
      <Columns left={<Items proposal={proposal} />} right={<Papers proposal={proposal} />} />
    </Page>
  );
};
