import { Button, Group, Modal, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { problemOf } from './problem.ts';
import { useText } from './use-text.ts';

export type ConfirmActionProps = {
  /** What is done, as a verb with its object: "Đóng sự cố SC-2026-0042". Also the words on the button. */
  title: string;
  /** What will happen, and to whom. */
  consequence: ReactNode;
  /** Words on the button that does it. */
  confirmLabel: string;
  /** Asks for a reason, which the log keeps. */
  needsReason?: boolean;
  isHarmful?: boolean;
  onConfirm: (reason: string) => Promise<unknown>;
  /** The button that opens the question. */
  trigger: (open: () => void) => ReactNode;
};

/** Asks before an action that cannot simply be undone. */
export const ConfirmAction = (props: ConfirmActionProps) => {
  const { title, consequence, confirmLabel, needsReason, isHarmful, onConfirm, trigger } = props;
  const text = useText();
  const [isOpen, dialog] = useDisclosure(false);
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const [isSending, setSending] = useState(false);
  const confirm = async () => {
    if (needsReason && reason.trim() === '') return setError(text('ui.reason-missing'));
    setSending(true);
    setError(undefined);
    try {
      await onConfirm(reason.trim());
      setReason('');
      dialog.close();
    } catch (thrown) {
      const problem = problemOf(thrown);
      setError(problem?.status ? (problem.detail ?? problem.title) : text('ui.problem-network'));
    } finally {
      setSending(false);
    }
  };
  return (
    <>
      {trigger(dialog.open)}
      <Modal
        opened={isOpen}
        onClose={dialog.close}
        title={<strong>{title}</strong>}
        closeButtonProps={{ 'aria-label': text('ui.close') }}
      >
        <div>{consequence}</div>
        {needsReason && (
          <Textarea
            mt="md"
            label={text('ui.reason')}
            description={text('ui.reason-help')}
            autosize
            minRows={2}
            data-autofocus
            value={reason}
            error={error}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        {!needsReason && error && (
          <p role="alert" style={{ color: 'var(--ui-harm)' }}>
            {error}
          </p>
        )}
        <Group justify="flex-end" mt="lg" gap="xs">
          <Button variant="default" onClick={dialog.close}>
            {text('ui.cancel')}
          </Button>
          <Button color={isHarmful ? 'red' : undefined} loading={isSending} onClick={confirm}>
            {confirmLabel}
          </Button>
        </Group>
      </Modal>
    </>
  );
};
