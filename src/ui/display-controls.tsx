import { ActionIcon, Tooltip, useMantineColorScheme } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './display-controls.module.css';
import { setContrast, setTextStep, textSizes, useDisplaySettings } from './display-settings.ts';
import { IconContrast, IconMoon, IconSun } from './icons.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { useText } from './use-text.ts';

type ControlProps = {
  label: string;
  /** A sign that is seen belongs into the spoken name too. */
  sign?: string;
  isOn?: boolean;
  isOff?: boolean;
  onClick: () => void;
  children: ReactNode;
};

const Control = ({ label, sign, isOn, isOff, onClick, children }: ControlProps) => (
  <Tooltip label={label}>
    <ActionIcon
      variant={isOn ? 'light' : 'subtle'}
      color={isOn ? 'accent' : 'gray'}
      size="md"
      className={styles.control}
      aria-label={sign ? `${sign} ${label}` : label}
      aria-pressed={isOn}
      disabled={isOff}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  </Tooltip>
);

/** Text size A- A A+, contrast, light or dark, language; `stack` for a drawer. Choices are kept on the device. */
export const DisplayControls = ({ layout }: { layout: 'bar' | 'stack' }) => {
  const text = useText();
  const { textStep, hasContrast } = useDisplaySettings();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const isDark =
    colorScheme === 'dark' ||
    (colorScheme === 'auto' && window.matchMedia('(prefers-color-scheme: dark)').matches);
  return (
    <fieldset className={styles.controls} data-layout={layout} aria-label={text('ui.display')}>
      <div className={styles.group}>
        <Control
          sign="A-"
          label={text('ui.text-smaller')}
          isOff={textStep === 0}
          onClick={() => setTextStep(textStep - 1)}
        >
          <span className={styles.small}>A-</span>
        </Control>
        <Control sign="A" label={text('ui.text-normal')} onClick={() => setTextStep(1)}>
          <span className={styles.normal}>A</span>
        </Control>
        <Control
          sign="A+"
          label={text('ui.text-larger')}
          isOff={textStep === textSizes.length - 1}
          onClick={() => setTextStep(textStep + 1)}
        >
          <span className={styles.large}>A+</span>
        </Control>
      </div>
      <Control label={text('ui.contrast')} isOn={hasContrast} onClick={() => setContrast(!hasContrast)}>
        <IconContrast />
      </Control>
      <Control
        label={text(isDark ? 'ui.scheme-light' : 'ui.scheme-dark')}
        onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
      >
        {isDark ? <IconSun /> : <IconMoon />}
      </Control>
      <LanguageSwitch />
    </fieldset>
  );
};
