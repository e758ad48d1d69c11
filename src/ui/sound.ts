import { useSyncExternalStore } from 'react';

const key = 'ui.sound-muted';
const listeners = new Set<() => void>();
let context: AudioContext | undefined;
let muted: boolean | undefined;

const isMuted = (): boolean => {
  if (muted === undefined) {
    try {
      muted = localStorage.getItem(key) === 'yes';
    } catch {
      muted = false;
    }
  }
  return muted;
};

/** Mutes or unmutes on this device. */
export const setMuted = (next: boolean): void => {
  muted = next;
  try {
    localStorage.setItem(key, next ? 'yes' : 'no');
  } catch {
    // The choice then lasts as long as the page.
  }
  for (const listener of listeners) listener();
};

/** Whether sounds are muted on this device. */
export const useIsMuted = (): boolean =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, isMuted);

/** Two short rising tones, 0.4 s in all, unless muted. Browsers keep silent until the page was clicked or typed in. */
export const playTone = async (): Promise<void> => {
  if (isMuted() || typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  if (context.state === 'suspended') await context.resume();
  const gain = context.createGain();
  gain.connect(context.destination);
  for (const [frequency, delay] of [
    [660, 0],
    [880, 0.2],
  ] as const) {
    const from = context.currentTime + delay;
    const tone = context.createOscillator();
    tone.frequency.value = frequency;
    tone.connect(gain);
    gain.gain.setValueAtTime(0.0001, from);
    gain.gain.exponentialRampToValueAtTime(0.2, from + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.0001, from + 0.19);
    tone.start(from);
    tone.stop(from + 0.2);
  }
};
