import { AppLink } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { useMay } from '../../../ui/session.ts';
import { useText } from '../../../ui/use-text.ts';
import { useAnswer, useLiveRefresh } from '../../agencies/web/public/use-call.ts';
import { listReplacementsRoute, replacementChanged } from '../contract/replacements.ts';
import styles from './replacement.module.css';
import { VacancySign } from './vacancy-sign.tsx';

const shownMax = 5;

const Vacancies = () => {
  const text = useText();
  const { data } = useAnswer(listReplacementsRoute, { query: { scope: 'open' } });
  useLiveRefresh([replacementChanged], '/api/v1/replacements');
  // What is decided is no longer vacant, or waits for its day only.
  const vacant = data?.items.filter((item) => item.state !== 'decided') ?? [];
  if (vacant.length === 0) return null;
  return (
    <Card
      title={text('team.vacancies')}
      count={vacant.length}
      action={<AppLink to="/team/replacements">{text('team.all-replacements')}</AppLink>}
    >
      <ul className={styles.plain}>
        {vacant.slice(0, shownMax).map((item) => (
          <li key={item.id}>
            <AppLink to={`/team/replacements/${item.id}`}>{item.member.fullName}</AppLink>
            <p className={styles.quiet}>
              {text(`team.replacement-state.${item.state}`)} · <VacancySign item={item} />
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
};

/** Places of the team that are or fall vacant, with their age. */
export const VacanciesCard = (_props: { id: string }) => (useMay('member.read') ? <Vacancies /> : null);
