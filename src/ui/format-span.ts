import type { Text } from './use-text.ts';

/** A length of time in plain words, two units at most: `3 giờ 12 phút`, `2 ngày 5 giờ`. */
export const formatSpan = (spanMs: number, text: Text): string => {
  const total = Math.floor(Math.abs(spanMs) / 60_000);
  const [days, hours, minutes] = [Math.floor(total / 1440), Math.floor(total / 60) % 24, total % 60];
  if (days > 0) return text(hours ? 'ui.span-days-hours' : 'ui.span-days', { days, hours });
  if (hours > 0) return text(minutes ? 'ui.span-hours-minutes' : 'ui.span-hours', { hours, minutes });
  return minutes > 0 ? text('ui.span-minutes', { minutes }) : text('ui.span-under-minute');
};
