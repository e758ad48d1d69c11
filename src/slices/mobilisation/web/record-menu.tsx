import { Button, Menu, Modal, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { call } from '../../../platform/http/client.ts';
import { DateTimeField } from '../../../ui/date-time-field.tsx';
import { Form } from '../../../ui/form.tsx';
import { problemOf } from '../../../ui/problem.ts';
import { useForm } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import { recordAnswerRoute, releasePersonRoute, setAttendanceRoute } from '../contract/answers.ts';
import type { CallUp, Recipient } from '../contract/call-up.ts';
import { useTakeInCallUp } from './call-up-queries.ts';
import styles from './mobilisation.module.css';

type Props = { callUp: CallUp; one: Recipient };

const useRecord = ({ callUp, one }: Props) => {
  const text = useText();
  const takeIn = useTakeInCallUp();
  const [fault, setFault] = useState<string>();
  const params = { id: callUp.id, recipientId: one.id };
  const run = async (work: () => Promise<CallUp>): Promise<boolean> => {
    setFault(undefined);
    try {
      takeIn(await work());
      return true;
    } catch (thrown) {
      const problem = problemOf(thrown);
      setFault(problem?.status ? problem.title : text('ui.problem-network'));
      return false;
    }
  };
  return {
    fault,
    answer: (
      body: { kind: 'coming' } | { kind: 'consented' } | { kind: 'declined' | 'refused'; reason: string },
    ) => run(() => call(recordAnswerRoute, { params, body: { answer: body } })),
    attend: (arrivedAt: string, leftAt: string | null) =>
      run(() => call(setAttendanceRoute, { params, body: { arrivedAt, leftAt } })),
    release: () => run(() => call(releasePersonRoute, { params })),
  };
};

const ReasonDialog = ({
  title,
  onSend,
  onClose,
}: {
  title: string;
  onSend: (reason: string) => Promise<boolean>;
  onClose: () => void;
}) => {
  const text = useText();
  const [reason, setReason] = useState('');
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{title}</strong>}
      closeButtonProps={{ 'aria-label': text('ui.close') }}
    >
      <TextInput
        label={text('mobilisation.board.reason')}
        data-autofocus
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button
        mt="md"
        disabled={reason.trim().length < 2}
        onClick={() => void onSend(reason.trim()).then((isDone) => isDone && onClose())}
      >
        {text('mobilisation.board.save')}
      </Button>
    </Modal>
  );
};

const TimesDialog = ({ callUp, one, onClose }: Props & { onClose: () => void }) => {
  const text = useText();
  const takeIn = useTakeInCallUp();
  const form = useForm({
    initial: { arrivedAt: one.arrivedAt ?? '', leftAt: one.leftAt ?? '' },
    onSend: async (values) => {
      takeIn(
        await call(setAttendanceRoute, {
          params: { id: callUp.id, recipientId: one.id },
          body: { arrivedAt: values.arrivedAt, leftAt: values.leftAt || null },
        }),
      );
      onClose();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{one.fullName}</strong>}
      closeButtonProps={{ 'aria-label': text('ui.close') }}
    >
      <Form form={form} onCancel={onClose}>
        <DateTimeField form={form} name="arrivedAt" label={text('mobilisation.board.arrivedAt')} />
        <DateTimeField form={form} name="leftAt" label={text('mobilisation.board.leftAt')} isOptional />
      </Form>
    </Modal>
  );
};

/** What the duty officer notes for somebody who telephoned, came or left. */
export const RecordMenu = ({ callUp, one }: Props) => {
  const text = useText();
  const record = useRecord({ callUp, one });
  const [asks, setAsks] = useState<'reason' | 'times'>();
  const [isOpen, menu] = useDisclosure(false);
  const now = () => new Date().toISOString();
  const isRunning = callUp.state === 'running';
  const isOpenAnswer = isRunning && !['reserve', 'arrived', 'released'].includes(one.state);
  const isMember = one.kind === 'member';
  if (!callUp.can.attend || one.state === 'reserve' || (!isMember && !isOpenAnswer)) return <span />;
  return (
    <div>
      <Menu opened={isOpen} onChange={(next) => (next ? menu.open() : menu.close())} position="bottom-end">
        <Menu.Target>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={text('mobilisation.board.record', { name: one.fullName })}
          >
            {text('mobilisation.board.actions')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {isOpenAnswer && isMember && (
            <>
              <Menu.Item onClick={() => void record.answer({ kind: 'coming' })}>
                {text('mobilisation.board.saysComing')}
              </Menu.Item>
              <Menu.Item onClick={() => setAsks('reason')}>{text('mobilisation.board.saysNo')}</Menu.Item>
            </>
          )}
          {isOpenAnswer && !isMember && (
            <>
              <Menu.Item onClick={() => void record.answer({ kind: 'consented' })}>
                {text('mobilisation.board.saysConsent')}
              </Menu.Item>
              <Menu.Item onClick={() => setAsks('reason')}>{text('mobilisation.board.saysRefuse')}</Menu.Item>
            </>
          )}
          {isMember && isRunning && !one.arrivedAt && one.state !== 'released' && (
            <Menu.Item onClick={() => void record.attend(now(), null)}>
              {text('mobilisation.board.arrivedNow')}
            </Menu.Item>
          )}
          {isMember && one.arrivedAt && !one.leftAt && (
            <Menu.Item onClick={() => void record.attend(one.arrivedAt ?? now(), now())}>
              {text('mobilisation.board.leftNow')}
            </Menu.Item>
          )}
          {isMember && (
            <Menu.Item onClick={() => setAsks('times')}>{text('mobilisation.board.editTimes')}</Menu.Item>
          )}
          {isMember && isRunning && one.state !== 'released' && (
            <Menu.Item onClick={() => void record.release()}>{text('mobilisation.board.release')}</Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {record.fault && (
        <p className={styles.fault} role="alert">
          {record.fault}
        </p>
      )}
      {asks === 'reason' && (
        <ReasonDialog
          title={text(isMember ? 'mobilisation.board.saysNo' : 'mobilisation.board.saysRefuse')}
          onSend={(reason) => record.answer({ kind: isMember ? 'declined' : 'refused', reason })}
          onClose={() => setAsks(undefined)}
        />
      )}
      {asks === 'times' && <TimesDialog callUp={callUp} one={one} onClose={() => setAsks(undefined)} />}
    </div>
  );
};
