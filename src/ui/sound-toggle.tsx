import { ActionIcon, Tooltip } from '@mantine/core';
import { IconBell, IconBellOff } from './icons.tsx';
import { playTone, setMuted, useIsMuted } from './sound.ts';
import { useText } from './use-text.ts';

/** Mutes the sound of arrivals on this device; unmuting plays it once, as a test. */
export const SoundToggle = () => {
  const text = useText();
  const isMuted = useIsMuted();
  const label = text(isMuted ? 'ui.sound-off' : 'ui.sound-on');
  const toggle = () => {
    setMuted(!isMuted);
    if (isMuted) void playTone();
  };
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" size="lg" aria-label={label} aria-pressed={!isMuted} onClick={toggle}>
        {isMuted ? <IconBellOff /> : <IconBell />}
      </ActionIcon>
    </Tooltip>
  );
};
