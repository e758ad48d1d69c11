import { useDesk, useFreshReports } from './report-queries.ts';

/** How many reports wait that nobody has taken up; nothing when there are none. */
export const WaitingBadge = () => {
  const { data } = useDesk({ isQuiet: true });
  useFreshReports();
  const count = data?.waiting.filter(({ state }) => state === 'received').length ?? 0;
  return count > 0 ? count : null;
};
