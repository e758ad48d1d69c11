import { useQueryClient } from '@tanstack/react-query';
import { DateField } from '../../../ui/date-time-field.tsx';
import { Form } from '../../../ui/form.tsx';
import { SelectField, TextField } from '../../../ui/form-fields.tsx';
import { formatDate } from '../../../ui/format-date.ts';
import { useForm } from '../../../ui/use-form.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { orNull } from '../../agencies/web/public/line-list.ts';
import { toAgencyOptions, useAgencies } from '../../agencies/web/public/use-agency-options.ts';
import { forget, useAnswer, useCall } from '../../agencies/web/public/use-call.ts';
import { useStaleGuard } from '../../agencies/web/public/use-stale-guard.tsx';
import { type TeamRole, teamRoles } from '../contract/codes.ts';
import {
  addMembershipRoute,
  listDecisionsRoute,
  type Member,
  type Membership,
  updateMembershipRoute,
} from '../contract.ts';

const toValues = (stay: Membership | undefined, member?: Member) => ({
  roleInTeam: stay?.roleInTeam ?? ('member' as TeamRole),
  groupName: stay?.groupName ?? '',
  agencyId: stay?.agency.id ?? member?.agency.id ?? '',
  post: stay?.post ?? member?.post ?? '',
  decisionId: stay?.decision?.id ?? '',
  validFrom: stay?.validFrom ?? '',
  validTo: stay?.validTo ?? '',
  endedByDecisionId: stay?.endedBy?.id ?? '',
});
type Values = ReturnType<typeof toValues>;

const toBody = (values: Values) => ({
  roleInTeam: values.roleInTeam,
  groupName: orNull(values.groupName),
  agencyId: values.agencyId,
  post: orNull(values.post),
  decisionId: orNull(values.decisionId),
  validFrom: values.validFrom,
  validTo: orNull(values.validTo),
  endedByDecisionId: orNull(values.endedByDecisionId),
});

const useDecisionOptions = () => {
  const language = useLanguage();
  const { data } = useAnswer(listDecisionsRoute);
  return (data?.items ?? []).map(({ id, number, issuedOn }) => ({
    value: id,
    label: `${number}, ${formatDate(issuedOn, language)}`,
  }));
};

type MembershipFormProps = { member: Member; stay: Membership | undefined; onDone: () => void };

/** Puts a member into the team, changes or ends the stay. */
export const MembershipForm = ({ member, stay, onDone }: MembershipFormProps) => {
  const text = useText();
  const send = useCall();
  const client = useQueryClient();
  const agencies = useAgencies('all');
  const decisions = useDecisionOptions();
  const guard = useStaleGuard<Values, Membership>({
    version: stay?.version ?? 0,
    toValues,
    send: async (values, version) => {
      const body = toBody(values);
      if (stay) {
        const params = { id: member.id, membershipId: stay.id };
        await send(updateMembershipRoute, { params, body: { ...body, version } });
      } else await send(addMembershipRoute, { params: { id: member.id }, body });
      await forget(client, '/api/v1/members', '/api/v1/team');
      onDone();
    },
  });
  const form = useForm({ initial: toValues(stay, member), onSend: guard.onSend });
  return (
    <>
      <Form form={form} onCancel={onDone}>
        <SelectField
          form={form}
          name="roleInTeam"
          label={text('team.role')}
          options={teamRoles.map((role) => ({ value: role, label: text(`team.role.${role}`) }))}
        />
        <TextField form={form} name="groupName" label={text('team.group')} isOptional lengthMax={120} />
        <SelectField
          form={form}
          name="agencyId"
          label={text('team.agency-then')}
          options={toAgencyOptions(agencies)}
        />
        <TextField form={form} name="post" label={text('team.post-then')} isOptional lengthMax={160} />
        <SelectField
          form={form}
          name="decisionId"
          label={text('team.by-decision')}
          isOptional
          options={decisions}
        />
        <DateField form={form} name="validFrom" label={text('agencies.from')} />
        <DateField
          form={form}
          name="validTo"
          label={text('agencies.to')}
          help={text('agencies.to-help')}
          isOptional
        />
        <SelectField
          form={form}
          name="endedByDecisionId"
          label={text('team.ended-by')}
          isOptional
          options={decisions}
        />
      </Form>
      {guard.dialog(form)}
    </>
  );
};
