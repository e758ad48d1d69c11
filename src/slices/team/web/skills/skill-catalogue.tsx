import { Button, Modal, NumberInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Column, DataTable } from '../../../../ui/data-table.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { Form } from '../../../../ui/form.tsx';
import { CheckField, SelectField, TextField } from '../../../../ui/form-fields.tsx';
import { IconPlus, IconUsers } from '../../../../ui/icons.tsx';
import { useForm } from '../../../../ui/use-form.ts';
import { useLanguage, useText } from '../../../../ui/use-text.ts';
import { forget, useCall } from '../../../agencies/web/public/use-call.ts';
import { type SkillArea, skillAreas } from '../../contract/skill-codes.ts';
import { createSkillRoute, type Skill, type SkillMatrix, updateSkillRoute } from '../../contract/skills.ts';
import { LevelScale, skillName } from './skill-matrix-table.tsx';
import styles from './skills-page.module.css';

const levels = ['1', '2', '3', '4'];

const SkillForm = ({ skill, onDone }: { skill: Skill | undefined; onDone: () => void }) => {
  const text = useText();
  const send = useCall();
  const client = useQueryClient();
  const form = useForm({
    initial: {
      code: skill?.code ?? '',
      area: skill?.area ?? ('platforms' as SkillArea),
      nameVi: skill?.nameVi ?? '',
      nameEn: skill?.nameEn ?? '',
      neededLevel: String(skill?.neededLevel ?? 3),
      neededCount: skill?.neededCount ?? 1,
      shiftLevel: skill?.shiftLevel ? String(skill.shiftLevel) : '',
      countsForExperts: skill?.countsForExperts ?? true,
      isActive: skill?.isActive ?? true,
    },
    onSend: async (values) => {
      const body = {
        ...values,
        neededLevel: Number(values.neededLevel),
        shiftLevel: values.shiftLevel ? Number(values.shiftLevel) : null,
      };
      if (skill) {
        await send(updateSkillRoute, { params: { id: skill.id }, body: { ...body, version: skill.version } });
      } else await send(createSkillRoute, { body });
      await forget(client, '/api/v1/skills');
      onDone();
    },
  });
  const levelOptions = levels.map((value) => ({
    value,
    label: `${value} · ${text(`team.skill-level.${value as '1' | '2' | '3' | '4'}`)}`,
  }));
  return (
    <Form form={form} onCancel={onDone}>
      <TextField form={form} name="nameVi" label={text('team.skill-name-vi')} lengthMax={120} hasFocus />
      <TextField form={form} name="nameEn" label={text('team.skill-name-en')} lengthMax={120} />
      <TextField
        form={form}
        name="code"
        label={text('team.skill-code')}
        help={text('team.skill-code-help')}
        lengthMax={40}
      />
      <SelectField
        form={form}
        name="area"
        label={text('team.skill-area')}
        options={skillAreas.map((area) => ({ value: area, label: text(`team.skill-area.${area}`) }))}
      />
      <SelectField
        form={form}
        name="neededLevel"
        label={text('team.skill-needed-level')}
        options={levelOptions}
      />
      <NumberInput
        label={text('team.skill-needed-count')}
        min={0}
        max={100}
        allowDecimal={false}
        value={form.values.neededCount}
        error={form.errors.neededCount}
        onChange={(value) => form.set('neededCount', Number(value) || 0)}
      />
      <SelectField
        form={form}
        name="shiftLevel"
        label={text('team.skill-shift-level')}
        placeholder={text('team.skill-shift-none')}
        isOptional
        options={levelOptions}
      />
      <CheckField form={form} name="countsForExperts" label={text('team.skill-counts')} />
      {skill && <CheckField form={form} name="isActive" label={text('team.skill-active')} />}
    </Form>
  );
};

const useColumns = (onOpen: ((skill: Skill) => void) | undefined): Column<Skill>[] => {
  const text = useText();
  const language = useLanguage();
  return [
    {
      key: 'name',
      label: text('team.skill'),
      width: '30%',
      render: (row) =>
        onOpen ? (
          <button type="button" className={styles.open} onClick={() => onOpen(row)}>
            {skillName(row, language)}
          </button>
        ) : (
          skillName(row, language)
        ),
    },
    {
      key: 'area',
      label: text('team.skill-area'),
      width: '18%',
      render: (row) => text(`team.skill-area.${row.area}`),
    },
    {
      key: 'needed',
      label: text('team.gaps-needed'),
      width: '14%',
      render: (row) => text('team.gaps-at-level', { count: row.neededCount, level: row.neededLevel }),
    },
    {
      key: 'shift',
      label: text('team.skill-shift-level'),
      render: (row) => row.shiftLevel ?? text('team.skill-shift-none'),
    },
    {
      key: 'expert',
      label: text('team.skill-counts'),
      render: (row) => text(row.countsForExperts ? 'team.yes' : 'team.no'),
    },
    {
      key: 'state',
      label: text('team.skill-active'),
      onPhone: 'mark',
      render: (row) => text(row.isActive ? 'team.skill-active' : 'team.skill-unused'),
    },
  ];
};

/** The catalogue of skills with its targets; editable for those who may. */
export const SkillCatalogue = ({ matrix }: { matrix: SkillMatrix }) => {
  const text = useText();
  const [opened, setOpened] = useState<Skill | 'new'>();
  const columns = useColumns(matrix.can.update ? setOpened : undefined);
  return (
    <div className={styles.parts}>
      {matrix.can.update && (
        <div>
          <Button leftSection={<IconPlus size="1rem" />} onClick={() => setOpened('new')}>
            {text('team.skill-add')}
          </Button>
        </div>
      )}
      <DataTable
        label={text('team.skills-view.catalogue')}
        columns={columns}
        rows={matrix.skills}
        rowKey={(row) => row.id}
        empty={<EmptyState icon={IconUsers} title={text('team.gaps-empty')} />}
      />
      <LevelScale />
      <Modal
        opened={opened !== undefined}
        onClose={() => setOpened(undefined)}
        title={<strong>{text(opened === 'new' ? 'team.skill-add' : 'team.skill-edit')}</strong>}
        closeButtonProps={{ 'aria-label': text('ui.close') }}
      >
        {opened && (
          <SkillForm skill={opened === 'new' ? undefined : opened} onDone={() => setOpened(undefined)} />
        )}
      </Modal>
    </div>
  );
};
