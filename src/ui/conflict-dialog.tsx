import { Button, Group, Modal, Radio } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import styles from './conflict-dialog.module.css';
import { useText } from './use-text.ts';

export type ConflictField = { name: string; label: string; mine: ReactNode; theirs: ReactNode };
export type ConflictChoice = Readonly<Record<string, 'mine' | 'theirs'>>;

export type ConflictDialogProps = {
  /** Only the fields that differ. */
  fields: readonly ConflictField[];
  /** Who saved first, where known. */
  savedBy?: string;
  isOpen: boolean;
  /** Saves again upon the newer version with the value chosen for each field. */
  onSave: (choice: ConflictChoice) => void;
  /** Gives up the own values. */
  onTakeTheirs: () => void;
  onClose: () => void;
};

/** After a stale save (409): both values of each field side by side, one to be kept. Own values are the first choice. */
export const ConflictDialog = (props: ConflictDialogProps) => {
  const { fields, savedBy, isOpen, onSave, onTakeTheirs, onClose } = props;
  const text = useText();
  const [choice, setChoice] = useState<Record<string, 'mine' | 'theirs'>>({});
  const chosen = (name: string) => choice[name] ?? 'mine';
  const theirsLabel = savedBy ? text('ui.conflict-theirs-by', { name: savedBy }) : text('ui.conflict-theirs');
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      size="xl"
      title={<strong>{text('ui.conflict-title')}</strong>}
      closeButtonProps={{ 'aria-label': text('ui.close') }}
    >
      <p className={styles.text}>{text('ui.conflict-text')}</p>
      {fields.map((field) => (
        <Radio.Group
          key={field.name}
          className={styles.field}
          label={field.label}
          value={chosen(field.name)}
          onChange={(value) => setChoice({ ...choice, [field.name]: value as 'mine' | 'theirs' })}
        >
          <div className={styles.pair}>
            {(['mine', 'theirs'] as const).map((side) => (
              <Radio.Card key={side} value={side} className={styles.side}>
                <Radio.Indicator />
                <div>
                  <div className={styles.whose}>
                    {side === 'mine' ? text('ui.conflict-mine') : theirsLabel}
                  </div>
                  <div className={styles.value}>{field[side]}</div>
                </div>
              </Radio.Card>
            ))}
          </div>
        </Radio.Group>
      ))}
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onTakeTheirs}>
          {text('ui.conflict-drop')}
        </Button>
        <Button onClick={() => onSave(Object.fromEntries(fields.map(({ name }) => [name, chosen(name)])))}>
          {text('ui.conflict-save')}
        </Button>
      </Group>
    </Modal>
  );
};
