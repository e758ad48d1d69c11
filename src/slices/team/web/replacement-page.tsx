import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { AppLink } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { ConfirmAction } from '../../../ui/confirm-action.tsx';
import { FactList } from '../../../ui/fact-list.tsx';
import { formatDate, formatDateTime } from '../../../ui/format-date.ts';
import { Page } from '../../../ui/page.tsx';
import { ErrorPage, PageLoading } from '../../../ui/state-pages.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { useRouteParam } from '../../../ui/use-address.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { Columns } from '../../agencies/web/public/columns.tsx';
import { DemoMark } from '../../agencies/web/public/demo-mark.tsx';
import { forget, useAnswer, useCall, useLiveRefresh } from '../../agencies/web/public/use-call.ts';
import {
  cancelReplacementRoute,
  getReplacementRoute,
  type Replacement,
  replacementChanged,
} from '../contract/replacements.ts';
import { NomineeCard } from './nominee-card.tsx';
import styles from './replacement.module.css';
import { VacancySign } from './vacancy-sign.tsx';

const Place = ({ replacement }: { replacement: Replacement }) => {
  const text = useText();
  const language = useLanguage();
  const { member, agency, decision, newMember, outcome } = replacement;
  return (
    <FactList
      title={text('team.replacement-vacancy')}
      facts={[
        {
          key: 'member',
          label: text('team.member'),
          value: <AppLink to={`/team/members/${member.id}`}>{member.fullName}</AppLink>,
        },
        {
          key: 'role',
          label: text('team.role'),
          value: [text(`team.role.${replacement.roleInTeam}`), replacement.groupName]
            .filter(Boolean)
            .join(', '),
        },
        {
          key: 'agency',
          label: text('team.agency'),
          value: <AppLink to={`/agencies/${agency.id}`}>{agency.name}</AppLink>,
        },
        {
          key: 'reason',
          label: text('team.leaving-reason'),
          value: text(`team.leaving-reason.${replacement.reason}`),
        },
        { key: 'leaves', label: text('team.leaves-on'), value: formatDate(replacement.leavesOn, language) },
        { key: 'note', label: text('team.leaving-note'), value: replacement.note },
        ...(replacement.proposalId
          ? [
              {
                key: 'proposal',
                label: text('team.proposals'),
                value: (
                  <AppLink to={`/team/proposals/${replacement.proposalId}`}>{text('team.proposal')}</AppLink>
                ),
              },
            ]
          : []),
        ...(decision
          ? [
              {
                key: 'decision',
                label: text('team.decision'),
                value: `${decision.number}, ${formatDate(decision.issuedOn, language)}`,
              },
            ]
          : []),
        ...(newMember
          ? [
              {
                key: 'new',
                label: text(
                  outcome === 'other-person' ? 'team.outcome.other-person' : 'team.nominee-state.chosen',
                ),
                value: <AppLink to={`/team/members/${newMember.id}`}>{newMember.fullName}</AppLink>,
              },
            ]
          : []),
      ]}
    />
  );
};

const Steps = ({ replacement }: { replacement: Replacement }) => {
  const text = useText();
  const language = useLanguage();
  return (
    <Card title={text('team.replacement-steps')}>
      <ol className={styles.steps}>
        {replacement.steps.map((step) => (
          <li key={`${step.at} ${step.step}`} className={styles.step}>
            <strong>{text(`team.step.${step.step}` as 'team.step.reported')}</strong>
            <p className={styles.quiet}>
              {step.by}, {formatDateTime(step.at, language)}
            </p>
            {step.note && <p className={styles.quiet}>{step.note}</p>}
          </li>
        ))}
      </ol>
    </Card>
  );
};

/** One replacement: the vacant place, the nominee, and every step with its actor and time. */
export const ReplacementPage = () => {
  const text = useText();
  const language = useLanguage();
  const send = useCall();
  const client = useQueryClient();
  const id = useRouteParam('replacementId');
  const { data: replacement, error } = useAnswer(getReplacementRoute, { params: { id } });
  useLiveRefresh([replacementChanged], '/api/v1/replacements');
  if (error) return <ErrorPage error={error} />;
  if (!replacement) return <PageLoading />;
  const { version } = replacement;
  const isWorking = ['reported', 'nominated', 'checked', 'proposed'].includes(replacement.state);
  return (
    <Page
      title={text('team.replacement', { name: replacement.member.fullName })}
      lead={
        <span className={styles.marks}>
          <StatusBadge
            tone={
              replacement.state === 'done' ? 'good' : replacement.state === 'cancelled' ? 'quiet' : 'wait'
            }
            label={text(`team.replacement-state.${replacement.state}`)}
          />
          <VacancySign item={replacement} />
          {isWorking && (
            <span className={replacement.isOverdue ? styles.late : undefined}>
              {text(replacement.isOverdue ? 'team.overdue-on' : 'team.due-on', {
                date: formatDate(replacement.dueOn, language),
              })}
            </span>
          )}
          <DemoMark isDemo={replacement.isDemo} />
        </span>
      }
      actions={
        <>
          <Button component={AppLink} to="/team/replacements" variant="default">
            {text('team.all-replacements')}
          </Button>
          {replacement.can.cancel && (
            <ConfirmAction
              title={text('team.replacement-cancel')}
              consequence={text('team.replacement-cancel-reason')}
              confirmLabel={text('team.replacement-cancel')}
              needsReason
              isHarmful
              onConfirm={async (reason) => {
                await send(cancelReplacementRoute, { params: { id }, body: { version, reason } });
                await forget(client, '/api/v1/replacements', '/api/v1/roster-proposals');
              }}
              trigger={(open) => (
                <Button variant="default" onClick={open}>
                  {text('team.replacement-cancel')}
                </Button>
              )}
            />
          )}
        </>
      }
    >
      <Columns
        left={
          <>
            <Place replacement={replacement} />
            <NomineeCard replacement={replacement} />
          </>
        }
        right={<Steps replacement={replacement} />}
      />
    </Page>
  );
};
