import { formatDate } from '../../../ui/format-date.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import type { ReplacementItem } from '../contract/replacements.ts';
import styles from './replacement.module.css';

/** Since when a place is vacant in fact, and that it was reported late. */
export const VacancySign = ({ item }: { item: ReplacementItem }) => {
  const text = useText();
  const language = useLanguage();
  if (item.vacantDays === null) return null;
  const words =
    item.vacantDays > 0
      ? text('team.vacant-days', { days: item.vacantDays })
      : item.vacantDays === 0
        ? text('team.vacant-today')
        : text('team.vacant-from', { date: formatDate(item.leavesOn, language) });
  return (
    <span className={item.vacantDays > 0 ? styles.late : undefined}>
      {words}
      {item.isReportedLate && ` · ${text('team.reported-late')}`}
    </span>
  );
};
