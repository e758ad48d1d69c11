import { type DragEvent, useId, useState } from 'react';
import { FileList } from './file-list.tsx';
import styles from './files.module.css';
import { formatBytes } from './format-number.ts';
import { IconUpload } from './icons.tsx';
import { useLanguage, useText } from './use-text.ts';

export type FileDropProps = {
  label: string;
  files: readonly File[];
  onChange: (files: readonly File[]) => void;
  sizeBytesMax: number;
};

const keyOf = (file: File): string => `${file.name} ${file.size} ${file.lastModified}`;

/** Takes files by dropping or choosing and lists them; files above the limit are named and left out. */
export const FileDrop = ({ label, files, onChange, sizeBytesMax }: FileDropProps) => {
  const text = useText();
  const language = useLanguage();
  const id = useId();
  const [isOver, setOver] = useState(false);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const size = formatBytes(sizeBytesMax, language);
  const add = (list: globalThis.FileList | null) => {
    const given = [...(list ?? [])];
    const known = new Set(files.map(keyOf));
    onChange([...files, ...given.filter((file) => file.size <= sizeBytesMax && !known.has(keyOf(file)))]);
    setRefused(given.filter((file) => file.size > sizeBytesMax).map(({ name }) => name));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    add(event.dataTransfer.files);
  };
  return (
    <div>
      <div className={styles.label}>{label}</div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra way; the field inside is the real one */}
      <div
        className={styles.drop}
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconUpload className={styles.icon} />
        <span>{text('ui.file-drop')}</span>
        <label htmlFor={id} className={styles.choose}>
          {text('ui.file-choose')}
          <span className="ui-hidden">: {label}</span>
        </label>
        <input
          id={id}
          type="file"
          multiple
          className={styles.input}
          onChange={(event) => {
            add(event.currentTarget.files);
            event.currentTarget.value = '';
          }}
        />
        <span className={styles.limit}>{text('ui.file-limit', { size })}</span>
      </div>
      <div role="status">
        {refused.map((name) => (
          <p key={name} className={styles.refused}>
            {text('ui.file-too-large', { name, size })}
          </p>
        ))}
      </div>
      {files.length > 0 && (
        <FileList
          files={files.map((file) => ({ id: keyOf(file), name: file.name, sizeBytes: file.size }))}
          onRemove={(key) => onChange(files.filter((file) => keyOf(file) !== key))}
        />
      )}
    </div>
  );
};
