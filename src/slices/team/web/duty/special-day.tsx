import type { AnswerOf } from '../../../../platform/http/route.ts';
import { useText } from '../../../../ui/use-text.ts';
import type { listShiftsRoute } from '../../contract/duty.ts';
import styles from './duty-page.module.css';

export type SpecialDay = AnswerOf<typeof listShiftsRoute>['days'][number];

/** Why a day is no plain workday: the holiday by its name, swap days by their kind. Weekends need no word. */
export const SpecialDayWord = ({ special }: { special: SpecialDay | undefined }) => {
  const text = useText();
  if (!special || special.kind === 'weekend') return null;
  const kind = text(`team.day-kind.${special.kind}`);
  return (
    <span className={styles.special} data-kind={special.kind} title={kind}>
      {special.kind === 'holiday' ? (special.name ?? kind) : kind}
    </span>
  );
};
