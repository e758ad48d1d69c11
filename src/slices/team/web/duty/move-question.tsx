import { Button, Group, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { formatDate } from '../../../../ui/format-date.ts';
import { problemOf } from '../../../../ui/problem.ts';
import { useLanguage, useText } from '../../../../ui/use-text.ts';
import { forget, useCall } from '../../../agencies/web/public/use-call.ts';
import { exchangeShiftsRoute, type Shift, updateShiftRoute } from '../../contract/duty.ts';
import styles from './duty-page.module.css';
import { moveToDay, shiftWords, timeWords } from './shift-words.ts';

/** Where the carried shift was put: on another shift, or on a day. */
export type Move = { one: Shift; other: Shift } | { one: Shift; day: string };

const useWords = (move: Move | undefined) => {
  const text = useText();
  const language = useLanguage();
  if (!move) return { title: '', consequence: '', confirm: '', done: '' };
  const { one } = move;
  if ('day' in move) {
    const params = { name: one.member.fullName, time: timeWords(one), date: formatDate(move.day, language) };
    return {
      title: text('team.move-title'),
      consequence: text('team.move-text', params),
      confirm: text('team.move-confirm'),
      done: text('team.carried-moved', params),
    };
  }
  const params = {
    one: one.member.fullName,
    other: move.other.member.fullName,
    oneTime: shiftWords(one, language),
    otherTime: shiftWords(move.other, language),
  };
  return {
    title: text('team.exchange-title'),
    consequence: text('team.exchange-text', params),
    confirm: text('team.exchange-confirm'),
    done: text('team.carried-exchanged', params),
  };
};

/** Asks before the list changes, and says what stands in the way if it cannot. */
export const MoveQuestion = ({ move, onClose }: { move: Move | undefined; onClose: () => void }) => {
  const text = useText();
  const send = useCall();
  const client = useQueryClient();
  const words = useWords(move);
  const [error, setError] = useState<string>();
  const [isSending, setSending] = useState(false);
  const close = () => {
    setError(undefined);
    onClose();
  };
  const change = async (given: Move) => {
    const { one } = given;
    if ('other' in given) {
      const { other } = given;
      const body = {
        shiftId: one.id,
        shiftVersion: one.version,
        otherId: other.id,
        otherVersion: other.version,
      };
      return send(exchangeShiftsRoute, { body });
    }
    const { place, kind, version } = one;
    const body = { memberId: one.member.id, place, kind, version, ...moveToDay(one, given.day) };
    return send(updateShiftRoute, { params: { id: one.id }, body });
  };
  const confirm = async () => {
    if (!move) return;
    setSending(true);
    try {
      await change(move);
      await forget(client, '/api/v1/duty');
      notifications.show({ message: words.done });
      close();
    } catch (thrown) {
      const problem = problemOf(thrown);
      const messages = problem?.errors?.map(({ message }) => message).join(' ');
      setError(messages || problem?.title || text('ui.problem-network'));
    } finally {
      setSending(false);
    }
  };
  return (
    <Modal
      opened={move !== undefined}
      onClose={close}
      title={<strong>{words.title}</strong>}
      closeButtonProps={{ 'aria-label': text('ui.close') }}
    >
      <p>{words.consequence}</p>
      {error && (
        <p role="alert" className={styles.uncovered}>
          {error}
        </p>
      )}
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={close}>
          {text('ui.cancel')}
        </Button>
        <Button loading={isSending} onClick={() => void confirm()}>
          {words.confirm}
        </Button>
      </Group>
    </Modal>
  );
};
