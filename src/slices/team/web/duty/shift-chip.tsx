import { IconAlert } from '../../../../ui/icons.tsx';
import { useText } from '../../../../ui/use-text.ts';
import type { Shift } from '../../contract/duty.ts';
import { isTarget, useCarry } from './carry.ts';
import styles from './duty-page.module.css';
import { shortName, timeWords } from './shift-words.ts';

/** Ended at the desk, and nobody signed for it. */
export const isUnsigned = (shift: Shift): boolean =>
  shift.kind === 'primary' && Date.parse(shift.endsAt) < Date.now() && shift.handOver !== 'signed';

/** A shift in a cell of the month: opens its dialog, can be dragged, takes a carried shift. */
export const ShiftChip = ({ shift }: { shift: Shift }) => {
  const text = useText();
  const carry = useCarry();
  const time = timeWords(shift);
  const name = shift.member.fullName;
  const takes = isTarget(carry, shift);
  return (
    <li>
      <button
        type="button"
        className={styles.chip}
        data-kind={shift.kind}
        data-mine={shift.member.id === carry.myMemberId || undefined}
        data-carried={carry.carried?.id === shift.id || undefined}
        data-target={takes || undefined}
        draggable={carry.mayCarry(shift)}
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = 'move';
          event.dataTransfer.setData('text/plain', shift.id);
          // Chromium gives up a drag whose source changes in the very event.
          setTimeout(() => carry.takeUp(shift, true));
        }}
        onDragEnd={(event) => {
          if (event.dataTransfer.dropEffect === 'none') carry.putDown();
        }}
        onDragOver={(event) => {
          if (!takes) return;
          event.preventDefault();
          event.stopPropagation();
        }}
        onDrop={(event) => {
          if (!takes) return;
          event.preventDefault();
          event.stopPropagation();
          carry.chooseShift(shift);
        }}
        onClick={() => (takes ? carry.chooseShift(shift) : carry.open(shift))}
      >
        <span className={styles.chipTime}>{time.slice(0, 5)}</span>
        <span className={styles.chipName}>{shortName(name)}</span>
        <span className="ui-hidden">
          {text(takes ? 'team.carry-with' : 'team.shift-open', { name, time })}
        </span>
        {isUnsigned(shift) && (
          <IconAlert size="0.875rem" className={styles.chipMark} aria-label={text('team.unsigned')} />
        )}
      </button>
    </li>
  );
};
