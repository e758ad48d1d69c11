import type { Language } from './format-date.ts';

/** Grouped number: `12.345,6` in Vietnamese, `12,345.6` in English. */
export const formatNumber = (value: number, language: Language, digitsMax = 2): string =>
  new Intl.NumberFormat(language, { maximumFractionDigits: digitsMax }).format(value);

const units = ['B', 'kB', 'MB', 'GB', 'TB'];

/** File size in decimal units: `1,4 MB`. */
export const formatBytes = (sizeBytes: number, language: Language): string => {
  const power = Math.min(units.length - 1, sizeBytes < 1000 ? 0 : Math.floor(Math.log10(sizeBytes) / 3));
  return `${formatNumber(sizeBytes / 1000 ** power, language, power === 0 ? 0 : 1)} ${units[power]}`;
};
