import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { AppLink, useGo } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatDate } from '../../../ui/format-date.ts';
import { IconCheck, IconFile } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import { useMay } from '../../../ui/session.ts';
import { ErrorPage, PageLoading } from '../../../ui/state-pages.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { useAddressFilters } from '../../../ui/use-address.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { useAnswer, useCall, useLiveRefresh } from '../../agencies/web/public/use-call.ts';
import { createProposalRoute, listProposalsRoute } from '../contract/proposals.ts';
import { listReplacementsRoute, type ReplacementItem, replacementChanged } from '../contract/replacements.ts';
import styles from './replacement.module.css';
import { VacancySign } from './vacancy-sign.tsx';

const columns = ['reported', 'nominated', 'checked', 'proposed', 'decided'] as const;

type Choice = { chosen: ReadonlySet<string>; toggle: (id: string) => void };

const BoardCard = ({ item, choice }: { item: ReplacementItem; choice?: Choice }) => {
  const text = useText();
  const language = useLanguage();
  const due = formatDate(item.dueOn, language);
  return (
    <li className={styles.card} data-late={item.isOverdue || undefined}>
      <div className={styles.cardHead}>
        <AppLink to={`/team/replacements/${item.id}`} className={styles.name}>
          {item.member.fullName}
        </AppLink>
        {choice && (
          <Checkbox
            aria-label={text('team.proposal-select', { name: item.member.fullName })}
            checked={choice.chosen.has(item.id)}
            onChange={() => choice.toggle(item.id)}
          />
        )}
      </div>
      <span className={styles.line}>
        {[text(`team.role.${item.roleInTeam}`), item.groupName].filter(Boolean).join(', ')}
      </span>
      <span className={styles.line}>{item.agency.name}</span>
      {item.nominee && (
        <span className={styles.line}>
          {text('team.nominee')}: <strong>{item.nominee.fullName}</strong>
        </span>
      )}
      <span className={styles.line}>
        <VacancySign item={item} />
      </span>
      <span className={item.isOverdue ? `${styles.line} ${styles.late}` : styles.line}>
        {item.effectiveOn
          ? text('team.effective-day', { date: formatDate(item.effectiveOn, language) })
          : text(item.isOverdue ? 'team.overdue-on' : 'team.due-on', { date: due })}
      </span>
      {item.proposalId && (
        <AppLink to={`/team/proposals/${item.proposalId}`}>{text('team.proposal')}</AppLink>
      )}
    </li>
  );
};

const Board = ({ items, choice }: { items: readonly ReplacementItem[]; choice: Choice | undefined }) => {
  const text = useText();
  return (
    <div className={styles.board}>
      {columns.map((state) => {
        const here = items.filter((item) => item.state === state);
        const id = `step-${state}`;
        return (
          <section key={state} className={styles.column} aria-labelledby={id} data-empty={here.length === 0}>
            <h2 className={styles.columnHead} id={id}>
              {text(`team.replacement-state.${state}`)}
              <span className={styles.count}>{here.length}</span>
            </h2>
            <p className={styles.columnWho}>{text(`team.replacement-who.${state}`)}</p>
            {here.length === 0 && <p className={styles.quiet}>{text('team.column-empty')}</p>}
            <ul className={styles.cards}>
              {here.map((item) => (
                <BoardCard key={item.id} item={item} {...(state === 'checked' && choice ? { choice } : {})} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
};

const Closed = ({ items }: { items: readonly ReplacementItem[] }) => {
  const text = useText();
  return (
    <Card title={text('team.replacements-closed')} count={items.length}>
      <ul className={styles.plain}>
        {items.map((item) => (
          <li key={item.id} className={styles.marks}>
            <AppLink to={`/team/replacements/${item.id}`}>{item.member.fullName}</AppLink>
            <span className={styles.quiet}>{item.agency.name}</span>
            <StatusBadge
              tone={item.state === 'done' ? 'good' : 'quiet'}
              label={text(`team.replacement-state.${item.state}`)}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
};

const Proposals = () => {
  const text = useText();
  const language = useLanguage();
  const { data } = useAnswer(listProposalsRoute);
  if (!data || data.items.length === 0) return null;
  return (
    <Card title={text('team.proposals')} count={data.items.length}>
      <ul className={styles.plain}>
        {data.items.map((proposal) => (
          <li key={proposal.id} className={styles.marks}>
            <AppLink to={`/team/proposals/${proposal.id}`}>
              {proposal.submissionNumber ?? formatDate(proposal.createdAt, language)}
            </AppLink>
            <span className={styles.quiet}>
              {proposal.items.map((item) => item.member.fullName).join(', ')}
            </span>
            <StatusBadge
              tone={proposal.state === 'decided' ? 'good' : proposal.state === 'withdrawn' ? 'quiet' : 'wait'}
              label={text(`team.proposal-state.${proposal.state}`)}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
};

/** Replacements by step; on a phone the steps stand one below the other. */
export const ReplacementsPage = () => {
  const text = useText();
  const go = useGo();
  const send = useCall();
  const { values } = useAddressFilters();
  const scope = values.scope === 'closed' ? 'closed' : 'open';
  const { data, error } = useAnswer(listReplacementsRoute, { query: { scope } });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const seesProposals = useMay('team-proposal.read');
  useLiveRefresh([replacementChanged], '/api/v1/replacements', '/api/v1/roster-proposals');
  if (error) return <ErrorPage error={error} />;
  if (!data) return <PageLoading />;
  const toggle = (id: string) =>
    setChosen(
      (before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]),
    );
  const compile = async () => {
    const { id } = await send(createProposalRoute, { body: { replacementIds: [...chosen] } });
    go(`/team/proposals/${id}`);
  };
  return (
    <Page
      title={text('team.replacements')}
      count={data.items.length}
      lead={text('team.replacements-lead')}
      actions={
        <>
          <Button
            component={AppLink}
            to={scope === 'open' ? '/team/replacements?scope=closed' : '/team/replacements'}
            variant="default"
          >
            {text(scope === 'open' ? 'team.replacements-closed' : 'team.replacements-open')}
          </Button>
          {chosen.size > 0 && (
            <Button leftSection={<IconFile size="1rem" />} onClick={() => void compile()}>
              {text('team.proposal-create', { count: chosen.size })}
            </Button>
          )}
        </>
      }
    >
      {scope === 'closed' ? (
        <Closed items={data.items} />
      ) : data.items.length === 0 ? (
        <EmptyState
          icon={IconCheck}
          title={text('team.replacements-empty')}
          text={text('team.replacements-empty-text')}
        />
      ) : (
        <Board items={data.items} choice={data.can.propose ? { chosen, toggle } : undefined} />
      )}
      {seesProposals && <Proposals />}
    </Page>
  );
};
