import type { BarChart } from './document-tree.ts';

/** Dark and light fill of a chart's bars; told apart also where colours are lost in copying. */
export const barFills = { own: '1f4e79', earlier: 'b4c7dc' } as const;

export type BarShare = {
  label: string;
  /** Lengths as shares of the longest bar, 0 to 1. */
  share: number;
  earlierShare: number | null;
  text: string;
  earlierText: string | null;
};

const number = new Intl.NumberFormat('vi-VN');

/** The lengths of a chart's bars. A number of nonsense (negative, not finite) is drawn as nothing. */
export const barShares = (chart: BarChart): BarShare[] => {
  const usable = (value: number) => (Number.isFinite(value) && value > 0 ? value : 0);
  const longest = Math.max(
    1,
    ...chart.bars.flatMap(({ value, earlier }) => [usable(value), usable(earlier ?? 0)]),
  );
  return chart.bars.map(({ label, value, earlier }) => ({
    label,
    share: usable(value) / longest,
    earlierShare: earlier === undefined ? null : usable(earlier) / longest,
    text: number.format(value),
    earlierText: earlier === undefined ? null : number.format(earlier),
  }));
};
