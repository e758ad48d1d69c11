import type { ServerSlice } from '../platform/ctx/server-slice.ts';
import { accountsSlice } from '../slices/accounts/slice.ts';
import { agenciesSlice } from '../slices/agencies/slice.ts';
import { calendarSlice } from '../slices/calendar/slice.ts';
import { documentsSlice } from '../slices/documents/slice.ts';
import { dutiesSlice } from '../slices/duties/slice.ts';
import { incidentsSlice } from '../slices/incidents/slice.ts';
import { intakeSlice } from '../slices/intake/slice.ts';
import { mobilisationSlice } from '../slices/mobilisation/slice.ts';
import { reportsSlice } from '../slices/reports/slice.ts';
import { systemsSlice } from '../slices/systems/slice.ts';
import { teamSlice } from '../slices/team/slice.ts';

/** Every slice of the server, in the order of `slices/order.ts`. From here a reader reaches everything. */
export const serverSlices: readonly ServerSlice[] = [
  accountsSlice,
  calendarSlice,
  agenciesSlice,
  documentsSlice,
  teamSlice,
  systemsSlice,
  incidentsSlice,
  intakeSlice,
  dutiesSlice,
  mobilisationSlice,
  reportsSlice,
];
