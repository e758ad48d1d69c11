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

type Texts = Readonly<Record<string, string>>;

const loadFirst = async (language: string): Promise<Texts> =>
  (language === 'en' ? await import('virtual:texts-en-first') : await import('virtual:texts-vi-first')).texts;
const loadRest = async (language: string): Promise<Texts> =>
  (language === 'en' ? await import('virtual:texts-en-rest') : await import('virtual:texts-vi-rest')).texts;

let allTexts: Promise<void> = Promise.resolve();

/** Settled when every text of the language is there; the same promise until then, for `use`. */
export const whenAllTexts = (): Promise<void> => allTexts;

const readLanguage = (): Language => (document.documentElement.lang === 'en' ? 'en' : 'vi');

const keepLanguage = (language: string): void => {
  document.documentElement.lang = language;
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    return;
  }
};

/**
 * Starts the texts: Vietnamese unless English was chosen before. What the first pages say is awaited, the rest comes while
 * they are drawn; a language that is chosen later comes whole.
 */
export const startTexts = async (): Promise<i18n> => {
  const lng = readLanguage();
  const instance = i18next.createInstance();
  await instance
    .use({
      type: 'backend',
      init: () => undefined,
      read: (language: string, _namespace: string, done: (error: unknown, data: unknown) => void) => {
        const parts = language === lng ? [loadFirst(lng)] : [loadFirst(language), loadRest(language)];
        Promise.all(parts).then(
          (texts) => done(null, Object.assign({}, ...texts)),
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
  allTexts = loadRest(lng).then((texts) => {
    instance.addResourceBundle(lng, 'translation', texts, false, true);
  });
  keepLanguage(lng);
  instance.on('languageChanged', keepLanguage);
  return instance;
};
