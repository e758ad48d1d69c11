import type { Language, Texts } from '../platform/i18n/catalogue.ts';
import { en as platformEn } from '../platform/texts/en.ts';
import { vi as platformVi } from '../platform/texts/vi.ts';
import { en as agenciesEn } from '../slices/agencies/texts/en.ts';
import { vi as agenciesVi } from '../slices/agencies/texts/vi.ts';

/** All texts of the server side, by language. The web loads the same files one language at a time. */
const vi = {
  ...platformVi,
  ...agenciesVi,
};
const en = {
  ...platformEn,
  ...agenciesEn,
};

type AllTexts = typeof vi;

declare module '../platform/i18n/catalogue.ts' {
  interface TextKeys extends AllTexts {}
}

export const allTexts: Readonly<Record<Language, Texts>> = { vi, en };
