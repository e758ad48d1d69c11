import { useSyncExternalStore } from 'react';

/** Root font sizes in percent; the second is the normal one. `first-paint.js` knows the same list. */
export const textSizes = [87.5, 100, 112.5, 125] as const;

export type DisplaySettings = { textStep: number; hasContrast: boolean };

const keys = { textStep: 'ui.text-step', contrast: 'ui.contrast' };
const listeners = new Set<() => void>();

/** Storage may be forbidden (private mode, policy): then a setting lasts as long as the page. */
const remember = (key: string, value: string): void => {
  try {
    localStorage.setItem(key, value);
  } catch {
    return;
  }
};

const root = () => document.documentElement;
const read = (): DisplaySettings => ({
  textStep: Number(root().dataset.textStep ?? 1),
  hasContrast: root().dataset.contrast === 'more',
});

let current: DisplaySettings | undefined;
const snapshot = (): DisplaySettings => {
  current ??= read();
  return current;
};

const changed = (): void => {
  current = undefined;
  for (const listener of listeners) listener();
};

/** Sets the text size by its step (0 to 3) and keeps it. */
export const setTextStep = (step: number): void => {
  const bounded = Math.min(textSizes.length - 1, Math.max(0, step));
  root().dataset.textStep = String(bounded);
  root().style.fontSize = `${textSizes[bounded]}%`;
  remember(keys.textStep, String(bounded));
  changed();
};

/** Switches the high-contrast colours and keeps the choice. */
export const setContrast = (isHigh: boolean): void => {
  if (isHigh) root().dataset.contrast = 'more';
  else delete root().dataset.contrast;
  remember(keys.contrast, isHigh ? 'more' : 'normal');
  changed();
};

/** Text size and contrast as they are now. */
export const useDisplaySettings = (): DisplaySettings =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, snapshot);
