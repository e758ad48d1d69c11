import { en as platform } from '../../platform/texts/en.ts';
import { en as accounts } from '../../slices/accounts/texts/en.ts';
import { en as agencies } from '../../slices/agencies/texts/en.ts';
import { en as calendar } from '../../slices/calendar/texts/en.ts';
import { en as documents } from '../../slices/documents/texts/en.ts';
import { en as duties } from '../../slices/duties/texts/en.ts';
import { en as incidents } from '../../slices/incidents/texts/en.ts';
import { en as intake } from '../../slices/intake/texts/en.ts';
import { en as mobilisation } from '../../slices/mobilisation/texts/en.ts';
import { en as reports } from '../../slices/reports/texts/en.ts';
import { en as systems } from '../../slices/systems/texts/en.ts';
import { en as team } from '../../slices/team/texts/en.ts';
import { en as ui } from '../../ui/texts/en.ts';
import type { textsVi } from './texts-vi.ts';

/** All English words; a key that Vietnamese has and English lacks does not compile. */
export const textsEn: Record<keyof typeof textsVi, string> = {
  ...platform,
  ...ui,
  ...accounts,
  ...calendar,
  ...agencies,
  ...team,
  ...systems,
  ...documents,
  ...incidents,
  ...intake,
  ...duties,
  ...reports,
  ...mobilisation,
};
