import { z } from 'zod';
import { defineRoute } from '../../../platform/http/route.ts';
import { agencyKinds, contactKinds } from './codes.ts';

/** `then`: the bodies as they stood on the day. `now`: the bodies that carry on their duties today. */
export const registerViews = ['then', 'now'] as const;

export const directoryFormats = ['vcf', 'csv'] as const;
export type DirectoryFormat = (typeof directoryFormats)[number];

export const agencyFiguresRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/agencies/figures',
  access: 'agency.read',
  summary: 'How many agencies there were on a day, counted as then or as now',
  query: z.strictObject({ on: z.iso.date().optional(), view: z.enum(registerViews).default('then') }),
  answer: z.object({
    on: z.iso.date(),
    view: z.enum(registerViews),
    total: z.int(),
    /** Agencies of that day without anybody who carries on their duties; only in the view `now`. */
    withoutSuccessor: z.int(),
    kinds: z.array(z.object({ kind: z.enum(agencyKinds), count: z.int() })),
    contacts: z.array(z.object({ kind: z.enum(contactKinds), agencies: z.int() })),
    confirmed: z.int(),
  }),
});
export const directoryFileRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/agencies/directory/file',
  access: 'agency.read',
  summary: 'The contact directory of a day as vCard 4.0 (RFC 6350) or CSV (RFC 4180)',
  query: z.strictObject({ format: z.enum(directoryFormats), on: z.iso.date().optional() }),
  answer: 'file',
});
