import { vi as platform } from '../../platform/texts/vi.ts';
import { vi as accounts } from '../../slices/accounts/texts/vi.ts';
import { vi as agencies } from '../../slices/agencies/texts/vi.ts';
import { vi as calendar } from '../../slices/calendar/texts/vi.ts';
import { vi as documents } from '../../slices/documents/texts/vi.ts';
import { vi as duties } from '../../slices/duties/texts/vi.ts';
import { vi as incidents } from '../../slices/incidents/texts/vi.ts';
import { vi as intake } from '../../slices/intake/texts/vi.ts';
import { vi as mobilisation } from '../../slices/mobilisation/texts/vi.ts';
import { vi as reports } from '../../slices/reports/texts/vi.ts';
import { vi as systems } from '../../slices/systems/texts/vi.ts';
import { vi as team } from '../../slices/team/texts/vi.ts';
import { vi as ui } from '../../ui/texts/vi.ts';

/** All Vietnamese words: those of the design system and of every slice. */
export const textsVi = {
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
} as const;
