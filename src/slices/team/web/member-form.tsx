import { useQueryClient } from '@tanstack/react-query';
import { useGo } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { Form } from '../../../ui/form.tsx';
import { SelectField, TextField } from '../../../ui/form-fields.tsx';
import { Page } from '../../../ui/page.tsx';
import { ErrorPage, NotFoundPage, PageLoading } from '../../../ui/state-pages.tsx';
import { useRouteParam } from '../../../ui/use-address.ts';
import { useForm } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import { orNull } from '../../agencies/web/public/line-list.ts';
import { toAgencyOptions, useAgencies } from '../../agencies/web/public/use-agency-options.ts';
import { forget, useAnswer, useCall } from '../../agencies/web/public/use-call.ts';
import { useStaleGuard } from '../../agencies/web/public/use-stale-guard.tsx';
import { createMemberRoute, getMemberRoute, type Member, updateMemberRoute } from '../contract.ts';

const toValues = (member: Member | undefined) => ({
  fullName: member?.fullName ?? '',
  agencyId: member?.agency.id ?? '',
  post: member?.post ?? '',
  phone: member?.phone ?? '',
  backupPhone: member?.backupPhone ?? '',
  email: member?.email ?? '',
});
type Values = ReturnType<typeof toValues>;

const MemberForm = ({ member }: { member: Member | undefined }) => {
  const text = useText();
  const send = useCall();
  const go = useGo();
  const client = useQueryClient();
  const agencies = useAgencies();
  const guard = useStaleGuard<Values, Member>({
    version: member?.version ?? 0,
    toValues,
    send: async (values, version) => {
      const body = {
        personId: member?.personId ?? null,
        fullName: values.fullName,
        agencyId: values.agencyId,
        post: orNull(values.post),
        phone: orNull(values.phone),
        backupPhone: orNull(values.backupPhone),
        email: orNull(values.email),
      };
      const saved = member
        ? await send(updateMemberRoute, { params: { id: member.id }, body: { ...body, version } })
        : await send(createMemberRoute, { body });
      await forget(client, '/api/v1/members', '/api/v1/team');
      go(`/team/members/${saved.id}`);
    },
  });
  const form = useForm({ initial: toValues(member), onSend: guard.onSend });
  return (
    <Card>
      <Form form={form} onCancel={() => go(member ? `/team/members/${member.id}` : '/team')}>
        <TextField form={form} name="fullName" label={text('team.full-name')} lengthMax={120} />
        <SelectField
          form={form}
          name="agencyId"
          label={text('team.agency')}
          options={toAgencyOptions(agencies)}
        />
        <TextField form={form} name="post" label={text('team.post')} isOptional lengthMax={160} />
        <TextField form={form} name="phone" label={text('team.phone')} isOptional inputMode="tel" />
        <TextField
          form={form}
          name="backupPhone"
          label={text('team.backup-phone')}
          isOptional
          inputMode="tel"
        />
        <TextField form={form} name="email" label={text('team.email')} isOptional inputMode="email" />
      </Form>
      {guard.dialog(form)}
    </Card>
  );
};

/** Records a person who is to join the team. */
export const NewMemberPage = () => {
  const text = useText();
  return (
    <Page title={text('team.member-new')} lead={text('team.member-new-lead')} width="reading">
      <MemberForm member={undefined} />
    </Page>
  );
};

/** Changes a member as of today. */
export const EditMemberPage = () => {
  const text = useText();
  const id = useRouteParam('memberId');
  const { data: member, error } = useAnswer(getMemberRoute, { params: { id } });
  if (error) return <ErrorPage error={error} />;
  if (!member) return <PageLoading />;
  if (!member.can.update) return <NotFoundPage />;
  return (
    <Page title={text('agencies.edit-title', { name: member.fullName })} width="reading">
      <MemberForm member={member} />
    </Page>
  );
};
