import type { ServerSlice } from '../platform/ctx/server-slice.ts';
import { agenciesSlice } from '../slices/agencies/slice.ts';
import { systemsSlice } from '../slices/systems/slice.ts';
import { teamSlice } from '../slices/team/slice.ts';

/** Every slice of the server, in the order of `slices/order.ts`. From here a reader reaches everything. */
export const serverSlices: readonly ServerSlice[] = [agenciesSlice, teamSlice, systemsSlice];
