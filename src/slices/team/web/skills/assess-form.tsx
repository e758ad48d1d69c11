import { useQueryClient } from '@tanstack/react-query';
import { DateField } from '../../../../ui/date-time-field.tsx';
import { Form } from '../../../../ui/form.tsx';
import { RadioField, SelectField, TextField } from '../../../../ui/form-fields.tsx';
import { useForm } from '../../../../ui/use-form.ts';
import { useLanguage, useText } from '../../../../ui/use-text.ts';
import { forget, useCall } from '../../../agencies/web/public/use-call.ts';
import { skillLevels } from '../../contract/skill-codes.ts';
import { type MemberSkills, setLevelRoute } from '../../contract/skills.ts';
import { vietnamToday } from '../week-days.ts';
import { skillName } from './skill-matrix-table.tsx';

type AssessFormProps = { held: MemberSkills; skillId: string | undefined; onDone: () => void };

/** Sets the level of a member in one skill. */
export const AssessForm = ({ held, skillId, onDone }: AssessFormProps) => {
  const text = useText();
  const language = useLanguage();
  const send = useCall();
  const client = useQueryClient();
  const known = held.levels.find((level) => level.skillId === skillId);
  const form = useForm({
    initial: {
      skillId: skillId ?? '',
      level: String(known?.level ?? ''),
      assessedOn: vietnamToday(),
      note: known?.note ?? '',
    },
    check: (values): Record<string, string> => ({
      ...(values.skillId ? {} : { skillId: text('invalid.required') }),
      ...(values.level ? {} : { level: text('invalid.required') }),
    }),
    onSend: async (values) => {
      const version = held.levels.find((level) => level.skillId === values.skillId)?.version ?? null;
      await send(setLevelRoute, {
        params: { id: held.memberId, skillId: values.skillId },
        body: {
          level: Number(values.level),
          assessedOn: values.assessedOn,
          note: values.note || null,
          version,
        },
      });
      await forget(client, '/api/v1/members/:id/skills', '/api/v1/skills');
      onDone();
    },
  });
  return (
    <Form form={form} onCancel={onDone}>
      <SelectField
        form={form}
        name="skillId"
        label={text('team.skill')}
        isDisabled={skillId !== undefined}
        options={held.skills
          .filter((skill) => skill.isActive)
          .map((skill) => ({ value: skill.id, label: skillName(skill, language) }))}
      />
      <RadioField
        form={form}
        name="level"
        label={text('team.skill-level')}
        options={skillLevels.map((level) => ({
          value: String(level),
          label: `${level} · ${text(`team.skill-level.${level}`)}`,
        }))}
      />
      <DateField form={form} name="assessedOn" label={text('team.assessed-on')} />
      <TextField form={form} name="note" label={text('team.assess-note')} isOptional lengthMax={500} />
    </Form>
  );
};
