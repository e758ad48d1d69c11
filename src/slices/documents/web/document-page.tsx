import { SegmentedControl } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type MouseEvent, useEffect, useState } from 'react';
import { AppLink } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { formatDate, formatDateTime } from '../../../ui/format-date.ts';
import { IconAlert, IconCheck } from '../../../ui/icons.tsx';
import { PrintButton } from '../../../ui/print-button.tsx';
import { ErrorPage, PageLoading } from '../../../ui/state-pages.tsx';
import { useAddressFilters, useRouteParam } from '../../../ui/use-address.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { useLiveRefresh } from '../../agencies/web/public/use-call.ts';
import { type ContentGap, checkOfficialContent } from '../contract/check-official-content.ts';
import { type OfficialDocument, officialDocumentChanged } from '../contract/official.ts';
import { ContentEditor, fieldId } from './content-editor.tsx';
import { DocumentActions, DownloadButtons } from './document-actions.tsx';
import styles from './document-page.module.css';
import { DocumentState } from './document-state.tsx';
import { documentsAddress, subjectAddress } from './documents-address.ts';
import { PagePictures } from './page-pictures.tsx';
import { SignedCopies } from './signed-copies.tsx';
import { type Draft, useAutosave } from './use-autosave.tsx';
import { useDocument, useDocumentPages, useTakeInDocument } from './use-document.ts';

/** Pages are drawn this long after the last key. */
const drawRestMs = 400;

const goTo = (field: string): void => {
  const place =
    window.document.getElementById(fieldId(field)) ?? window.document.getElementById(fieldId('body'));
  place?.scrollIntoView({ block: 'center' });
  place?.focus({ preventScroll: true });
};

