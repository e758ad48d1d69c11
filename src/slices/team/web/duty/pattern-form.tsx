import { ActionIcon, Button, NumberInput, Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Form } from '../../../../ui/form.tsx';
import { CheckField, MultiSelectField, TextField } from '../../../../ui/form-fields.tsx';
import { IconPlus, IconX } from '../../../../ui/icons.tsx';
import { useForm } from '../../../../ui/use-form.ts';
import { useText } from '../../../../ui/use-text.ts';
import { withLineErrors } from '../../../agencies/web/public/line-list.ts';
import { forget, useAnswer, useCall } from '../../../agencies/web/public/use-call.ts';
import { type ShiftKind, shiftKinds } from '../../contract/codes.ts';
import {
  createPatternRoute,
  type Pattern,
  type PatternTemplate,
  patternTemplates,
  type Slot,
  updatePatternRoute,
} from '../../contract/duty-plans.ts';
import { getRosterRoute } from '../../contract.ts';
import styles from './planning-page.module.css';

type SlotDraft = { key: string; kind: ShiftKind; start: string; hours: number };
type Values = {
  name: string;
  slots: SlotDraft[];
  restHours: number;
  primaryMemberIds: string[];
  backupMemberIds: string[];
  isActive: boolean;
};

let made = 0;
const toDraft = ({ kind, startMinute, hours }: Slot): SlotDraft => ({
  key: `slot-${++made}`,
  kind,
  start: `${String(Math.floor(startMinute / 60)).padStart(2, '0')}:${String(startMinute % 60).padStart(2, '0')}`,
  hours,
});
/** What was typed as minutes after midnight; -1 for what is no time, which the server refuses by its field. */
const toMinutes = (typed: string): number => {
  const [, hour = '', minute = ''] = /^(\d{1,2})[:hg.](\d{2})$/.exec(typed.trim()) ?? [];
  const minutes = Number(hour) * 60 + Number(minute);
  return hour !== '' && Number(hour) < 24 && Number(minute) < 60 ? minutes : -1;
};

type SlotsProps = {
  slots: SlotDraft[];
  errors: Readonly<Record<string, string>>;
  onChange: (slots: SlotDraft[]) => void;
};

const Slots = ({ slots, errors, onChange }: SlotsProps) => {
  const text = useText();
  const set = (key: string, change: Partial<SlotDraft>) =>
    onChange(slots.map((slot) => (slot.key === key ? { ...slot, ...change } : slot)));
  return (
    <fieldset className={styles.slots}>
      <legend>{text('team.pattern-slots')}</legend>
      {errors.slots && (
        <p role="alert" className={styles.fault}>
          {errors.slots}
        </p>
      )}
      {slots.map((slot, at) => (
        <div key={slot.key} className={styles.slot}>
          <Select
            label={text('team.pattern-slot', { number: at + 1 })}
            allowDeselect={false}
            data={shiftKinds.map((kind) => ({ value: kind, label: text(`team.shift.${kind}`) }))}
            value={slot.kind}
            onChange={(kind) => set(slot.key, { kind: kind as ShiftKind })}
          />
          <TextInput
            label={text('team.pattern-slot-start')}
            value={slot.start}
            error={errors[`slots.${at}.startMinute`]}
            onChange={(event) => set(slot.key, { start: event.currentTarget.value })}
          />
          <NumberInput
            label={text('team.pattern-slot-hours')}
            min={1}
            max={48}
            allowDecimal={false}
            value={slot.hours}
            error={errors[`slots.${at}.hours`]}
            onChange={(hours) => set(slot.key, { hours: Number(hours) || 0 })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={text('team.pattern-slot-remove', { number: at + 1 })}
            onClick={() => onChange(slots.filter((one) => one.key !== slot.key))}
          >
            <IconX size="1rem" />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size="0.875rem" />}
        onClick={() => onChange([...slots, toDraft({ kind: 'primary', startMinute: 360, hours: 8 })])}
      >
        {text('team.pattern-slot-add')}
      </Button>
    </fieldset>
  );
};

/** Describes a rhythm of shifts: the turns of a day, the rest, who takes turns. */
export const PatternForm = ({ pattern, onDone }: { pattern?: Pattern | undefined; onDone: () => void }) => {
  const text = useText();
  const send = useCall();
  const client = useQueryClient();
  const roster = useAnswer(getRosterRoute, { query: {} });
  const form = useForm<Values>({
    initial: {
      name: pattern?.name ?? '',
      slots: (pattern?.slots ?? patternTemplates['3x8'].slots).map(toDraft),
      restHours: pattern?.restHours ?? patternTemplates['3x8'].restHours,
      primaryMemberIds: pattern?.primaries.map(({ id }) => id) ?? [],
      backupMemberIds: pattern?.backups.map(({ id }) => id) ?? [],
      isActive: pattern?.isActive ?? true,
    },
    onSend: async ({ slots, ...values }) => {
      const body = {
        ...values,
        slots: slots.map(({ kind, start, hours }) => ({ kind, startMinute: toMinutes(start), hours })),
      };
      await withLineErrors(['primaryMemberIds', 'backupMemberIds'], () =>
        pattern
          ? send(updatePatternRoute, {
              params: { id: pattern.id },
              body: { ...body, version: pattern.version },
            })
          : send(createPatternRoute, { body }),
      );
      await forget(client, '/api/v1/duty/patterns');
      onDone();
    },
  });
  const options = (roster.data?.items ?? []).map(({ id, fullName, agency }) => ({
    value: id,
    label: `${fullName} (${agency.shortName})`,
  }));
  const takeTemplate = (name: PatternTemplate) =>
    form.setAll({
      ...form.values,
      slots: patternTemplates[name].slots.map(toDraft),
      restHours: patternTemplates[name].restHours,
    });
  return (
    <Form form={form} onCancel={onDone}>
      <TextField form={form} name="name" label={text('team.pattern-name')} lengthMax={120} hasFocus />
      {!pattern && (
        <div className={styles.templates}>
          <span>{text('team.pattern-template')}</span>
          {(Object.keys(patternTemplates) as PatternTemplate[]).map((name) => (
            <Button key={name} variant="default" size="compact-sm" onClick={() => takeTemplate(name)}>
              {text(`team.pattern-template.${name}`)}
            </Button>
          ))}
        </div>
      )}
      <Slots slots={form.values.slots} errors={form.errors} onChange={(slots) => form.set('slots', slots)} />
      <NumberInput
        label={text('team.pattern-rest')}
        min={0}
        max={72}
        allowDecimal={false}
        value={form.values.restHours}
        error={form.errors.restHours}
        onChange={(hours) => form.set('restHours', Number(hours) || 0)}
      />
      <MultiSelectField
        form={form}
        name="primaryMemberIds"
        label={text('team.pattern-primaries')}
        options={options}
      />
      <MultiSelectField
        form={form}
        name="backupMemberIds"
        label={text('team.pattern-backups')}
        isOptional
        options={options}
      />
      {pattern && <CheckField form={form} name="isActive" label={text('team.pattern-active')} />}
    </Form>
  );
};
