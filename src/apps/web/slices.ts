import { dutiesWeb } from '../../slices/duties/web/slice-web.ts';
import { incidentsWeb } from '../../slices/incidents/web/slice-web.ts';
import type { SliceWeb } from '../../ui/slice-web.ts';

/** Every slice that has screens, in the order of the rail. */
export const slicesWeb: readonly SliceWeb[] = [incidentsWeb, dutiesWeb];
