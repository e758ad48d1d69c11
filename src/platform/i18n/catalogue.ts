import { createInstance, type i18n } from 'i18next';

export const languages = ['vi', 'en'] as const;
export type Language = (typeof languages)[number];

/** All text keys. `apps/texts.ts` augments this interface with the texts of every slice. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging in apps/texts.ts
export interface TextKeys {}

export type TextKey = keyof TextKeys extends never ? string : keyof TextKeys & string;
export type TextParams = Readonly<Record<string, string | number>>;
export type Texts = Readonly<Record<string, string>>;

/** Says a text of the catalogue: `t('vi', 'intake.receipt.subject', { number })`. */
export type Translate = (language: Language, key: TextKey, params?: TextParams) => string;

export type TextCatalogue = { t: Translate; has(key: string): boolean; instance: i18n };

/** Builds the catalogue that mails, documents, public pages and problem answers speak from. */
export const createTextCatalogue = (texts: Readonly<Record<Language, Texts>>): TextCatalogue => {
  const instance = createInstance();
  void instance.init({
    lng: 'vi',
    fallbackLng: 'vi',
    resources: { vi: { translation: texts.vi }, en: { translation: texts.en } },
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  const speakers = { vi: instance.getFixedT('vi'), en: instance.getFixedT('en') };
  return {
    t: (language, key, params) => speakers[language](key as string, params ?? {}) as string,
    has: (key) => Object.hasOwn(texts.vi, key),
    instance,
  };
};

/** The language that an Accept-Language header asks for (RFC 9110 section 12.5.4), Vietnamese unless English comes first. */
export const pickLanguage = (header: string | undefined): Language => {
  const first = (header ?? '').split(',').find((part) => /^\s*(vi|en)\b/i.test(part));
  return first?.trim().toLowerCase().startsWith('en') ? 'en' : 'vi';
};
