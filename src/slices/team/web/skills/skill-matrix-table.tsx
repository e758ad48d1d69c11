import { Fragment } from 'react';
import { AppLink } from '../../../../ui/app-link.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { IconUsers } from '../../../../ui/icons.tsx';
import { useLanguage, useText } from '../../../../ui/use-text.ts';
import { skillLevels } from '../../contract/skill-codes.ts';
import type { Skill, SkillMatrix } from '../../contract/skills.ts';
import styles from './skills-page.module.css';

/** The name of a skill in the language on screen. */
export const skillName = (skill: Pick<Skill, 'nameVi' | 'nameEn'>, language: 'vi' | 'en'): string =>
  language === 'en' ? skill.nameEn : skill.nameVi;

const levelKey = (level: number) => `team.skill-level.${level as 0 | 1 | 2 | 3 | 4}` as const;

/** What the figures 0 to 4 mean. */
export const LevelScale = () => {
  const text = useText();
  return (
    <dl className={styles.scale} aria-label={text('team.skill-scale')}>
      {skillLevels.map((level) => (
        <div key={level}>
          <dt>
            <span className={styles.level} data-level={level}>
              {level}
            </span>
          </dt>
          <dd>{text(levelKey(level))}</dd>
        </div>
      ))}
    </dl>
  );
};

type RowProps = { member: SkillMatrix['members'][number]; skills: readonly Skill[] };

const Row = ({ member, skills }: RowProps) => {
  const text = useText();
  const language = useLanguage();
  return (
    <tr>
      <th scope="row" className={styles.name}>
        <AppLink to={`/team/members/${member.id}`}>{member.fullName}</AppLink>
        <span className={styles.under}>
          {member.agencyName}
          {member.isExpert && <span className={styles.expert}> · {text('team.expert')}</span>}
        </span>
      </th>
      {skills.map((skill) => {
        const level = member.levels[skill.id];
        const words = level === undefined ? text('team.skill-not-assessed') : text(levelKey(level));
        return (
          <td key={skill.id} className={styles.cell}>
            {level === undefined ? (
              <span className={styles.none} title={words}>
                ·<span className="ui-hidden">{words}</span>
              </span>
            ) : (
              <span
                className={styles.level}
                data-level={level}
                title={text('team.skill-cell', {
                  skill: skillName(skill, language),
                  name: member.fullName,
                  level: words,
                })}
              >
                {level}
              </span>
            )}
          </td>
        );
      })}
    </tr>
  );
};

/** Members by group against skills; each cell the level as a figure with a tint, never the tint alone. */
export const SkillMatrixTable = ({ matrix }: { matrix: SkillMatrix }) => {
  const text = useText();
  const language = useLanguage();
  const skills = matrix.skills.filter((skill) => skill.isActive);
  const groups = [...new Set(matrix.members.map((member) => member.groupName))];
  if (matrix.members.length === 0) return <EmptyState icon={IconUsers} title={text('team.roster-empty')} />;
  return (
    <>
      <section className={styles.scroll} aria-label={text('team.skills-view.matrix')}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by keyboard */}
        <div className={styles.scroller} tabIndex={0}>
          <table className={styles.matrix}>
            <thead>
              <tr>
                <th scope="col" className={styles.corner}>
                  {text('team.member')}
                </th>
                {skills.map((skill) => (
                  <th key={skill.id} scope="col" className={styles.skill}>
                    <span>{skillName(skill, language)}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {groups.map((group) => (
                <Fragment key={group ?? ''}>
                  <tr>
                    <th scope="rowgroup" colSpan={skills.length + 1} className={styles.group}>
                      <span>{group ?? text('team.no-group')}</span>
                    </th>
                  </tr>
                  {matrix.members
                    .filter((member) => member.groupName === group)
                    .map((member) => (
                      <Row key={member.id} member={member} skills={skills} />
                    ))}
                </Fragment>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <LevelScale />
    </>
  );
};
