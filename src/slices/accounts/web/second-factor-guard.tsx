import { Button, Modal, Stack } from '@mantine/core';
import { useCallback, useRef, useState } from 'react';
import { Form } from '../../../ui/form.tsx';
import { TextField } from '../../../ui/form-fields.tsx';
import { IconKey } from '../../../ui/icons.tsx';
import { problemOf } from '../../../ui/problem.ts';
import { useForm } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import { confirmCodeRoute, confirmPasskeyRoute, passkeyOptionsRoute } from '../contract/sign-in.ts';
import { askForPasskey, hasPasskeys, isGivenUp } from './passkey-browser.ts';
import { type Send, useSend } from './use-send.ts';

type Waiting = { resolve: () => void; reject: (reason: unknown) => void; cause: unknown };

type DialogProps = { isOpen: boolean; onDone: () => void; onClose: () => void };

const SecondFactorDialog = ({ isOpen, onDone, onClose }: DialogProps) => {
  const text = useText();
  const send = useSend();
  const form = useForm({
    initial: { code: '' },
    onSend: async ({ code }) => {
      await send(confirmCodeRoute, { body: { code } });
      form.setAll({ code: '' });
      onDone();
    },
  });
  const confirmByPasskey = async () => {
    try {
      const { stepToken, options } = await send(passkeyOptionsRoute, { body: {} });
      await send(confirmPasskeyRoute, { body: { stepToken, response: await askForPasskey(options) } });
      onDone();
    } catch (thrown) {
      if (!isGivenUp(thrown)) {
        form.setErrors({ code: problemOf(thrown)?.title ?? text('accounts.passkey-failed') });
      }
    }
  };
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      // Above the question that it interrupts.
      zIndex={400}
      title={<strong>{text('accounts.confirm-title')}</strong>}
      closeButtonProps={{ 'aria-label': text('ui.close') }}
    >
      <Stack gap="md">
        <p>{text('accounts.confirm-text')}</p>
        <Form form={form} submitLabel={text('accounts.confirm')} onCancel={onClose}>
          <TextField
            form={form}
            name="code"
            label={text('accounts.code')}
            help={text('accounts.code-help')}
            inputMode="numeric"
            autoComplete="one-time-code"
            lengthMax={40}
            hasFocus
          />
        </Form>
        {hasPasskeys() && (
          <Button variant="default" leftSection={<IconKey size="1rem" />} onClick={confirmByPasskey}>
            {text('accounts.use-passkey')}
          </Button>
        )}
      </Stack>
    </Modal>
  );
};

/**
 * Sends sensitive requests: when the server wants the second factor again, asks for it and sends once more.
 * `dialog` must stand somewhere on the page.
 */
export const useSecondFactorGuard = () => {
  const send = useSend();
  const waiting = useRef<Waiting | null>(null);
  const [isOpen, setOpen] = useState(false);
  const guarded = useCallback(
    async (route: Parameters<Send>[0], input: Parameters<Send>[1]) => {
      try {
        return await send(route, input);
      } catch (thrown) {
        if (problemOf(thrown)?.code !== 'accounts.secondFactorNeeded') throw thrown;
        await new Promise<void>((resolve, reject) => {
          waiting.current = { resolve, reject, cause: thrown };
          setOpen(true);
        });
        return send(route, input);
      }
    },
    [send],
  ) as Send;
  const close = (isDone: boolean) => {
    setOpen(false);
    const { current } = waiting;
    waiting.current = null;
    if (isDone) current?.resolve();
    else current?.reject(current.cause);
  };
  const dialog = (
    <SecondFactorDialog isOpen={isOpen} onDone={() => close(true)} onClose={() => close(false)} />
  );
  return { send: guarded, dialog };
};
