import { accountsWeb } from '../../slices/accounts/web/slice-web.ts';
import { agenciesWeb } from '../../slices/agencies/web/slice-web.ts';
import { calendarWeb } from '../../slices/calendar/web/slice-web.ts';
import { documentsWeb } from '../../slices/documents/web/slice-web.ts';
import { dutiesWeb } from '../../slices/duties/web/slice-web.ts';
import { incidentsWeb } from '../../slices/incidents/web/slice-web.ts';
import { intakeWeb } from '../../slices/intake/web/slice-web.ts';
import { mobilisationWeb } from '../../slices/mobilisation/web/slice-web.ts';
import { reportsWeb } from '../../slices/reports/web/slice-web.ts';
import { systemsWeb } from '../../slices/systems/web/slice-web.ts';
import { teamWeb } from '../../slices/team/web/slice-web.ts';
import type { SliceWeb } from '../../ui/slice-web.ts';
import { withAllTexts } from './with-all-texts.tsx';

/**
 * Every slice that has screens, in the order of the rail. The words of sign-in, desk and incidents come with the first
 * page (`text-parts.ts`); what the others show waits for the rest.
 */
export const slicesWeb: readonly SliceWeb[] = [
  intakeWeb,
  incidentsWeb,
  withAllTexts(mobilisationWeb),
  withAllTexts(agenciesWeb),
  withAllTexts(teamWeb),
  withAllTexts(systemsWeb),
  withAllTexts(documentsWeb),
  withAllTexts(dutiesWeb),
  withAllTexts(reportsWeb),
  withAllTexts(calendarWeb),
  accountsWeb,
];
