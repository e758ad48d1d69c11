import { Button } from '@mantine/core';
import { useState } from 'react';
import { AppLink } from '../../../../ui/app-link.tsx';
import { useMay } from '../../../../ui/session.ts';
import { useText } from '../../../../ui/use-text.ts';
import { CalendarLink } from './calendar-link.tsx';
import styles from './duty-page.module.css';

/** Ways to the other pages of the duty roster. */
export const DutyTools = () => {
  const text = useText();
  const maySwap = useMay('duty.swap');
  const mayPlan = useMay('duty.plan');
  const [isLinking, setLinking] = useState(false);
  return (
    <nav className={`ui-screen-only ${styles.tools}`} aria-label={text('team.shift-tools')}>
      {maySwap && <AppLink to="/duty/swaps">{text('team.swaps')}</AppLink>}
      <AppLink to="/duty/fairness">{text('team.fairness')}</AppLink>
      {mayPlan && <AppLink to="/duty/planning">{text('team.planning')}</AppLink>}
      <AppLink to="/duty/escalation">{text('team.escalation')}</AppLink>
      {maySwap && (
        <Button variant="subtle" size="compact-sm" onClick={() => setLinking(true)}>
          {text('team.calendar-link')}
        </Button>
      )}
      <CalendarLink isOpen={isLinking} onClose={() => setLinking(false)} />
    </nav>
  );
};
