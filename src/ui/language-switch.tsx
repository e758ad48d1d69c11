import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './language-switch.module.css';
import { useLanguage, useText } from './use-text.ts';

const languages = [
  { code: 'vi', short: 'VI', name: 'Tiếng Việt' },
  { code: 'en', short: 'EN', name: 'English' },
] as const;

/** Vietnamese or English; each language is named in itself. */
export const LanguageSwitch = () => {
  const text = useText();
  const current = useLanguage();
  const { i18n } = useTranslation();
  return (
    <fieldset className={styles.switch} aria-label={text('ui.language')}>
      {languages.map(({ code, short, name }) => (
        <UnstyledButton
          key={code}
          lang={code}
          className={styles.choice}
          aria-pressed={code === current}
          aria-label={`${short}, ${name}`}
          title={name}
          onClick={() => i18n.changeLanguage(code)}
        >
          {short}
        </UnstyledButton>
      ))}
    </fieldset>
  );
};
