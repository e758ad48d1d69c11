import { formatDateTime, formatTime } from '../../../ui/format-date.ts';
import { StatusBadge, type StatusTone } from '../../../ui/status-badge.tsx';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import type { CallUpItem, Recipient } from '../contract/call-up.ts';
import type { AnswerChannel, CallUpState, RecipientState } from '../contract/codes.ts';
import styles from './mobilisation.module.css';

const tones: Readonly<Record<RecipientState, StatusTone>> = {
  reserve: 'quiet',
  called: 'wait',
  received: 'wait',
  coming: 'active',
  declined: 'harm',
  arrived: 'good',
  released: 'quiet',
  consented: 'good',
  refused: 'harm',
};

export const RecipientSign = ({ state }: { state: RecipientState }) => {
  const text = useText();
  return <StatusBadge tone={tones[state]} label={text(`mobilisation.recipientState.${state}`)} />;
};

export const CallUpSign = ({ state }: { state: CallUpState }) => {
  const text = useText();
  return (
    <StatusBadge
      tone={state === 'running' ? 'active' : 'quiet'}
      label={text(`mobilisation.state.${state}`)}
    />
  );
};

/** Stands wherever an exercise is shown: nobody may take it for a real call. */
export const ExerciseMark = () => {
  const text = useText();
  return <span className={styles.exercise}>{text('mobilisation.exercise')}</span>;
};

const channelKeys: Readonly<Record<AnswerChannel, string>> = {
  link: 'mobilisation.channel.link',
  app: 'mobilisation.channel.app',
  telephone: 'mobilisation.channel.telephone',
  mail: 'mobilisation.channel.byMail',
};

/** The answer with its time, way and reason. */
export const AnswerCell = ({ one }: { one: Recipient }) => {
  const text = useText();
  const language = useLanguage();
  return (
    <div>
      <RecipientSign state={one.state} />
      {one.answeredAt && (
        <span className={styles.sub}>
          {text('mobilisation.board.answeredAt', {
            time: formatTime(one.answeredAt),
            channel: one.answerChannel ? text(channelKeys[one.answerChannel] as never) : '',
          })}
        </span>
      )}
      {one.comingAt && one.state === 'coming' && (
        <span className={styles.sub}>
          {text('mobilisation.board.comingAt', { time: formatDateTime(one.comingAt, language) })}
        </span>
      )}
      {one.reason && <span className={styles.sub}>{one.reason}</span>}
    </div>
  );
};

/** By which ways the notice went and how far it came. */
export const Deliveries = ({ one }: { one: Recipient }) => {
  const text = useText();
  return (
    <span className={styles.deliveries}>
      {one.deliveries.map(({ channel, state }) => (
        <span key={channel} data-state={state}>
          {text(`mobilisation.channel.${channel}`)}: {text(`mobilisation.delivery.${state}`)}
        </span>
      ))}
    </span>
  );
};

/** The answers of a call-up in one line. */
export const CountLine = ({ counts }: { counts: CallUpItem['counts'] }) => {
  const text = useText();
  return (
    <>
      {text('mobilisation.countLine', {
        coming: counts.coming,
        declined: counts.declined,
        silent: counts.silent,
      })}
      {counts.heads > 0 && (
        <span className={styles.sub}>
          {text('mobilisation.headLine', { consented: counts.consented, heads: counts.heads })}
        </span>
      )}
    </>
  );
};
