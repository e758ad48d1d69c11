import { ActionIcon } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { ConfirmAction } from '../../../ui/confirm-action.tsx';
import { formatDate, formatTime } from '../../../ui/format-date.ts';
import { IconX } from '../../../ui/icons.tsx';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { forget, useCall } from '../../agencies/web/public/use-call.ts';
import { removeShiftRoute, type Shift } from '../contract/duty.ts';
import styles from './duty-page.module.css';

const Remove = ({ shift, words }: { shift: Shift; words: string }) => {
  const text = useText();
  const send = useCall();
  const client = useQueryClient();
  return (
    <ConfirmAction
      title={text('team.shift-remove', { name: shift.member.fullName })}
      consequence={text('team.shift-remove-text', { time: words })}
      confirmLabel={text('team.shift-remove-confirm')}
      isHarmful
      onConfirm={async () => {
        await send(removeShiftRoute, { params: { id: shift.id } });
        await forget(client, '/api/v1/duty');
      }}
      trigger={(open) => (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={text('team.shift-remove', { name: shift.member.fullName })}
          onClick={open}
        >
          <IconX size="1rem" />
        </ActionIcon>
      )}
    />
  );
};

type ShiftLineProps = {
  shift: Shift;
  hasNumbers?: boolean;
  hasDate?: boolean;
  isFromBefore?: boolean;
  mayRemove?: boolean;
};

/** One shift: time, person, whether first or backup. */
export const ShiftLine = ({ shift, hasNumbers, hasDate, isFromBefore, mayRemove }: ShiftLineProps) => {
  const text = useText();
  const language = useLanguage();
  const { startsAt, endsAt, kind, member } = shift;
  const isOverNight = formatDate(startsAt, language) !== formatDate(endsAt, language);
  const words = isFromBefore
    ? text('team.until', { time: formatTime(endsAt) })
    : `${formatTime(startsAt)}–${formatTime(endsAt)}`;
  return (
    <li className={styles.shift} data-kind={kind} data-before={isFromBefore || undefined}>
      <span className={styles.time}>
        {hasDate && `${formatDate(startsAt, language)} `}
        {words}
        {isOverNight && !isFromBefore && <span className={styles.note}> {text('team.next-day')}</span>}
        {isFromBefore && <span className={styles.note}> {text('team.from-day-before')}</span>}
      </span>
      <span className={styles.person}>{member.fullName}</span>
      <span className={styles.kind}>{text(`team.shift.${kind}`)}</span>
      {hasNumbers &&
        [shift.phone, shift.backupPhone]
          .filter((phone) => phone !== null)
          .map((phone) => (
            <a key={phone} href={`tel:${phone.replaceAll(' ', '')}`}>
              {phone}
            </a>
          ))}
      {mayRemove && <Remove shift={shift} words={words} />}
    </li>
  );
};
