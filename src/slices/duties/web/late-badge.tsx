import { useMay } from '../../../ui/session.ts';
import { useClockSummary, useFreshClocks } from './clock-queries.ts';

/** How many duties are late; nothing when there are none. */
export const LateBadge = () => {
  const may = useMay('clock.read');
  const { data } = useClockSummary(!may);
  useFreshClocks();
  return data && data.late > 0 ? data.late : null;
};
