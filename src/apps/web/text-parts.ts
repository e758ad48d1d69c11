import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { en as platformEn } from '../../platform/texts/en.ts';
import { vi as platformVi } from '../../platform/texts/vi.ts';
import { en as accountsEn } from '../../slices/accounts/texts/en.ts';
import { vi as accountsVi } from '../../slices/accounts/texts/vi.ts';
import { en as incidentsEn } from '../../slices/incidents/texts/en.ts';
import { vi as incidentsVi } from '../../slices/incidents/texts/vi.ts';
import { en as intakeEn } from '../../slices/intake/texts/en.ts';
import { vi as intakeVi } from '../../slices/intake/texts/vi.ts';
import { en as uiEn } from '../../ui/texts/en.ts';
import { vi as uiVi } from '../../ui/texts/vi.ts';
import { textsEn } from './texts-en.ts';
import { textsVi } from './texts-vi.ts';

const slicesFolder = fileURLToPath(new URL('../../slices/', import.meta.url));

/** Names in the rail, the palette and the person menu, which every slice declares in its `web/slice-web.ts`. */
const listNames = (): string[] =>
  readdirSync(slicesFolder).flatMap((slice) => {
    try {
      const source = readFileSync(`${slicesFolder}${slice}/web/slice-web.ts`, 'utf8');
      return [...source.matchAll(/labelKey:\s*'([^']+)'/g)].map((found) => found[1] ?? '');
    } catch {
      return [];
    }
  });

const all: Readonly<Record<string, Readonly<Record<string, string>>>> = { vi: textsVi, en: textsEn };
const onFirstPages: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  vi: { ...platformVi, ...uiVi, ...accountsVi, ...intakeVi, ...incidentsVi },
  en: { ...platformEn, ...uiEn, ...accountsEn, ...intakeEn, ...incidentsEn },
};

/** The texts of a language in two parts: what sign-in, desk and frame say, and what the pages of later slices say. */
const partOf = (language: string, part: string): Record<string, string> => {
  const names = new Set(listNames());
  const isFirst = (key: string) => key in (onFirstPages[language] ?? {}) || names.has(key);
  const entries = Object.entries(all[language] ?? {});
  return Object.fromEntries(entries.filter(([key]) => isFirst(key) === (part === 'first')));
};

/** Serves `virtual:texts-vi-first`, `virtual:texts-vi-rest` and the same in English, so that the first page need not wait for all. */
export const textParts = (): Plugin => {
  const pattern = /^virtual:texts-(vi|en)-(first|rest)$/;
  return {
    name: 'text-parts',
    resolveId: (id) => (pattern.test(id) ? `\0${id}` : null),
    load: (id) => {
      const [, language, part] = pattern.exec(id.slice(1)) ?? [];
      return language && part ? `export const texts = ${JSON.stringify(partOf(language, part))};` : null;
    },
  };
};
