import { Button, Checkbox, Select } from '@mantine/core';
import { useMemo } from 'react';
import { Card } from '../../../ui/card.tsx';
import { foldText } from '../../../ui/fold-text.ts';
import { formatNumber } from '../../../ui/format-number.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import type { Candidate } from '../contract/call-up.ts';
import styles from './mobilisation.module.css';

/** Chosen members with the backup of each, by member id. */
export type Chosen = ReadonlyMap<string, string | null>;

export type Picking = {
  candidates: readonly Candidate[];
  chosen: Chosen;
  onChange: (chosen: Chosen) => void;
};

/** What speaks for somebody, and what against. */
const Why = ({ one, isCheck }: { one: Candidate; isCheck: boolean }) => {
  const text = useText();
  const language = useLanguage();
  const isFree = one.openIncidents === 0 && one.openTasks === 0 && one.otherCallUps === 0;
  const against = [
    one.onDuty ? text(`mobilisation.why.${one.onDuty}`) : '',
    one.otherCallUps > 0 ? text('mobilisation.why.callUps', { count: one.otherCallUps }) : '',
    !one.email && !one.phone ? text('mobilisation.why.noReach') : '',
    !isCheck && !one.hasAccount ? text('mobilisation.why.noAccount') : '',
    !isCheck && !one.hasHeadContact ? text('mobilisation.why.noHead') : '',
  ].filter(Boolean);
  const plain = [
    ...[...one.skills]
      .sort((first, second) => second.level - first.level)
      .slice(0, 3)
      .map((held) =>
        text('mobilisation.why.skill', {
          name: language === 'vi' ? held.nameVi : held.nameEn,
          level: held.level,
        }),
      ),
    one.distanceKm === null
      ? ''
      : text('mobilisation.why.km', { km: formatNumber(Math.round(one.distanceKm), language) }),
    isFree
      ? text('mobilisation.why.free')
      : text('mobilisation.why.load', { incidents: one.openIncidents, tasks: one.openTasks }),
  ].filter(Boolean);
  return (
    <span className={styles.why}>
      {plain.join(' · ')}
      {against.map((reason) => (
        <span key={reason} data-against="true">
          {' · '}
          {reason}
        </span>
      ))}
    </span>
  );
};

const BackupSelect = ({ one, picking }: { one: Candidate; picking: Picking }) => {
  const text = useText();
  const { candidates, chosen, onChange } = picking;
  const taken = new Set([...chosen.keys(), ...[...chosen.values()].filter((id) => id !== null)]);
  const own = chosen.get(one.memberId) ?? null;
  const options = candidates
    .filter((other) => other.memberId === own || !taken.has(other.memberId))
    .map((other) => ({ value: other.memberId, label: other.fullName }));
  return (
    <Select
      size="xs"
      aria-label={text('mobilisation.compose.backupOf', { name: one.fullName })}
      placeholder={text('mobilisation.compose.noBackup')}
      data={options}
      searchable
      clearable
      filter={({ options: all, search }) =>
        (all as { value: string; label: string }[]).filter(({ label }) =>
          foldText(label).includes(foldText(search)),
        ) as never
      }
      value={own}
      onChange={(value) => onChange(new Map(chosen).set(one.memberId, value))}
    />
  );
};

const PickLine = ({ one, picking, isCheck }: { one: Candidate; picking: Picking; isCheck: boolean }) => {
  const text = useText();
  const { chosen, onChange } = picking;
  const isChosen = chosen.has(one.memberId);
  const toggle = (isOn: boolean) => {
    const next = new Map(chosen);
    if (isOn) {
      for (const [id, backup] of next) if (backup === one.memberId) next.set(id, null);
      next.set(one.memberId, null);
    } else next.delete(one.memberId);
    onChange(next);
  };
  return (
    <li className={styles.pick} data-chosen={isChosen}>
      <Checkbox
        aria-label={text('mobilisation.compose.pick', { name: one.fullName })}
        checked={isChosen}
        onChange={(event) => toggle(event.currentTarget.checked)}
      />
      <div>
        <span className={styles.name}>{one.fullName}</span>
        <span className={styles.sub}>{one.agency.shortName || one.agency.name}</span>
      </div>
      <Why one={one} isCheck={isCheck} />
      {isChosen && !isCheck ? <BackupSelect one={one} picking={picking} /> : <span />}
    </li>
  );
};

type Filters = { skillIds?: string; agencyId?: string };

/** Members of the team, the fittest first, each with the reasons; boxes choose, a chosen one may get a backup. */
export const PickPeople = ({
  all,
  filters,
  onFilter,
  isCheck,
  ...picking
}: Picking & {
  /** Everybody, for the choices of the filters. */
  all: readonly Candidate[];
  filters: Filters;
  onFilter: (filters: Filters) => void;
  isCheck: boolean;
}) => {
  const text = useText();
  const language = useLanguage();
  const skills = useMemo(() => {
    const found = new Map<string, string>();
    for (const held of all.flatMap((one) => one.skills)) {
      found.set(held.id, language === 'vi' ? held.nameVi : held.nameEn);
    }
    return [...found].map(([value, label]) => ({ value, label }));
  }, [all, language]);
  const agencies = useMemo(() => {
    const found = new Map(all.map((one) => [one.agency.id, one.agency.name]));
    return [...found].map(([value, label]) => ({ value, label }));
  }, [all]);
  return (
    <Card
      title={text('mobilisation.compose.people')}
      padding="flush"
      action={
        <div className={styles.tools}>
          <Button
            size="xs"
            variant="default"
            onClick={() => picking.onChange(new Map(picking.candidates.map((one) => [one.memberId, null])))}
          >
            {text('mobilisation.compose.all')}
          </Button>
          <Button size="xs" variant="default" onClick={() => picking.onChange(new Map())}>
            {text('mobilisation.compose.none')}
          </Button>
        </div>
      }
    >
      <div className={styles.filters} style={{ padding: '0.75rem 1rem 0' }}>
        {skills.length > 0 && (
          <Select
            size="xs"
            label={text('mobilisation.compose.skill')}
            placeholder={text('mobilisation.compose.anySkill')}
            data={skills}
            clearable
            searchable
            value={filters.skillIds ?? null}
            onChange={(value) =>
              onFilter({ ...filters, ...(value ? { skillIds: value } : { skillIds: '' }) })
            }
          />
        )}
        <Select
          size="xs"
          label={text('mobilisation.compose.agency')}
          placeholder={text('mobilisation.compose.anyAgency')}
          data={agencies}
          clearable
          searchable
          value={filters.agencyId ?? null}
          onChange={(value) => onFilter({ ...filters, ...(value ? { agencyId: value } : { agencyId: '' }) })}
        />
      </div>
      <ul className={styles.list}>
        {picking.candidates.map((one) => (
          <PickLine key={one.memberId} one={one} picking={picking} isCheck={isCheck} />
        ))}
      </ul>
    </Card>
  );
};
