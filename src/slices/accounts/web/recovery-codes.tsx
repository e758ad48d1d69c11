import { Button, Checkbox, CopyButton, Group } from '@mantine/core';
import { useState } from 'react';
import { IconCheck, IconCopy, IconPrint } from '../../../ui/icons.tsx';
import { useText } from '../../../ui/use-text.ts';
import styles from './recovery-codes.module.css';

type RecoveryCodesProps = { codes: readonly string[]; continueLabel: string; onContinue: () => void };

/** The only time that recovery codes are shown: they are kept on paper, and that is confirmed. */
export const RecoveryCodes = ({ codes, continueLabel, onContinue }: RecoveryCodesProps) => {
  const text = useText();
  const [isKept, setKept] = useState(false);
  return (
    <div className={styles.sheet}>
      <p className={styles.words}>{text('accounts.codes-text')}</p>
      <ol className={styles.list} aria-label={text('accounts.codes')}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <Group gap="xs" className={styles.tools}>
        <CopyButton value={codes.join('\n')}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              leftSection={copied ? <IconCheck size="1rem" /> : <IconCopy size="1rem" />}
              onClick={copy}
            >
              {text(copied ? 'ui.copied' : 'accounts.codes-copy')}
            </Button>
          )}
        </CopyButton>
        <Button variant="default" leftSection={<IconPrint size="1rem" />} onClick={() => window.print()}>
          {text('ui.print')}
        </Button>
      </Group>
      <Checkbox
        className={styles.tools}
        label={text('accounts.codes-kept')}
        checked={isKept}
        onChange={(event) => setKept(event.currentTarget.checked)}
      />
      <Group className={styles.tools}>
        <Button disabled={!isKept} onClick={onContinue}>
          {continueLabel}
        </Button>
      </Group>
    </div>
  );
};
