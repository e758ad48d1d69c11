import { ActionIcon, Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { AppLink } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { FactList } from '../../../ui/fact-list.tsx';
import { formatDate } from '../../../ui/format-date.ts';
import { IconEdit, IconPlus } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import { PanelSlot } from '../../../ui/panel-slot.tsx';
import { ErrorPage, PageLoading } from '../../../ui/state-pages.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { useRouteParam } from '../../../ui/use-address.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { Columns } from '../../agencies/web/public/columns.tsx';
import { DemoMark } from '../../agencies/web/public/demo-mark.tsx';
import { useAnswer, useLiveRefresh } from '../../agencies/web/public/use-call.ts';
import { getMemberRoute, type Member, type Membership, memberChanged } from '../contract.ts';
import { LeavingForm } from './leaving-form.tsx';
import styles from './member-page.module.css';
import { MembershipForm } from './membership-form.tsx';

const Facts = ({ member }: { member: Member }) => {
  const text = useText();
  const call = (phone: string | null) => phone && <a href={`tel:${phone.replaceAll(' ', '')}`}>{phone}</a>;
  return (
    <FactList
      title={text('team.facts')}
      facts={[
        {
          key: 'agency',
          label: text('team.agency'),
          value: <AppLink to={`/agencies/${member.agency.id}`}>{member.agency.name}</AppLink>,
        },
        { key: 'post', label: text('team.post'), value: member.post },
        { key: 'phone', label: text('team.phone'), value: call(member.phone) },
        { key: 'backup', label: text('team.backup-phone'), value: call(member.backupPhone) },
        {
          key: 'email',
          label: text('team.email'),
          value: member.email && <a href={`mailto:${member.email}`}>{member.email}</a>,
        },
        {
          key: 'account',
          label: text('team.account'),
          value: text(member.personId ? 'team.account-yes' : 'team.account-no'),
        },
      ]}
    />
  );
};

const Stay = ({ stay, onEdit }: { stay: Membership; onEdit?: () => void }) => {
  const text = useText();
  const language = useLanguage();
  const decision = (label: string, ref: Membership['decision']) =>
    ref && (
      <div className={styles.quiet}>
        {label} {ref.number}, {formatDate(ref.issuedOn, language)}
      </div>
    );
  return (
    <li className={styles.stay}>
      <div>
        <strong>{text(`team.role.${stay.roleInTeam}`)}</strong>
        {stay.groupName && <span> · {stay.groupName}</span>}
        <div>{[stay.post, stay.agency.name].filter(Boolean).join(', ')}</div>
        <div className={styles.quiet}>
          {stay.validTo
            ? text('agencies.span', {
                from: formatDate(stay.validFrom, language),
                to: formatDate(stay.validTo, language),
              })
            : text('agencies.since', { from: formatDate(stay.validFrom, language) })}
        </div>
        {decision(text('team.by-decision'), stay.decision)}
        {decision(text('team.ended-by'), stay.endedBy)}
      </div>
      {onEdit && (
        <ActionIcon
          variant="subtle"
          size="lg"
          aria-label={text('ui.edit-field', { label: text(`team.role.${stay.roleInTeam}`) })}
          onClick={onEdit}
        >
          <IconEdit size="1.125rem" />
        </ActionIcon>
      )}
    </li>
  );
};

const Stays = ({ member }: { member: Member }) => {
  const text = useText();
  const [edited, setEdited] = useState<Membership | 'new'>();
  return (
    <Card
      title={text('team.memberships')}
      action={
        member.can.update && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size="0.875rem" />}
            onClick={() => setEdited('new')}
          >
            {text('team.add')}
          </Button>
        )
      }
    >
      {member.memberships.length === 0 && <p className={styles.quiet}>{text('team.memberships-none')}</p>}
      <ul className={styles.stays}>
        {member.memberships.map((stay) => (
          <Stay key={stay.id} stay={stay} onEdit={member.can.update ? () => setEdited(stay) : undefined} />
        ))}
      </ul>
      <Modal
        opened={edited !== undefined}
        onClose={() => setEdited(undefined)}
        size="lg"
        title={<strong>{text(edited === 'new' ? 'team.membership-add' : 'team.membership-edit')}</strong>}
        closeButtonProps={{ 'aria-label': text('ui.close') }}
      >
        {edited && (
          <MembershipForm
            member={member}
            stay={edited === 'new' ? undefined : edited}
            onDone={() => setEdited(undefined)}
          />
        )}
      </Modal>
    </Card>
  );
};

/** One member: contacts and every stay in the team. */
export const MemberPage = () => {
  const text = useText();
  const id = useRouteParam('memberId');
  const [isLeaving, setLeaving] = useState(false);
  const { data: member, error } = useAnswer(getMemberRoute, { params: { id } });
  useLiveRefresh([memberChanged], '/api/v1/members');
  if (error) return <ErrorPage error={error} />;
  if (!member) return <PageLoading />;
  return (
    <Page
      title={member.fullName}
      lead={
        <span className={styles.marks}>
          <StatusBadge
            tone={member.roleInTeam ? 'good' : 'quiet'}
            label={text(member.roleInTeam ? `team.role.${member.roleInTeam}` : 'team.not-in-team')}
          />
          {member.groupName}
          <DemoMark isDemo={member.isDemo} />
        </span>
      }
      actions={
        <>
          {member.can.reportLeaving && (
            <Button variant="default" onClick={() => setLeaving(true)}>
              {text('team.leaving-report')}
            </Button>
          )}
          {member.can.update && (
            <Button
              component={AppLink}
              to={`/team/members/${id}/edit`}
              leftSection={<IconEdit size="1rem" />}
            >
              {text('ui.edit')}
            </Button>
          )}
        </>
      }
    >
      <Columns
        left={
          <>
            <Facts member={member} />
            <PanelSlot slot="member.facts" id={member.id} />
          </>
        }
        right={
          <>
            <Stays member={member} />
            <PanelSlot slot="member.main" id={member.id} />
          </>
        }
      />
      <Modal
        opened={isLeaving}
        onClose={() => setLeaving(false)}
        title={<strong>{text('team.leaving-report')}</strong>}
        closeButtonProps={{ 'aria-label': text('ui.close') }}
      >
        {isLeaving && <LeavingForm memberId={id} onDone={() => setLeaving(false)} />}
      </Modal>
    </Page>
  );
};
