import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Card } from '../../../ui/card.tsx';
import { type ConflictChoice, ConflictDialog } from '../../../ui/conflict-dialog.tsx';
import { Form } from '../../../ui/form.tsx';
import { Page } from '../../../ui/page.tsx';
import { problemOf } from '../../../ui/problem.ts';
import { useSession } from '../../../ui/session.ts';
import { PageLoading } from '../../../ui/state-pages.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import {
  getOrganisationRoute,
  type OrganisationProfile,
  updateOrganisationRoute,
} from '../contract/organisation.ts';
import { coreProfileFields, moreProfileFields, type ProfileField, ProfileFields } from './profile-fields.tsx';
import { SettingsNav } from './settings-nav.tsx';
import { useSend } from './use-send.ts';

const fields: readonly ProfileField[] = [
  ...coreProfileFields,
  ...moreProfileFields,
  'paperProcedureVi',
  'paperProcedureEn',
];
type Values = Record<ProfileField, string>;

const toValues = (profile: OrganisationProfile): Values =>
  Object.fromEntries(fields.map((field) => [field, profile[field]])) as Values;

const ProfileForm = ({ profile }: { profile: OrganisationProfile }) => {
  const text = useText();
  const send = useSend();
  const client = useQueryClient();
  const { refresh } = useSession();
  const [version, setVersion] = useState(profile.version);
  const [theirs, setTheirs] = useState<OrganisationProfile>();
  const save = async (values: Values, upon: number) => {
    const saved = await send(updateOrganisationRoute, { body: { ...values, version: upon } });
    setVersion(saved.version);
    client.setQueryData([getOrganisationRoute.path], saved);
    notifications.show({ message: text('accounts.saved') });
    await refresh();
  };
  const form = useForm<Values>({
    initial: toValues(profile),
    onSend: async (values) => {
      try {
        await save(values, version);
      } catch (thrown) {
        const problem = problemOf(thrown) as { status?: number; current?: OrganisationProfile } | undefined;
        if (problem?.status === 409 && problem.current) setTheirs(problem.current);
        throw thrown;
      }
    },
  });
  const settle = async (choice: ConflictChoice) => {
    if (!theirs) return;
    const chosen = fields.map((field) => [
      field,
      choice[field] === 'theirs' ? theirs[field] : form.values[field],
    ]);
    form.setAll(Object.fromEntries(chosen) as Values);
    setTheirs(undefined);
    await save(Object.fromEntries(chosen) as Values, theirs.version);
  };
  const takeTheirs = () => {
    if (!theirs) return;
    form.setAll(toValues(theirs));
    setVersion(theirs.version);
    setTheirs(undefined);
  };
  return (
    <>
      <Form form={form}>
        <ProfileFields form={form} fields={fields} />
      </Form>
      {theirs && (
        <ConflictDialog
          isOpen
          fields={fields
            .filter((field) => theirs[field] !== form.values[field])
            .map((field) => ({
              name: field,
              label: text(`accounts.profile.${field}`),
              mine: form.values[field],
              theirs: theirs[field],
            }))}
          onSave={(choice) => void settle(choice)}
          onTakeTheirs={takeTheirs}
          onClose={() => setTheirs(undefined)}
        />
      )}
    </>
  );
};

/** The organisation that runs the system: names, address, paper procedure. */
export const OrganisationPage = () => {
  const text = useText();
  const send = useSend();
  const { data } = useQuery({
    queryKey: [getOrganisationRoute.path],
    queryFn: () => send(getOrganisationRoute),
    refetchOnWindowFocus: false,
  });
  return (
    <Page title={text('accounts.settings')} lead={text('accounts.organisation-lead')} width="reading">
      <SettingsNav current="/settings" />
      {data ? (
        <Card>
          <ProfileForm profile={data} />
        </Card>
      ) : (
        <PageLoading />
      )}
    </Page>
  );
};
