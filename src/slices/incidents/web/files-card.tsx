import { Button } from '@mantine/core';
import { useState } from 'react';
import { addressOf, call } from '../../../platform/http/client.ts';
import { Card } from '../../../ui/card.tsx';
import { FileDrop } from '../../../ui/file-drop.tsx';
import { FileList } from '../../../ui/file-list.tsx';
import { problemOf } from '../../../ui/problem.ts';
import { useText } from '../../../ui/use-text.ts';
import { addIncidentFilesRoute, getIncidentFileRoute } from '../contract/files.ts';
import { useThisIncident } from './incident-context.ts';
import { useIncidentFiles, useTakeIn } from './incident-queries.ts';
import styles from './incidents.module.css';

/** A little under the server's default limit (KHIEN_ATTACHMENT_BYTES_MAX). */
const sizeBytesMax = 20_000_000;

const Upload = () => {
  const text = useText();
  const { incident } = useThisIncident();
  const { readAgain } = useTakeIn();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [error, setError] = useState<string>();
  const [isSending, setSending] = useState(false);
  const send = async () => {
    setSending(true);
    setError(undefined);
    try {
      const body = new FormData();
      for (const file of files) body.append('file', file);
      await call(addIncidentFilesRoute, { params: { id: incident.id }, body });
      setFiles([]);
      void readAgain(incident.id);
    } catch (thrown) {
      setError(problemOf(thrown)?.title ?? text('ui.problem-network'));
    } finally {
      setSending(false);
    }
  };
  return (
    <div className={styles.form}>
      <FileDrop
        label={text('incidents.add-files')}
        files={files}
        onChange={setFiles}
        sizeBytesMax={sizeBytesMax}
      />
      {error && <p role="alert">{error}</p>}
      {files.length > 0 && (
        <div className={styles.buttons}>
          <Button loading={isSending} onClick={() => void send()}>
            {text('incidents.upload')}
          </Button>
        </div>
      )}
    </div>
  );
};

/** Files with their SHA-256; each only for download. */
export const FilesCard = () => {
  const text = useText();
  const { incident } = useThisIncident();
  const files = useIncidentFiles(incident.id);
  const items = files.data?.items ?? [];
  return (
    <Card title={text('incidents.files')} count={items.length}>
      {items.length > 0 && (
        <FileList
          files={items.map((file) => ({
            id: file.id,
            name: file.name,
            sizeBytes: file.sizeBytes,
            href: addressOf(getIncidentFileRoute, { id: incident.id, fileId: file.id }),
            detail: `SHA-256 ${file.sha256}`,
          }))}
        />
      )}
      {incident.can.file && <Upload />}
    </Card>
  );
};
