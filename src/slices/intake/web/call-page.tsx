import { SegmentedControl, UnstyledButton } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useRef, useState } from 'react';
import { call } from '../../../platform/http/client.ts';
import { Card } from '../../../ui/card.tsx';
import { dropDraft, readDraft } from '../../../ui/draft-store.ts';
import { Form } from '../../../ui/form.tsx';
import { Page } from '../../../ui/page.tsx';
import { type FormErrors, useForm } from '../../../ui/use-form.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import type { ReportKind } from '../contract/codes.ts';
import { createCallRoute } from '../contract/desk.ts';
import { AdviceBox } from './advice-box.tsx';
import styles from './call.module.css';
import { CallerFields, MatterFields, QuestionFields } from './call-fields.tsx';
import { CallReceipt } from './call-receipt.tsx';
import { type CallSheet, callChannels, emptySheet, type FiledCall, toCallBody } from './call-sheet.ts';
import { CallBackTime, DetectedTime } from './call-times.tsx';
import { KindChoice } from './kind-choice.tsx';
import { reportsKey } from './report-queries.ts';

const draftKey = 'intake.call';

const useSuggestedTitle = (sheet: CallSheet): string => {
  const text = useText();
  const kind = text(`intake.call.kind-short.${sheet.kind || 'other'}`);
  const where = sheet['reporter.organisation'].trim() || sheet['reporter.name'].trim();
  return where ? `${kind}: ${where}` : kind;
};

const useCallForm = (onFiled: (filed: FiledCall) => void) => {
  const text = useText();
  const language = useLanguage();
  const client = useQueryClient();
  const suggested = useRef('');
  // One key per sheet: pressing save twice, or again after a broken line, files one report.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const form = useForm<CallSheet>({
    initial: emptySheet(new Date()),
    draftKey,
    check: (sheet): FormErrors =>
      sheet['reporter.name'].trim() || sheet['reporter.phone'].trim()
        ? {}
        : { 'reporter.name': text('intake.call.name-missing') },
    onSend: async (sheet) => {
      const body = toCallBody(sheet, suggested.current, language);
      const receipt = await call(createCallRoute, { body, idempotencyKey });
      void client.invalidateQueries({ queryKey: reportsKey });
      onFiled({ receipt, sheet, title: body.title });
    },
  });
  const suggestedTitle = useSuggestedTitle(form.values);
  suggested.current = suggestedTitle;
  return { form, suggestedTitle };
};

type SheetProps = { onFiled: (filed: FiledCall) => void; onFresh: () => void };

const Sheet = ({ onFiled, onFresh }: SheetProps) => {
  const text = useText();
  const [hadDraft] = useState(() => readDraft(draftKey) !== undefined);
  const { form, suggestedTitle } = useCallForm(onFiled);
  const choose = (kind: ReportKind, isByKey: boolean) => {
    form.set('kind', kind);
    if (isByKey) document.getElementById(form.inputId('reporter.name'))?.focus();
  };
  const sendByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.currentTarget.querySelector('form')?.requestSubmit();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+Enter from any field sends the form inside
    <div className={styles.sheet} onKeyDown={sendByKey}>
      <div className={styles.kindArea}>
        {hadDraft && (
          <p className={styles.draft}>
            {text('intake.call.draft')}{' '}
            <UnstyledButton className={styles.fresh} onClick={onFresh}>
              {text('intake.call.fresh')}
            </UnstyledButton>
          </p>
        )}
        <SegmentedControl
          className={styles.channel}
          aria-label={text('intake.web.channel')}
          value={form.values.channel}
          onChange={(value) => form.set('channel', value as CallSheet['channel'])}
          data={callChannels.map((value) => ({ value, label: text(`intake.call.channel-${value}`) }))}
        />
        <KindChoice value={form.values.kind} onChoose={choose} />
      </div>
      <div className={styles.adviceArea}>
        <AdviceBox kind={form.values.kind} />
      </div>
      <div className={styles.formArea}>
        <Form form={form} submitLabel={text('intake.call.file')}>
          <Card title={text('intake.call.who')}>
            <CallerFields form={form} />
          </Card>
          <Card title={text('intake.call.what')}>
            <div className={styles.stack}>
              <QuestionFields form={form} />
              <MatterFields form={form} suggestedTitle={suggestedTitle} />
            </div>
          </Card>
          <Card>
            <div className={styles.stack}>
              <DetectedTime form={form} />
              <CallBackTime form={form} />
            </div>
          </Card>
        </Form>
      </div>
    </div>
  );
};

/** The sheet for a caller, a visitor or a letter; after filing, the number to read out. */
export const CallPage = () => {
  const text = useText();
  const [turn, setTurn] = useState(0);
  const [filed, setFiled] = useState<FiledCall>();
  const startAnew = () => {
    dropDraft(draftKey);
    setFiled(undefined);
    setTurn(turn + 1);
  };
  if (filed) return <CallReceipt filed={filed} onAnother={startAnew} />;
  return (
    <Page
      title={text('intake.call.title')}
      lead={<span className={styles.lead}>{text('intake.call.lead')}</span>}
    >
      <Sheet key={turn} onFiled={setFiled} onFresh={startAnew} />
    </Page>
  );
};
