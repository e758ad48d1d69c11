import { createPortal } from 'react-dom';
import { formatDateTime } from '../../../ui/format-date.ts';
import { QrCode } from '../../../ui/qr-code.tsx';
import { useSession } from '../../../ui/session.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import type { Channel } from '../contract/codes.ts';
import styles from './slip.module.css';

export type ReportSlipProps = {
  number: string;
  receivedAt: string;
  channel: Channel;
  title: string;
  reporterName?: string | null | undefined;
  /** Only right after filing by telephone or at the door; never read back later. */
  code?: string;
  followUpUrl?: string;
};

/** The paper that a caller or visitor takes along; only on paper, by `printSlip`. */
export const ReportSlip = (props: ReportSlipProps) => {
  const text = useText();
  const language = useLanguage();
  const { organisationName, person } = useSession();
  const lines = [
    { label: text('intake.slip.received'), value: formatDateTime(props.receivedAt, language) },
    { label: text('intake.slip.channel'), value: text(`intake.channel.${props.channel}`) },
    { label: text('intake.slip.reporter'), value: props.reporterName },
    { label: text('intake.slip.content'), value: props.title },
    { label: text('intake.slip.officer'), value: person?.name },
  ];
  return createPortal(
    <div className={styles.slip} aria-hidden="true">
      <div className={styles.organisation}>{organisationName}</div>
      <div className={styles.title}>{text('intake.slip.title')}</div>
      <div className={styles.number}>{props.number}</div>
      <dl className={styles.lines}>
        {lines.map(({ label, value }) =>
          value ? (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {props.code && props.followUpUrl && (
        <div className={styles.follow}>
          <QrCode value={props.followUpUrl} size="28mm" />
          <div>
            <div>{text('intake.filed.code')}</div>
            <div className={styles.code}>{props.code}</div>
            <div>{text('intake.slip.follow')}</div>
          </div>
        </div>
      )}
      <div className={styles.secret}>{text('intake.call.secret')}</div>
    </div>,
    document.body,
  );
};
