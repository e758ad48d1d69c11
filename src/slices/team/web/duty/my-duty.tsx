import { Button } from '@mantine/core';
import { AppLink } from '../../../../ui/app-link.tsx';
import { Card } from '../../../../ui/card.tsx';
import { formatTime } from '../../../../ui/format-date.ts';
import { useLanguage, useText } from '../../../../ui/use-text.ts';
import { useAnswer } from '../../../agencies/web/public/use-call.ts';
import { myDutyRoute } from '../../contract/duty.ts';
import styles from './duty-page.module.css';
import { shiftWords } from './shift-words.ts';

/** What the caller has to do: the own shift now and next, the note to give or to sign, swaps to answer. */
export const MyDuty = () => {
  const text = useText();
  const language = useLanguage();
  const { data } = useAnswer(myDutyRoute, {}, { refetchMs: 60_000 });
  if (!data?.memberId) return null;
  const [next] = data.upcoming;
  return (
    <Card title={text('team.my-duty')}>
      {data.current && (
        <p className={styles.mineNow}>
          {text('team.my-duty-now', { time: formatTime(data.current.endsAt) })}
        </p>
      )}
      <p className={next ? undefined : styles.quiet}>
        {next ? (
          <>
            {text('team.my-duty-next')}: <strong>{shiftWords(next, language)}</strong>,{' '}
            {text(`team.shift.${next.kind}`)}
          </>
        ) : (
          text('team.my-duty-none')
        )}
      </p>
      <div className={styles.mineActions}>
        {data.toSign && (
          <Button component={AppLink} to={`/duty/hand-over/${data.toSign.id}`}>
            {text('team.my-sign')}
          </Button>
        )}
        {data.toHandOver && (
          <Button
            component={AppLink}
            to={`/duty/hand-over/${data.toHandOver.id}`}
            variant={data.toSign ? 'default' : 'filled'}
          >
            {text('team.my-hand-over')}
          </Button>
        )}
        {data.swapsWaiting > 0 && (
          <Button component={AppLink} to="/duty/swaps" variant="default">
            {text('team.swaps-waiting', { count: data.swapsWaiting })}
          </Button>
        )}
      </div>
    </Card>
  );
};
