import { useText } from '../../../ui/use-text.ts';
import type { RuleDifference } from '../contract/rule-sets.ts';
import styles from './clocks.module.css';

/** What is different, rule by rule; field names are those of the exported file. */
export const DifferenceList = ({ differences }: { differences: readonly RuleDifference[] }) => {
  const text = useText();
  if (differences.length === 0) return <p className={styles.line}>{text('duties.differences-none')}</p>;
  return (
    <ul className={styles.recipients}>
      {differences.map(({ ruleId, kind, fields }) => (
        <li key={ruleId}>
          <strong>{ruleId}</strong> {text(`duties.difference.${kind}`)}
          {fields.length > 0 && <span className={styles.quiet}> ({fields.join(', ')})</span>}
        </li>
      ))}
    </ul>
  );
};