/** What the document lacks before it can be signed; each line leads to its place. */
const Gaps = ({ gaps }: { gaps: readonly ContentGap[] }) => {
  const text = useText();
  const jump = (event: MouseEvent, field: string) => {
    event.preventDefault();
    goTo(field);
  };
  return (
    <div className={styles.gaps} data-complete={gaps.length === 0 || undefined}>
      <p className={styles.gapsTitle}>
        {gaps.length === 0 ? <IconCheck size="1rem" /> : <IconAlert size="1rem" />}
        {gaps.length === 0 ? text('documents.complete') : text('documents.gap-count', { count: gaps.length })}
      </p>
      {gaps.length > 0 && (
        <ul>
          {gaps.map(({ field, fault }) => (
            <li key={fault}>
              <a href={`#${fieldId(field)}`} onClick={(event) => jump(event, field)}>
                {text(`invalid.lacks-${fault}`)}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};

const Steps = ({ document }: { document: OfficialDocument }) => {
  const text = useText();
  const language = useLanguage();
  return (
    <Card title={text('documents.steps')}>
      <ol className={styles.steps}>
        {document.steps.map((step) => (
          <li key={step.id}>
            <strong>{text(`documents.step.${step.step}`)}</strong> {step.actor}
            <span className={styles.quiet}>{formatDateTime(step.at, language)}</span>
            {step.note && <span className={styles.note}>{step.note}</span>}
          </li>
        ))}
      </ol>
    </Card>
  );
};

const Head = ({ document, beforeMove }: { document: OfficialDocument; beforeMove?: () => void }) => {
  const text = useText();
  const language = useLanguage();
  const home = subjectAddress(document.subjectKind, document.subjectId);
  return (
    <header className={styles.head}>
      <div className={styles.words}>
        <AppLink className={styles.back} to={home ?? documentsAddress}>
          {home ? text('documents.to-subject') : text('documents.title')}
        </AppLink>
        <h1>
          {document.number ?? text(`documents.type.${document.type}`)} {document.title}
        </h1>
        <div className={styles.badges}>
          <DocumentState state={document.state} />
          <span>{text(`documents.type.${document.type}`)}</span>
          {document.issuedOn && <span>{formatDate(document.issuedOn, language)}</span>}
          {document.signerName && <span>{text('documents.signed-by', { name: document.signerName })}</span>}
        </div>
        {document.withdrawnReason && <p className={styles.note}>{document.withdrawnReason}</p>}
      </div>
      <div className={styles.actions}>
        <DocumentActions document={document} {...(beforeMove ? { beforeMove } : {})} />
        <DownloadButtons id={document.id} />
        <PrintButton />
      </div>
    </header>
  );
};

const halves = ['fields', 'pages'] as const;

/** A draft: written on the left, as it will be printed on the right. */
const DraftSheet = ({ document }: { document: OfficialDocument }) => {
  const text = useText();
  const takeIn = useTakeInDocument();
  const { values } = useAddressFilters();
  const [half, setHalf] = useState<string>('fields');
  const [draft, setDraft] = useState<Draft>({ title: document.title, content: document.content });
  const [drawn] = useDebouncedValue(draft, drawRestMs);
  const pages = useDocumentPages(document.id, drawn.content, document.state);
  const save = useAutosave(document, draft, { onSaved: takeIn, onReplaced: setDraft });
  const gaps = checkOfficialContent(
    document.type,
    draft.content,
    draft.content.head.sign || document.builtSign,
  );
  const wanted = values.field;
  useEffect(() => {
    if (wanted) goTo(wanted);
  }, [wanted]);
  return (
    <article className={styles.page} data-half={half}>
      <Head document={document} beforeMove={() => void save.saveNow()} />
      <SegmentedControl
        className={styles.switch}
        fullWidth
        value={half}
        onChange={setHalf}
        data={halves.map((value) => ({ value, label: text(`documents.tab-${value}`) }))}
      />
      <div className={styles.columns}>
        <div className={styles.left}>
          <p className={styles.saveState} role="status" data-failed={save.state === 'failed' || undefined}>
            {text(`documents.save.${save.state}`)} {save.fault}
          </p>
          <Gaps gaps={gaps} />
          <ContentEditor
            type={document.type}
            builtSign={document.builtSign}
            draft={draft}
            onChange={setDraft}
          />
          <Steps document={document} />
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
        <section className={styles.preview} aria-label={text('documents.tab-pages')} tabIndex={0}>
          <PagePictures
            title={draft.title}
            pages={pages.data?.pages}
            pageCount={pages.data?.pageCount}
            error={pages.error}
            isDrawing={pages.isFetching}
          />
        </section>
      </div>
      {save.dialog}
    </article>
  );
};

/** A document that is closed: its pages, its steps, the signed copies. */
const ClosedSheet = ({ document }: { document: OfficialDocument }) => {
  const text = useText();
  const [half, setHalf] = useState<string>('pages');
  const pages = useDocumentPages(document.id, document.content, `${document.state} ${document.number}`);
  return (
    <article className={styles.page} data-half={half}>
      <Head document={document} />
      <SegmentedControl
        className={styles.switch}
        fullWidth
        value={half}
        onChange={setHalf}
        data={halves.map((value) => ({
          value,
          label: text(value === 'fields' ? 'documents.tab-course' : 'documents.tab-pages'),
        }))}
      />
      <div className={styles.columns}>
        <div className={styles.left}>
          {document.state !== 'issued' && document.state !== 'withdrawn' && (
            <Gaps gaps={document.gaps as ContentGap[]} />
          )}
          <SignedCopies document={document} />
          <Steps document={document} />
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
        <section className={styles.preview} aria-label={text('documents.tab-pages')} tabIndex={0}>
          <PagePictures
            title={document.title}
            pages={pages.data?.pages}
            pageCount={pages.data?.pageCount}
            error={pages.error}
            isDrawing={pages.isFetching}
          />
        </section>
      </div>
    </article>
  );
};

/** An official document: written, moved from step to step, read. */
export const DocumentPage = () => {
  const id = useRouteParam('documentId');
  const { data, error } = useDocument(id);
  useLiveRefresh([officialDocumentChanged], '/api/v1/official-documents');
  const title = data && `${data.number ?? ''} ${data.title}`.trim();
  useEffect(() => {
    if (title) window.document.title = title;
  }, [title]);
  if (error) return <ErrorPage error={error} />;
  if (!data) return <PageLoading />;
  return data.can.update ? (
    <DraftSheet key={data.id} document={data} />
  ) : (
    <ClosedSheet key={`${data.id} ${data.state}`} document={data} />
  );
};
