import { z } from 'zod';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { defineRoute } from '../../../platform/http/route.ts';
import { teamErrors } from '../contract.ts';

/** Columns of a roster file, in the order of the export. */
export const rosterColumns = [
  'fullName',
  'agency',
  'post',
  'roleInTeam',
  'groupName',
  'validFrom',
  'validTo',
  'decision',
  'email',
  'phone',
  'backupPhone',
] as const;
export type RosterColumn = (typeof rosterColumns)[number];
export const requiredColumns: readonly RosterColumn[] = ['fullName', 'agency', 'roleInTeam', 'validFrom'];

export const importStates = ['checked', 'applied', 'undone'] as const;
export type ImportState = (typeof importStates)[number];

export const importedRowSchema = z.object({
  /** The row of the file, counted from 1 with the head. */
  row: z.int(),
  cells: z.record(z.string(), z.string()),
  /** Null where the row is faulty. */
  action: z.enum(['new-member', 'known-member', 'unchanged']).nullable(),
  faults: z.array(
    z.object({
      column: z.enum(rosterColumns).nullable(),
      reason: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
    }),
  ),
});
export type ImportedRow = z.output<typeof importedRowSchema>;
export type ImportMade = { members: string[]; memberships: string[] };

/** The same with messages in the reader's language and the column as the file calls it. */
const shownRowSchema = importedRowSchema.omit({ faults: true }).extend({
  faults: z.array(
    z.object({ column: z.enum(rosterColumns).nullable(), label: z.string(), message: z.string() }),
  ),
});

export const rosterImportSchema = z.object({
  id: z.uuid(),
  state: z.enum(importStates),
  fileName: z.string(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  appliedAt: z.iso.datetime().nullable(),
  undoneAt: z.iso.datetime().nullable(),
  faults: z.int(),
  rows: z.array(shownRowSchema),
  counts: z.object({ newMembers: z.int(), memberships: z.int(), unchanged: z.int() }),
  version: z.int(),
  can: z.record(z.string(), z.boolean()),
});
export type RosterImport = z.output<typeof rosterImportSchema>;

const idParams = z.strictObject({ id: z.uuid() });
const stale = [platformErrors.stale, platformErrors.notFound, teamErrors.importDone] as const;

export const listImportsRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/roster-imports',
  access: 'member.update',
  summary: 'Files of members that were read, the newest first, at most 50, without their rows',
  answer: z.object({ items: z.array(rosterImportSchema.omit({ rows: true })) }),
});
export const getImportRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/roster-imports/:id',
  access: 'member.update',
  summary: 'One file with every row and its faults',
  params: idParams,
  answer: rosterImportSchema,
  errors: [platformErrors.notFound],
});
export const checkImportRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/roster-imports',
  access: 'member.update',
  summary: 'Read a roster file (XLSX or CSV) and say row by row what it would do; changes nothing',
  bodyKind: 'multipart',
  bodyBytesMax: 5_000_000,
  answer: rosterImportSchema,
  errors: [teamErrors.sheetUnreadable, platformErrors.invalid],
});
export const applyImportRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/roster-imports/:id/apply',
  access: 'member.update',
  summary: 'Take a file without faults over, whole or not at all; it is checked again first',
  params: idParams,
  body: z.strictObject({ version: z.int() }),
  answer: rosterImportSchema,
  errors: [...stale, teamErrors.importFaulty],
});
export const undoImportRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/roster-imports/:id/undo',
  access: 'member.update',
  summary: 'Undo a whole import, as long as nothing was built upon it',
  params: idParams,
  body: z.strictObject({ version: z.int() }),
  answer: rosterImportSchema,
  errors: [...stale, teamErrors.importUsed],
});
export const rosterFileRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/team/roster/file',
  access: 'member.read',
  summary: 'The roster of a day as XLSX or CSV, in the shape that the import takes',
  query: z.strictObject({ format: z.enum(['xlsx', 'csv']), on: z.iso.date().optional() }),
  answer: 'file',
});
export const directoryPrintRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/team/directory/file',
  access: 'agency.read',
  summary: 'The contact directory of agencies and team on a day as PDF',
  query: z.strictObject({ on: z.iso.date().optional() }),
  answer: 'file',
});
