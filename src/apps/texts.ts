import type { Language, Texts } from '../platform/i18n/catalogue.ts';
import { en as platformEn } from '../platform/texts/en.ts';
import { vi as platformVi } from '../platform/texts/vi.ts';
import { en as accountsEn } from '../slices/accounts/texts/en.ts';
import { vi as accountsVi } from '../slices/accounts/texts/vi.ts';
import { en as agenciesEn } from '../slices/agencies/texts/en.ts';
import { vi as agenciesVi } from '../slices/agencies/texts/vi.ts';
import { en as calendarEn } from '../slices/calendar/texts/en.ts';
import { vi as calendarVi } from '../slices/calendar/texts/vi.ts';
import { en as documentsEn } from '../slices/documents/texts/en.ts';
import { vi as documentsVi } from '../slices/documents/texts/vi.ts';
import { en as dutiesEn } from '../slices/duties/texts/en.ts';
import { vi as dutiesVi } from '../slices/duties/texts/vi.ts';
import { en as incidentsEn } from '../slices/incidents/texts/en.ts';
import { vi as incidentsVi } from '../slices/incidents/texts/vi.ts';
import { en as intakeEn } from '../slices/intake/texts/en.ts';
import { vi as intakeVi } from '../slices/intake/texts/vi.ts';
import { en as mobilisationEn } from '../slices/mobilisation/texts/en.ts';
import { noticeEn as mobilisationNoticeEn } from '../slices/mobilisation/texts/notice-en.ts';
import { noticeVi as mobilisationNoticeVi } from '../slices/mobilisation/texts/notice-vi.ts';
import { vi as mobilisationVi } from '../slices/mobilisation/texts/vi.ts';
import { en as reportsEn } from '../slices/reports/texts/en.ts';
import { vi as reportsVi } from '../slices/reports/texts/vi.ts';
import { en as systemsEn } from '../slices/systems/texts/en.ts';
import { vi as systemsVi } from '../slices/systems/texts/vi.ts';
import { en as teamEn } from '../slices/team/texts/en.ts';
import { vi as teamVi } from '../slices/team/texts/vi.ts';

/** All texts of the server side, by language. The web loads the same files one language at a time. */
const vi = {
  ...platformVi,
  ...accountsVi,
  ...calendarVi,
  ...agenciesVi,
  ...teamVi,
  ...systemsVi,
  ...documentsVi,
  ...incidentsVi,
  ...intakeVi,
  ...dutiesVi,
  ...reportsVi,
  ...mobilisationVi,
  ...mobilisationNoticeVi,
};
const en = {
  ...platformEn,
  ...accountsEn,
  ...calendarEn,
  ...agenciesEn,
  ...teamEn,
  ...systemsEn,
  ...documentsEn,
  ...incidentsEn,
  ...intakeEn,
  ...dutiesEn,
  ...reportsEn,
  ...mobilisationEn,
  ...mobilisationNoticeEn,
};

type AllTexts = typeof vi;

declare module '../platform/i18n/catalogue.ts' {
  interface TextKeys extends AllTexts {}
}

export const allTexts: Readonly<Record<Language, Texts>> = { vi, en };
