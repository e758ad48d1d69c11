import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../../ui/format-date.ts';
import type { textsVi } from './texts-vi.ts';

declare module '../../ui/text-key.ts' {
  interface TextCatalogue {
    all: typeof textsVi;
  }
}

const storageKey = 'ui.language';

const load = async (language: string): Promise<Record<string, string>> =>
  language === 'en' ? (await import('./texts-en.ts')).textsEn : (await import('./texts-vi.ts')).textsVi;

const readLanguage = (): Language => (document.documentElement.lang === 'en' ? 'en' : 'vi');

const keepLanguage = (language: string): void => {
  document.documentElement.lang = language;
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    return;
  }
};

/** Starts the texts: Vietnamese unless English was chosen before; each language is its own chunk. */
export const startTexts = async (): Promise<i18n> => {
  const lng = readLanguage();
  const instance = i18next.createInstance();
  await instance
    .use({
      type: 'backend',
      init: () => undefined,
      read: (language: string, _namespace: string, done: (error: unknown, data: unknown) => void) => {
        load(language).then(
          (texts) => done(null, texts),
          (error: unknown) => done(error, false),
        );
      },
    })
    .use(initReactI18next)
    .init({
      lng,
      supportedLngs: ['vi', 'en'],
      fallbackLng: false,
      keySeparator: false,
      nsSeparator: false,
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });
  keepLanguage(lng);
  instance.on('languageChanged', keepLanguage);
  return instance;
};
