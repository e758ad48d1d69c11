import { Button, Stack } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { AppLink } from '../../../ui/app-link.tsx';
import { FactList } from '../../../ui/fact-list.tsx';
import { formatDate, formatRelative } from '../../../ui/format-date.ts';
import { Page } from '../../../ui/page.tsx';
import { useMay } from '../../../ui/session.ts';
import { PageLoading } from '../../../ui/state-pages.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { useRouteParam } from '../../../ui/use-address.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { getPersonRoute, type Person } from '../contract/people.ts';
import styles from './account-lines.module.css';
import { type Handed, HandedLink } from './handed-link.tsx';
import { stateTones } from './people-page.tsx';
import { PersonActions } from './person-actions.tsx';
import { PersonForm, RolesForm } from './person-forms.tsx';
import { useRoleWords } from './role-words.ts';
import { useSecondFactorGuard } from './second-factor-guard.tsx';
import type { Send } from './use-send.ts';

type PartProps = { person: Person; send: Send; onChange: (person: Person) => void };

const Facts = ({ person, send, onChange }: PartProps) => {
  const text = useText();
  const language = useLanguage();
  const sayRoles = useRoleWords();
  const [editing, setEditing] = useState<'facts' | 'roles'>();
  const finish = (changed: Person) => {
    onChange(changed);
    setEditing(undefined);
  };
  const form = { person, send, onDone: finish, onClose: () => setEditing(undefined) };
  const editButton = (what: 'facts' | 'roles') => (
    <Button size="xs" variant="default" onClick={() => setEditing(what)}>
      {text('ui.edit')}
    </Button>
  );
  return (
    <Stack gap="md">
      <FactList
        title={text('accounts.person')}
        action={person.can.update && editing !== 'facts' && editButton('facts')}
        facts={
          editing === 'facts'
            ? []
            : [
                { key: 'email', label: text('accounts.email'), value: person.email },
                { key: 'phone', label: text('accounts.phone'), value: person.phone },
                {
                  key: 'language',
                  label: text('accounts.language'),
                  value: person.language === 'vi' ? 'Tiếng Việt' : 'English',
                },
                {
                  key: 'created',
                  label: text('accounts.since'),
                  value: formatDate(person.createdAt, language),
                },
                {
                  key: 'seen',
                  label: text('accounts.seen'),
                  value: person.lastSeenAt
                    ? formatRelative(person.lastSeenAt, language)
                    : text('accounts.never'),
                },
              ]
        }
      >
        {editing === 'facts' && <PersonForm {...form} />}
      </FactList>
      <FactList
        title={text('accounts.roles')}
        action={person.can.setRoles && editing !== 'roles' && editButton('roles')}
        facts={[]}
      >
        {editing === 'roles' ? (
          <RolesForm {...form} />
        ) : (
          <p className={styles.note}>{sayRoles(person.roles) || text('accounts.roles-none')}</p>
        )}
      </FactList>
    </Stack>
  );
};

/** One person: facts, roles, and what may be done with the account. */
export const PersonPage = () => {
  const text = useText();
  const id = useRouteParam('personId');
  const client = useQueryClient();
  const { send, dialog } = useSecondFactorGuard();
  const mayAudit = useMay('audit.read');
  const [handed, setHanded] = useState<Handed>();
  const queryKey = [getPersonRoute.path, id];
  const { data: person } = useQuery({ queryKey, queryFn: () => send(getPersonRoute, { params: { id } }) });
  const keep = (changed: Person) => client.setQueryData(queryKey, changed);
  if (!person) return <PageLoading />;
  return (
    <Page
      title={person.fullName}
      width="reading"
      lead={<StatusBadge tone={stateTones[person.state]} label={text(`accounts.state.${person.state}`)} />}
      actions={
        mayAudit && (
          <Button component={AppLink} to={`/audit?subjectId=${person.id}`} variant="default">
            {text('accounts.person-log')}
          </Button>
        )
      }
    >
      {dialog}
      <Stack gap="md">
        {handed && <HandedLink link={handed} name={person.fullName} onClose={() => setHanded(undefined)} />}
        <Facts person={person} send={send} onChange={keep} />
        <PersonActions person={person} send={send} onChange={keep} onLink={setHanded} />
      </Stack>
    </Page>
  );
};
