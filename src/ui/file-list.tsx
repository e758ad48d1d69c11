import { ActionIcon } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './files.module.css';
import { formatBytes } from './format-number.ts';
import { IconDownload, IconFile, IconX } from './icons.tsx';
import { useLanguage, useText } from './use-text.ts';

export type ListedFile = {
  id: string;
  name: string;
  sizeBytes: number;
  /** Address that answers with the file as an attachment. Files are never shown in the page. */
  href?: string;
  /** Hash, sender, scan result: one quiet line. */
  detail?: ReactNode;
};

/** Files with size; each is only for download. With `onRemove` those not yet sent can be taken off again. */
export const FileList = ({
  files,
  onRemove,
}: {
  files: readonly ListedFile[];
  onRemove?: (id: string) => void;
}) => {
  const text = useText();
  const language = useLanguage();
  return (
    <ul className={styles.list} aria-label={text('ui.files')}>
      {files.map(({ id, name, sizeBytes, href, detail }) => (
        <li key={id} className={styles.file}>
          <IconFile className={styles.icon} />
          <div className={styles.words}>
            <span className={styles.name}>{name}</span>
            <span className={styles.detail}>
              {formatBytes(sizeBytes, language)}
              {detail && <> · {detail}</>}
            </span>
          </div>
          {href && (
            <ActionIcon
              component="a"
              href={href}
              download={name}
              variant="subtle"
              aria-label={text('ui.download-file', { name })}
            >
              <IconDownload />
            </ActionIcon>
          )}
          {onRemove && (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={text('ui.remove-file', { name })}
              onClick={() => onRemove(id)}
            >
              <IconX />
            </ActionIcon>
          )}
        </li>
      ))}
    </ul>
  );
};
