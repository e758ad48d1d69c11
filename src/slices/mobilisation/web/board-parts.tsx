import { AppLink } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { FactList } from '../../../ui/fact-list.tsx';
import { formatDateTime, formatTime } from '../../../ui/format-date.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import type { CallUp, Recipient } from '../contract/call-up.ts';
import styles from './mobilisation.module.css';
import { AnswerCell, Deliveries } from './recipient-signs.tsx';
import { RecordMenu } from './record-menu.tsx';

const toneOf = (one: Recipient): 'late' | 'good' | undefined => {
  if (one.state === 'declined' || one.state === 'refused') return 'late';
  return one.state === 'coming' || one.state === 'arrived' || one.state === 'consented' ? 'good' : undefined;
};

const Next = ({ one }: { one: Recipient }) => {
  const text = useText();
  if (!one.nextStep || !one.nextStepAt) return null;
  const step = one.kind === 'head' && one.nextStep === 'chase' ? 'consentChase' : one.nextStep;
  return (
    <span className={styles.sub}>
      {text('mobilisation.board.nextAt', {
        step: text(`mobilisation.minutes.${step}`),
        time: formatTime(one.nextStepAt),
      })}
    </span>
  );
};

const Attendance = ({ one }: { one: Recipient }) => {
  const text = useText();
  const language = useLanguage();
  if (!one.arrivedAt) return null;
  return (
    <span className={styles.sub}>
      {formatDateTime(one.arrivedAt, language)} –{' '}
      {one.leftAt ? formatTime(one.leftAt) : text('mobilisation.hours.stillThere')}
    </span>
  );
};

const Line = ({ callUp, one }: { callUp: CallUp; one: Recipient }) => {
  const text = useText();
  return (
    <li className={styles.row} data-tone={toneOf(one)}>
      <div>
        <span className={styles.name}>{one.fullName}</span>
        <span className={styles.sub}>
          {one.agency.shortName || one.agency.name}
          {one.phone && (
            <>
              {' · '}
              <a href={`tel:${one.phone.replace(/[^+\d]/g, '')}`}>{one.phone}</a>
            </>
          )}
        </span>
        {one.backupFor && (
          <span className={styles.sub}>{text('mobilisation.board.backupFor', { name: one.backupFor })}</span>
        )}
        {one.task && <span className={styles.sub}>{one.task}</span>}
      </div>
      <AnswerCell one={one} />
      <div>
        <Deliveries one={one} />
        <Next one={one} />
        <Attendance one={one} />
        {one.hasAccess && <span className={styles.sub}>{text('mobilisation.board.hasAccess')}</span>}
      </div>
      <RecordMenu callUp={callUp} one={one} />
    </li>
  );
};

/** One group of people with what each answered; red bars for refusals, green for those who come. */
export const PeopleCard = ({
  title,
  callUp,
  people,
}: {
  title: string;
  callUp: CallUp;
  people: readonly Recipient[];
}) =>
  people.length === 0 ? null : (
    <Card title={title} count={people.length} padding="flush">
      <ul className={styles.list}>
        {people.map((one) => (
          <Line key={one.id} callUp={callUp} one={one} />
        ))}
      </ul>
    </Card>
  );

/** Figures on top: what a leader asks first. */
export const Figures = ({ callUp }: { callUp: CallUp }) => {
  const text = useText();
  const { counts } = callUp;
  const members = { key: 'members', label: text('mobilisation.board.members'), value: counts.members };
  const silent = { key: 'silent', label: text('mobilisation.recipientState.called'), value: counts.silent };
  const figures = callUp.isExercise
    ? [
        members,
        {
          key: 'answered',
          label: text('mobilisation.board.answered'),
          value: counts.members - counts.silent,
        },
        silent,
      ]
    : [
        members,
        { key: 'coming', label: text('mobilisation.recipientState.coming'), value: counts.coming },
        { key: 'arrived', label: text('mobilisation.recipientState.arrived'), value: counts.arrived },
        { key: 'declined', label: text('mobilisation.recipientState.declined'), value: counts.declined },
        silent,
        ...(counts.heads > 0
          ? [
              {
                key: 'heads',
                label: text('mobilisation.step.consented'),
                value: `${counts.consented}/${counts.heads}`,
              },
            ]
          : []),
      ];
  return (
    <div className={styles.counts} role="status" aria-live="polite">
      {figures.map(({ key, label, value }) => (
        <dl key={key} className={styles.figure}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </dl>
      ))}
    </div>
  );
};

/** Share of the called who answered within 5, 15 and 30 minutes. */
export const ScoreCard = ({ callUp }: { callUp: CallUp }) => {
  const text = useText();
  const { score } = callUp;
  return (
    <Card title={text('mobilisation.score.title')}>
      <div className={styles.counts}>
        {score.within.map(({ minutes, count, share }) => (
          <dl key={minutes} className={styles.figure}>
            <dt>{text('mobilisation.score.within', { minutes })}</dt>
            <dd>
              {Math.round(share * 100)}%{' '}
              <small>{text('mobilisation.score.of', { count, called: score.called })}</small>
            </dd>
          </dl>
        ))}
      </div>
      {score.medianMinutes !== null && (
        <p>{text('mobilisation.score.median', { minutes: score.medianMinutes })}</p>
      )}
      <p className={styles.why}>{text('mobilisation.score.formula')}</p>
    </Card>
  );
};

/** Every step with its time, the newest on top. */
export const StepsCard = ({ callUp }: { callUp: CallUp }) => {
  const text = useText();
  return (
    <Card title={text('mobilisation.board.steps')}>
      <ol className={styles.steps}>
        {callUp.steps.map((step) => (
          <li key={step.id}>
            <time dateTime={step.at}>{formatTime(step.at)}</time>
            <span>
              {step.recipient && <strong>{step.recipient}: </strong>}
              {text(`mobilisation.step.${step.kind}`)}
              {step.note && <span className={styles.sub}>{step.note}</span>}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
};

/** What the notice said. */
export const NoticeFacts = ({ callUp }: { callUp: CallUp }) => {
  const text = useText();
  const language = useLanguage();
  return (
    <FactList
      title={text('mobilisation.board.facts')}
      facts={[
        {
          key: 'incident',
          label: text('mobilisation.incident'),
          value: callUp.incident && (
            <AppLink to={`/incidents/${callUp.incident.id}`}>
              {callUp.incident.number} {callUp.incident.title}
            </AppLink>
          ),
        },
        { key: 'from', label: text('mobilisation.board.from'), value: callUp.standingAgency },
        {
          key: 'text',
          label: text('mobilisation.compose.text'),
          value: <p className={styles.lines}>{callUp.text}</p>,
        },
        {
          key: 'when',
          label: text('mobilisation.compose.presentAt'),
          value: callUp.presentAt
            ? formatDateTime(callUp.presentAt, language)
            : text('mobilisation.notice.atOnce'),
        },
        {
          key: 'place',
          label: text('mobilisation.compose.place'),
          value: callUp.place ?? text('mobilisation.notice.remote'),
        },
        { key: 'bring', label: text('mobilisation.compose.bring'), value: callUp.bring },
        { key: 'contact', label: text('mobilisation.compose.contact'), value: callUp.contact },
        {
          key: 'expires',
          label: text('mobilisation.board.expires'),
          value: formatDateTime(callUp.linksExpireAt, language),
        },
      ].filter(({ value }) => value)}
    />
  );
};
