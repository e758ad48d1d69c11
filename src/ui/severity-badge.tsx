import styles from './badges.module.css';
import { useText } from './use-text.ts';

/** 1 low, 2 medium, 3 high, 4 critical. */
export type SeverityStep = 1 | 2 | 3 | 4;
const steps = [1, 2, 3, 4] as const;

/** Four bars fill with the step, so that the sign reads without colour; the word stands beside it. */
export const SeverityBadge = ({ step, label }: { step: SeverityStep; label?: string }) => {
  const text = useText();
  return (
    <span className={styles.badge} data-severity={step}>
      <svg viewBox="0 0 14 12" width="1.1em" height="0.95em" aria-hidden="true">
        {steps.map((bar) => (
          <rect
            key={bar}
            x={(bar - 1) * 3.7}
            y={12 - bar * 3}
            width={2.6}
            height={bar * 3}
            rx={0.6}
            fill="currentColor"
            opacity={bar <= step ? 1 : 0.25}
          />
        ))}
      </svg>
      <span>{label ?? text(`ui.severity-${step}`)}</span>
    </span>
  );
};
