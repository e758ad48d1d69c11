import { en, type Texts } from './texts/en.ts';
import { vi } from './texts/vi.ts';

export type Language = 'vi' | 'en';
/** A text in both languages; what speaks one language only has the same text twice. */
export type InBoth = { readonly vi: string; readonly en: string };

/** Vietnamese unless `--lang`, KHIEN_LANG or the language of the terminal asks for English. */
export function chooseLanguage(option: string | undefined, env: NodeJS.ProcessEnv): Language {
  const asked = option ?? env.KHIEN_LANG ?? (env.LC_ALL || env.LC_MESSAGES || env.LANG || 'vi');
  return asked.startsWith('en') ? 'en' : 'vi';
}

export const textsOf = (language: Language): Texts => (language === 'en' ? en : vi);

/** Numbers as the reader writes them. */
export const formatNumber = (value: number, language: Language, digits = 0): string =>
  value.toLocaleString(language === 'en' ? 'en-GB' : 'vi-VN', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
