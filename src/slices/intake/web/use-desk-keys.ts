import { useHotkeys } from '@mantine/hooks';
import type { RefObject } from 'react';

/**
 * j and k move through the cards below `root`, Enter opens one, v and i press its buttons (`data-key`), p takes a call.
 * Without a card in focus v, i and Enter mean the first one: the oldest waiting. Typing in a field stays there.
 */
export const useDeskKeys = (root: RefObject<HTMLElement | null>, onCall: () => void): void => {
  const cards = () => [...(root.current?.querySelectorAll<HTMLElement>('[data-report]') ?? [])];
  const focused = () => document.activeElement?.closest<HTMLElement>('[data-report]') ?? undefined;
  const move = (step: number) => {
    const all = cards();
    const present = focused();
    const at = present ? all.indexOf(present) + step : 0;
    const next = all[Math.min(all.length - 1, Math.max(0, at))];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  };
  const press = (selector: string) => {
    const card = focused() ?? cards()[0];
    card?.querySelector<HTMLElement>(selector)?.click();
  };
  useHotkeys([
    ['j', () => move(1)],
    ['k', () => move(-1)],
    ['v', () => press('[data-key="v"]')],
    ['i', () => press('[data-key="i"]')],
    ['p', onCall],
    [
      'Enter',
      (event) => {
        const isOnControl = (event.target as Element | null)?.closest('a, button');
        if (!isOnControl && focused()) press('a[data-open]');
      },
      { preventDefault: false },
    ],
  ]);
};
