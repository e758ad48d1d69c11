import { Card } from '../../../../ui/card.tsx';
import { type Column, DataTable } from '../../../../ui/data-table.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { IconUsers } from '../../../../ui/icons.tsx';
import { ErrorPage, PageLoading } from '../../../../ui/state-pages.tsx';
import { StatusBadge } from '../../../../ui/status-badge.tsx';
import { useLanguage, useText } from '../../../../ui/use-text.ts';
import { useAnswer } from '../../../agencies/web/public/use-call.ts';
import { getSkillGapsRoute, type SkillGaps } from '../../contract/skills.ts';
import { shiftWords } from '../duty/shift-words.ts';
import { skillName } from './skill-matrix-table.tsx';
import styles from './skills-page.module.css';

const DAYS = 14;
type Gap = SkillGaps['skills'][number];

const useGapColumns = (groups: readonly string[]): Column<Gap>[] => {
  const text = useText();
  const language = useLanguage();
  return [
    { key: 'skill', label: text('team.skill'), width: '24%', render: (row) => skillName(row, language) },
    {
      key: 'needed',
      label: text('team.gaps-needed'),
      width: '14%',
      render: (row) => text('team.gaps-at-level', { count: row.neededCount, level: row.neededLevel }),
    },
    { key: 'have', label: text('team.gaps-have'), width: '7%', align: 'end', render: (row) => row.have },
    {
      key: 'missing',
      label: text('team.gaps-missing'),
      width: '10%',
      onPhone: 'mark',
      render: (row) =>
        row.missing > 0 ? (
          <StatusBadge tone="harm" label={text('team.experts-missing', { count: row.missing })} />
        ) : (
          <StatusBadge tone="good" label={text('team.gaps-enough')} />
        ),
    },
    ...groups.map(
      (group): Column<Gap> => ({
        key: `group ${group}`,
        label: group,
        align: 'end',
        render: (row) => row.byGroup[group] ?? 0,
      }),
    ),
  ];
};

const Shifts = ({ gaps }: { gaps: SkillGaps }) => {
  const text = useText();
  const language = useLanguage();
  const nameOf = (id: string) => {
    const skill = gaps.skills.find((one) => one.id === id);
    return skill
      ? `${skillName(skill, language)} (${text('team.skill-level')} ${skill.shiftLevel ?? ''})`
      : '';
  };
  return (
    <Card title={text('team.gaps-shifts')} count={gaps.shifts.length}>
      <p className={styles.quiet}>{text('team.gaps-shifts-lead', { days: DAYS })}</p>
      {gaps.shifts.length === 0 && <p>{text('team.gaps-shifts-none', { count: gaps.shiftCount })}</p>}
      <ul className={styles.list}>
        {gaps.shifts.map(({ shift, missingSkillIds }) => (
          <li key={shift.id} className={styles.line}>
            <span>
              {shiftWords(shift, language)} · {shift.member.fullName}
            </span>
            <span>{missingSkillIds.map(nameOf).join(', ')}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
};

/** Where skills are missing: against the targets of the team, by group, on coming shifts. */
export const SkillGapsView = () => {
  const text = useText();
  const { data, error } = useAnswer(getSkillGapsRoute, { query: { days: DAYS } });
  const columns = useGapColumns(data?.groups ?? []);
  if (error) return <ErrorPage error={error} />;
  if (!data) return <PageLoading />;
  return (
    <div className={styles.parts}>
      <DataTable
        label={text('team.gaps-team')}
        columns={columns}
        rows={data.skills}
        rowKey={(row) => row.id}
        rowTone={(row) => (row.missing > 0 ? 'late' : undefined)}
        empty={<EmptyState icon={IconUsers} title={text('team.gaps-empty')} />}
      />
      <Shifts gaps={data} />
    </div>
  );
};
