import { AppLink } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { Page } from '../../../ui/page.tsx';
import { ErrorPage, PageLoading } from '../../../ui/state-pages.tsx';
import { useRouteParam } from '../../../ui/use-address.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { ClockCard } from './clock-card.tsx';
import { useClock, useFreshClocks } from './clock-queries.ts';
import styles from './clocks.module.css';
import { titleOf } from './say-duty.ts';

/** One duty on a page of its own; that of an incident leads to it. */
export const ClockPage = () => {
  const text = useText();
  const language = useLanguage();
  const { data: clock, error } = useClock(useRouteParam('clockId'));
  useFreshClocks();
  if (error) return <ErrorPage error={error} />;
  if (!clock) return <PageLoading />;
  const { subject } = clock;
  return (
    <Page
      title={`${clock.ruleId}. ${titleOf(clock, language)}`}
      width="reading"
      lead={
        subject.kind === 'incident' ? (
          <AppLink to={`/incidents/${subject.id}`}>
            {subject.label} {subject.title}
          </AppLink>
        ) : (
          subject.label || text('duties.subject.team')
        )
      }
    >
      <Card padding="flush">
        <ul className={styles.list}>
          <ClockCard clock={clock} />
        </ul>
      </Card>
    </Page>
  );
};
