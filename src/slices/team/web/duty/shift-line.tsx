import { formatDate } from '../../../../ui/format-date.ts';
import { IconAlert } from '../../../../ui/icons.tsx';
import { useLanguage, useText } from '../../../../ui/use-text.ts';
import type { Shift } from '../../contract/duty.ts';
import { isTarget, useCarry } from './carry.ts';
import styles from './duty-page.module.css';
import { isUnsigned } from './shift-chip.tsx';
import { timeWords } from './shift-words.ts';

const formatEnd = (shift: Shift) => timeWords(shift).slice(-5);

const Open = ({ shift }: { shift: Shift }) => {
  const text = useText();
  const carry = useCarry();
  const takes = isTarget(carry, shift);
  const name = shift.member.fullName;
  const time = timeWords(shift);
  return (
    <button
      type="button"
      className={styles.openShift}
      data-target={takes || undefined}
      onClick={() => (takes ? carry.chooseShift(shift) : carry.open(shift))}
      aria-label={text(takes ? 'team.carry-with' : 'team.shift-open', { name, time })}
    >
      {name}
    </button>
  );
};

type ShiftLineProps = {
  shift: Shift;
  hasNumbers?: boolean;
  hasDate?: boolean;
  isFromBefore?: boolean;
  /** The name opens the shift. */
  isOpening?: boolean;
};

/** One shift: time, person, whether first or backup. */
export const ShiftLine = ({ shift, hasNumbers, hasDate, isFromBefore, isOpening }: ShiftLineProps) => {
  const text = useText();
  const language = useLanguage();
  const carry = useCarry();
  const { startsAt, endsAt, kind, member } = shift;
  const isOverNight = formatDate(startsAt, language) !== formatDate(endsAt, language);
  const words = isFromBefore ? text('team.until', { time: formatEnd(shift) }) : timeWords(shift);
  return (
    <li
      className={styles.shift}
      data-kind={kind}
      data-before={isFromBefore || undefined}
      data-mine={member.id === carry.myMemberId || undefined}
      data-carried={carry.carried?.id === shift.id || undefined}
    >
      <span className={styles.time}>
        {hasDate && `${formatDate(startsAt, language)} `}
        {words}
        {isOverNight && !isFromBefore && <span className={styles.note}> {text('team.next-day')}</span>}
        {isFromBefore && <span className={styles.note}> {text('team.from-day-before')}</span>}
      </span>
      <span className={styles.person}>{isOpening ? <Open shift={shift} /> : member.fullName}</span>
      <span className={styles.kind}>{text(`team.shift.${kind}`)}</span>
      {hasNumbers &&
        [shift.phone, shift.backupPhone]
          .filter((phone) => phone !== null)
          .map((phone) => (
            <a key={phone} href={`tel:${phone.replaceAll(' ', '')}`} className={styles.call}>
              {phone}
            </a>
          ))}
      {isOpening && isUnsigned(shift) && (
        <span className={styles.unsigned}>
          <IconAlert size="0.875rem" />
          {text('team.unsigned')}
        </span>
      )}
    </li>
  );
};
