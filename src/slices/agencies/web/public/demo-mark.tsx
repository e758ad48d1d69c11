import { StatusBadge } from '../../../../ui/status-badge.tsx';
import { useText } from '../../../../ui/use-text.ts';

/** Says that a record is invented; nothing for real ones. */
export const DemoMark = ({ isDemo }: { isDemo: boolean }) => {
  const text = useText();
  return isDemo ? <StatusBadge tone="wait" label={text('agencies.demo')} /> : null;
};
