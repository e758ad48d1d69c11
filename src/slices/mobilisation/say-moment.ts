import type { Language } from '../../platform/i18n/catalogue.ts';

const VIETNAM_MS = 7 * 3_600_000;
const two = (value: number): string => String(value).padStart(2, '0');

/** An instant as a clock in Viet Nam shows it: "03:00 ngày 24/11/2026", "03:00 on 24/11/2026". */
export const sayMoment = (at: Date, language: Language): string => {
  const local = new Date(at.getTime() + VIETNAM_MS);
  const day = `${two(local.getUTCDate())}/${two(local.getUTCMonth() + 1)}/${local.getUTCFullYear()}`;
  const time = `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}`;
  return language === 'vi' ? `${time} ngày ${day}` : `${time} on ${day}`;
};

/** The time alone, "03:00 24/11", for text messages. */
export const sayShortMoment = (at: Date): string => {
  const local = new Date(at.getTime() + VIETNAM_MS);
  return `${two(local.getUTCHours())}:${two(local.getUTCMinutes())} ${two(local.getUTCDate())}/${two(local.getUTCMonth() + 1)}`;
};
