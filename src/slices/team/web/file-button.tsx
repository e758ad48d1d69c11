import { Button, type ButtonProps } from '@mantine/core';
import { useRef } from 'react';
import { IconUpload } from '../../../ui/icons.tsx';
import styles from './replacement.module.css';

type FileButtonProps = Pick<ButtonProps, 'variant' | 'size' | 'loading'> & {
  label: string;
  accept: string;
  onPick: (file: File) => void;
};

/** A button that asks for one file; the field behind it is hidden from sight, not from readers. */
export const FileButton = ({ label, accept, onPick, ...button }: FileButtonProps) => {
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={field}
        type="file"
        accept={accept}
        className={styles.file}
        aria-label={label}
        tabIndex={-1}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (file) onPick(file);
        }}
      />
      <Button {...button} leftSection={<IconUpload size="1rem" />} onClick={() => field.current?.click()}>
        {label}
      </Button>
    </>
  );
};
