import { Button } from '@mantine/core';
import { useState } from 'react';
import { addressOf, call } from '../../../platform/http/client.ts';
import { Card } from '../../../ui/card.tsx';
import { FileDrop } from '../../../ui/file-drop.tsx';
import { FileList } from '../../../ui/file-list.tsx';
import { formatDate, formatDateTime } from '../../../ui/format-date.ts';
import { problemOf } from '../../../ui/problem.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import {
  addSignedCopyRoute,
  getSignedCopyRoute,
  type OfficialDocument,
  type SignedCopy,
} from '../contract/official.ts';
import type { SignatureResult } from '../contract/signature-report.ts';
import styles from './document-page.module.css';
import { VerdictBadge } from './document-state.tsx';
import { useTakeInDocument } from './use-document.ts';

/** A little under the server's default limit (KHIEN_ATTACHMENT_BYTES_MAX). */
const sizeBytesMax = 20_000_000;

/** "CN=Nguyễn Hữu Trí" out of the lines of a distinguished name. */
const partOf = (name: string, part: string): string | undefined =>
  name
    .split('\n')
    .find((line) => line.startsWith(`${part}=`))
    ?.slice(part.length + 1);

const Signature = ({ signature }: { signature: SignatureResult }) => {
  const text = useText();
  const language = useLanguage();
  const [signer, ...issuers] = signature.chain;
  const name = signer && (partOf(signer.subject, 'CN') ?? signer.subject);
  const body = signer && partOf(signer.subject, 'O');
  return (
    <li className={styles.signature}>
      <strong>{name ?? text('documents.signature.unknown-signer')}</strong>
      {body && `, ${body}`}
      <span className={styles.quiet}>
        {signature.signedAt &&
          text('documents.signature.signed-at', { time: formatDateTime(signature.signedAt, language) })}{' '}
        {text(signature.isSound ? 'documents.signature.sound' : 'documents.signature.not-sound')}{' '}
        {text(`documents.trust.${signature.trust}`)}
      </span>
      {signer && (
        <span className={styles.quiet}>
          {text('documents.signature.certificate', {
            serial: signer.serialNumber,
            from: formatDate(signer.validFrom, language),
            to: formatDate(signer.validTo, language),
          })}{' '}
          {text('documents.signature.chain', {
            names: [signer.issuer, ...issuers.slice(1).map(({ subject }) => subject)]
              .map((one) => partOf(one, 'CN') ?? one)
              .join(' → '),
          })}
        </span>
      )}
      {signature.findings.map((finding) => (
        <span key={finding} className={styles.finding}>
          {text(`documents.finding.${finding}`)}
        </span>
      ))}
    </li>
  );
};

const Copy = ({ document, copy }: { document: OfficialDocument; copy: SignedCopy }) => {
  const text = useText();
  const language = useLanguage();
  const { report } = copy;
  return (
    <li className={styles.copy}>
      <FileList
        files={[
          {
            id: copy.id,
            name: copy.name,
            sizeBytes: copy.sizeBytes,
            href: addressOf(getSignedCopyRoute, { id: document.id, copyId: copy.id }),
            detail: text('documents.copy-added', {
              person: copy.addedBy,
              time: formatDateTime(copy.addedAt, language),
            }),
          },
        ]}
      />
      <VerdictBadge verdict={copy.verdict} />
      {report.startsWithIssued !== null && (
        <p className={styles.quiet}>
          {text(report.startsWithIssued ? 'documents.copy-of-issued' : 'documents.copy-not-of-issued')}
        </p>
      )}
      {report.signatures.length > 0 && (
        <ul className={styles.signatures}>
          {report.signatures.map((signature) => (
            <Signature key={signature.field} signature={signature} />
          ))}
        </ul>
      )}
    </li>
  );
};

const Upload = ({ id }: { id: string }) => {
  const text = useText();
  const takeIn = useTakeInDocument();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [error, setError] = useState<string>();
  const [isSending, setSending] = useState(false);
  const send = async () => {
    setSending(true);
    setError(undefined);
    try {
      for (const file of files) {
        const body = new FormData();
        body.append('file', file);
        takeIn(await call(addSignedCopyRoute, { params: { id }, body: body as never }));
      }
      setFiles([]);
    } catch (thrown) {
      setError(problemOf(thrown)?.title ?? text('ui.problem-network'));
    } finally {
      setSending(false);
    }
  };
  return (
    <>
      <FileDrop
        label={text('documents.add-signed-copy')}
        files={files}
        onChange={(next) => setFiles(next.slice(-1))}
        sizeBytesMax={sizeBytesMax}
      />
      {error && <p role="alert">{error}</p>}
      {files.length > 0 && (
        <Button mt="sm" loading={isSending} onClick={() => void send()}>
          {text('documents.check-signed-copy')}
        </Button>
      )}
    </>
  );
};

/** The signed PDF files that came back, each with what its check found. */
export const SignedCopies = ({ document }: { document: OfficialDocument }) => {
  const text = useText();
  if (document.signedCopies.length === 0 && !document.can.addSignedCopy) return null;
  return (
    <Card title={text('documents.signed-copies')} count={document.signedCopies.length}>
      <ul className={styles.copies}>
        {document.signedCopies.map((copy) => (
          <Copy key={copy.id} document={document} copy={copy} />
        ))}
      </ul>
      {document.can.addSignedCopy && <Upload id={document.id} />}
    </Card>
  );
};
