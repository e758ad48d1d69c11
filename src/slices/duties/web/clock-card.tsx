import { Button } from '@mantine/core';
import { useState } from 'react';
import { clockState } from '../../../ui/clock-state.ts';
import { formatDateTime } from '../../../ui/format-date.ts';
import { IconAlert, IconCheck, IconClock, IconSend } from '../../../ui/icons.tsx';
import { useNow } from '../../../ui/use-now.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import type { Clock, WholeClock } from '../contract/clocks.ts';
import { BasisMark, ClockTime, RuleMark } from './clock-signs.tsx';
import styles from './clocks.module.css';
import { DispatchList } from './dispatch-list.tsx';
import { ReasonAction } from './reason-action.tsx';
import { sayDue, sayEvent, sayRecipient, sayWhy, titleOf } from './say-duty.ts';
import { SendDialog } from './send-dialog.tsx';

const stateIcons = { open: IconClock, waiting: IconSend, failed: IconAlert, proven: IconCheck } as const;

/** Whom the duty reaches, and who was reached. */
const Recipients = ({ clock }: { clock: Clock }) => {
  const text = useText();
  const language = useLanguage();
  return (
    <ul className={styles.recipients} aria-label={text('duties.recipients')}>
      {clock.recipients.map((recipient) => {
        const StateIcon = stateIcons[recipient.state];
        return (
          <li key={recipient.key} className={styles.recipient} data-state={recipient.state}>
            <StateIcon size="0.875rem" />
            {sayRecipient(text, recipient, language)}{' '}
            <span>
              ({text(`duties.recipient.${recipient.state}`)}
              {recipient.role && !recipient.holder ? `; ${text('duties.no-holder')}` : ''})
            </span>
          </li>
        );
      })}
    </ul>
  );
};

const Why = ({ clock }: { clock: Clock }) => {
  const text = useText();
  const language = useLanguage();
  const { basis, subject } = clock;
  const note = language === 'vi' ? basis.noteVi : basis.noteEn;
  const isFromDetection = clock.startedBy === 'detected' || clock.startedBy === 'personal-data-found';
  const precision = isFromDetection ? subject.detectedPrecision : null;
  return (
    <div>
      <p className={styles.line}>
        {sayWhy(text, clock, language)}.{' '}
        <strong>
          {text('duties.due')}: {sayDue(clock.dueAt, language)}
        </strong>{' '}
        <span className={styles.quiet}>
          {text('duties.utc', { time: clock.dueAt.slice(0, 16).replace('T', ' ') })}
        </span>
      </p>
      {(precision === 'hour' || precision === 'day') && (
        <p className={styles.line}>{text(`duties.why-precision.${precision}`)}</p>
      )}
      {clock.note && <p className={styles.line}>{clock.note}</p>}
      <p className={styles.line} title={note}>
        <span className={styles.quiet}>{text('duties.basis-line', basis)}. </span>
        <BasisMark status={basis.status} />
      </p>
    </div>
  );
};

const History = ({ clock }: { clock: WholeClock }) => {
  const text = useText();
  const language = useLanguage();
  return (
    <details>
      <summary className={styles.quiet}>{text('duties.history-show')}</summary>
      <DispatchList dispatches={clock.dispatches} />
      <h4 className={styles.sub}>{text('duties.history')}</h4>
      <ol className={styles.history}>
        {clock.events.map((event) => (
          <li key={event.id}>
            {sayEvent(text, event, language)}{' '}
            <span className={styles.quiet}>
              {formatDateTime(event.at, language)}, {event.actor}
            </span>
          </li>
        ))}
      </ol>
      <p className={styles.quiet}>{text('duties.rule-set', { number: clock.ruleSetNumber })}</p>
    </details>
  );
};

const useTone = (clock: Clock): string | undefined => {
  const now = useNow();
  if (clock.state !== 'running') return undefined;
  const state = clockState(now, Date.parse(clock.dueAt), Date.parse(clock.startedAt));
  return state === 'late' || state === 'soon' ? state : undefined;
};

/** One duty as a whole: time left, why, whom it reaches, what was sent, and what can be done now. */
export const ClockCard = ({ clock }: { clock: WholeClock }) => {
  const text = useText();
  const language = useLanguage();
  const tone = useTone(clock);
  const [isSending, setSending] = useState(false);
  const turn = clock.window
    ? text('duties.year', { year: String(clock.occurrence) })
    : clock.occurrence > 1
      ? text('duties.turn', { count: clock.occurrence })
      : '';
  const isOpen = clock.state === 'running' || clock.state === 'paused';
  return (
    <li className={styles.clock} data-tone={tone} data-rule={clock.ruleId}>
      <div className={styles.head}>
        <RuleMark clock={clock} />
        <h3 className={styles.title}>
          {titleOf(clock, language)} {turn && <span className={styles.quiet}>{turn}</span>}
        </h3>
        <ClockTime clock={clock} />
      </div>
      <Why clock={clock} />
      <Recipients clock={clock} />
      {clock.lateReason && (
        <p className={styles.line}>
          <span className={styles.quiet}>{text('duties.late-reason')}:</span> {clock.lateReason}
        </p>
      )}
      {clock.needsReason && <p className={styles.harm}>{text('duties.reason-missing-mark')}</p>}
      <div className={styles.actions}>
        {clock.can.dispatch && isOpen && (
          <Button
            size="compact-sm"
            leftSection={<IconSend size="0.875rem" />}
            onClick={() => setSending(true)}
          >
            {text('duties.send')}
          </Button>
        )}
        <ReasonAction clock={clock} kind="explain" />
        <ReasonAction clock={clock} kind="pause" />
        <ReasonAction clock={clock} kind="continue" />
        <ReasonAction clock={clock} kind="stop" />
      </div>
      <History clock={clock} />
      <SendDialog clock={clock} isOpen={isSending} onClose={() => setSending(false)} />
    </li>
  );
};
