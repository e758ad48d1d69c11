import { AppLink } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { formatDateTime } from '../../../ui/format-date.ts';
import { PanelSlot } from '../../../ui/panel-slot.tsx';
import { useMay } from '../../../ui/session.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { useAnswer, useLiveRefresh } from '../../agencies/web/public/use-call.ts';
import { dutyChanged, dutyNowRoute } from '../contract/duty.ts';
import { getSkillMatrixRoute, skillChanged } from '../contract/skills.ts';
import styles from './replacement.module.css';
import { VacanciesCard } from './vacancies-card.tsx';

/** The turn of a shift is told by the clock, not by an event. */
const REFETCH_MS = 60_000;

const OnDutyNow = () => {
  const text = useText();
  const language = useLanguage();
  const { data } = useAnswer(dutyNowRoute, {}, { refetchMs: REFETCH_MS });
  useLiveRefresh([dutyChanged], '/api/v1/duty');
  if (!data) return null;
  return (
    <Card title={text('team.duty-now-title')} action={<AppLink to="/duty">{text('team.duty')}</AppLink>}>
      {!data.isCovered && <p className={styles.late}>{text('team.duty-nobody-text')}</p>}
      <ul className={styles.plain}>
        {data.current.map((shift) => (
          <li key={shift.id}>
            <strong>{shift.member.fullName}</strong>{' '}
            {shift.phone && <a href={`tel:${shift.phone.replaceAll(' ', '')}`}>{shift.phone}</a>}
            <p className={styles.quiet}>
              {text(`team.shift.${shift.kind}`)},{' '}
              {text('team.until', { time: formatDateTime(shift.endsAt, language) })}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
};

const Experts = () => {
  const text = useText();
  const { data } = useAnswer(getSkillMatrixRoute);
  useLiveRefresh([skillChanged], '/api/v1/skills');
  if (!data) return null;
  const { rule, expertCount } = data;
  const missing = Math.max(0, rule.expertsNeeded - expertCount);
  return (
    <Card
      title={text('team.experts')}
      action={<AppLink to="/team/skills?view=gaps">{text('team.skills-view.gaps')}</AppLink>}
    >
      <p className={styles.marks}>
        <strong>{text('team.experts-of', { count: expertCount, needed: rule.expertsNeeded })}</strong>
        <StatusBadge
          tone={missing > 0 ? 'harm' : 'good'}
          label={missing > 0 ? text('team.experts-missing', { count: missing }) : text('team.experts-met')}
        />
      </p>
    </Card>
  );
};

/** The team at one glance: who is on duty, which places are vacant, whether there are experts enough. */
export const TeamStrip = () => {
  const readsDuty = useMay('duty.read');
  const readsSkills = useMay('skill.read');
  return (
    <div className={`ui-screen-only ${styles.strip}`}>
      {readsDuty && <OnDutyNow />}
      <VacanciesCard id="" />
      {readsSkills && <Experts />}
      <PanelSlot slot="team.page" id="" />
    </div>
  );
};
