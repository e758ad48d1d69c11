import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from './format-date.ts';
import type { TextKey } from './text-key.ts';

export type TextParams = Record<string, string | number>;
export type Text = (key: TextKey, params?: TextParams) => string;

/** Translator with typed flat keys: `const text = useText(); text('ui.save')`. */
export const useText = (): Text => {
  const { t } = useTranslation();
  return useCallback((key, params) => String(t(key as never, params as never)), [t]);
};

/** The language on screen; it decides the forms of dates and numbers. */
export const useLanguage = (): Language => {
  const { i18n } = useTranslation();
  return i18n.language === 'en' ? 'en' : 'vi';
};
