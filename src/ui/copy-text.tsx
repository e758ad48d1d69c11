import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from './icons.tsx';
import { useText } from './use-text.ts';

/** A value to be copied exactly: hash, code, address. */
export const CopyText = ({ value }: { value: string }) => {
  const text = useText();
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: '0.25rem', maxWidth: '100%' }}>
      <code style={{ overflowWrap: 'anywhere' }}>{value}</code>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Tooltip label={text(copied ? 'ui.copied' : 'ui.copy')}>
            <ActionIcon variant="subtle" size="sm" aria-label={`${text('ui.copy')} ${value}`} onClick={copy}>
              {copied ? <IconCheck size="1rem" /> : <IconCopy size="1rem" />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </span>
  );
};
