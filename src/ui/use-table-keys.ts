import { useHotkeys } from '@mantine/hooks';
import type { RefObject } from 'react';

/**
 * j and k move through the rows of a table body, Enter opens the row's link (`a[data-open]`), x selects.
 * Keys typed into a field stay there. With several tables on a page the focused one, else the first, answers.
 */
export const useTableKeys = (
  body: RefObject<HTMLTableSectionElement | null>,
  onToggle: (key: string) => void,
): void => {
  const rows = () => [...(body.current?.querySelectorAll<HTMLElement>('tr[data-row-key]') ?? [])];
  const focusedRow = () => document.activeElement?.closest<HTMLElement>('tr[data-row-key]') ?? undefined;
  const isMine = () => {
    const focused = focusedRow();
    return focused
      ? Boolean(body.current?.contains(focused))
      : document.querySelector('tbody:has(tr[data-row-key])') === body.current;
  };
  const move = (step: number) => {
    if (!isMine()) return;
    const all = rows();
    const focused = focusedRow();
    const at = focused ? all.indexOf(focused) + step : 0;
    const next = all[Math.min(all.length - 1, Math.max(0, at))];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  };
  useHotkeys([
    ['j', () => move(1)],
    ['k', () => move(-1)],
    [
      'Enter',
      () => {
        const row = document.activeElement as HTMLElement | null;
        if (row?.dataset.rowKey && body.current?.contains(row))
          row.querySelector<HTMLElement>('a[data-open]')?.click();
      },
      { preventDefault: false },
    ],
    [
      'x',
      () => {
        const key = focusedRow()?.dataset.rowKey;
        if (key && isMine()) onToggle(key);
      },
    ],
  ]);
};
