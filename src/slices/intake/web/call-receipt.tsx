import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useGo } from '../../../ui/app-link.tsx';
import { formatTime } from '../../../ui/format-date.ts';
import { IconCheck, IconClock, IconPhone, IconPrint } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import { QrCode } from '../../../ui/qr-code.tsx';
import { useText } from '../../../ui/use-text.ts';
import type { FiledCall } from './call-sheet.ts';
import { printSlip } from './print-slip.ts';
import styles from './receipt.module.css';
import { reportAddress } from './report-address.ts';
import { ReportSlip } from './report-slip.tsx';

/** What the officer reads out: the number very large, the code in groups of four, and a slip for who stands there. */
export const CallReceipt = ({ filed, onAnother }: { filed: FiledCall; onAnother: () => void }) => {
  const text = useText();
  const go = useGo();
  const { receipt, sheet, title } = filed;
  const number = useRef<HTMLParagraphElement>(null);
  useEffect(() => number.current?.focus(), []);
  const openReport = () => go(reportAddress(receipt.id));
  return (
    <Page title={text('intake.filed.title')} lead={text('intake.filed.read-out')}>
      <section className={styles.receipt}>
        <div className={styles.words}>
          <div className={styles.label}>
            <IconCheck size="1.125rem" />
            {text('intake.filed.number')}
          </div>
          <p className={styles.number} ref={number} tabIndex={-1}>
            {receipt.number}
          </p>
          <div className={styles.label}>{text('intake.filed.code')}</div>
          <p className={styles.code}>
            {receipt.followUpCode.split('-').map((group, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: groups never move
              <span key={at}>{group}</span>
            ))}
          </p>
          <p className={styles.help}>{text('intake.filed.code-help')}</p>
          {sheet.callBackAt && (
            <p className={styles.callBack}>
              <IconClock size="1rem" />
              {text('intake.filed.call-back', { time: formatTime(sheet.callBackAt) })}
            </p>
          )}
        </div>
        <QrCode value={receipt.followUpUrl} size="11rem" />
      </section>
      <div className={styles.buttons}>
        <Button onClick={openReport}>{text('intake.web.open')}</Button>
        <Button variant="default" leftSection={<IconPrint size="1rem" />} onClick={printSlip}>
          {text('intake.report.print-slip')}
        </Button>
        <Button variant="default" leftSection={<IconPhone size="1rem" />} onClick={onAnother}>
          {text('intake.filed.another')}
        </Button>
      </div>
      <ReportSlip
        number={receipt.number}
        receivedAt={receipt.receivedAt}
        channel={receipt.channel}
        title={title}
        reporterName={sheet['reporter.name']}
        code={receipt.followUpCode}
        followUpUrl={receipt.followUpUrl}
      />
    </Page>
  );
};
