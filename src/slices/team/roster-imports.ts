import './tables.ts';
import type { Selectable } from 'kysely';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import type { UploadedFile } from '../../platform/http/handle.ts';
import type { TextKey } from '../../platform/i18n/catalogue.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { readSheet } from '../../platform/spreadsheet/read-sheet.ts';
import { type PlannedRow, planRoster } from './check-roster-rows.ts';
import type { TeamRole } from './contract/codes.ts';
import type { ImportedRow, RosterColumn, RosterImport } from './contract/imports.ts';
import { teamErrors } from './contract.ts';
import { type RosterRow, readHead, readRosterRow } from './read-roster-rows.ts';
import type { RosterImportsTable } from './tables.ts';

export type ImportRow = Selectable<RosterImportsTable>;

const IMPORTS_MAX = 50;
const ROWS_MAX = 1_000;

/** What a role is called in either language. */
const roleNames = (ctx: Ctx) => (role: TeamRole) =>
  (['vi', 'en'] as const).map((language) => ctx.services.texts.t(language, `team.role.${role}`));

const readUpload = async (ctx: Ctx, file: UploadedFile): Promise<string[][]> => {
  const chunks: Buffer[] = [];
  for await (const chunk of ctx.services.blobs.stream(file.sha256)) chunks.push(chunk as Buffer);
  const outcome = await readSheet(Buffer.concat(chunks));
  if ('fault' in outcome) {
    throw teamErrors.sheetUnreadable(undefined, {
      fields: [{ field: 'file', reason: `team.sheet-${outcome.fault}` }],
    });
  }
  return outcome.rows;
};

/** The rows of a sheet below its head, empty ones left out. The head is the first row that names the needed columns. */
const readRows = (ctx: Ctx, sheet: readonly (readonly string[])[]): RosterRow[] => {
  const at = sheet.slice(0, 10).findIndex((cells) => readHead(cells).missing.length === 0);
  if (at < 0) {
    const { missing } = readHead(sheet[0] ?? []);
    const columns = missing.map((column) => ctx.t(`team.column.${column}`)).join(', ');
    throw teamErrors.sheetUnreadable(undefined, {
      fields: [{ field: 'file', reason: 'team.columnsMissing', params: { columns } }],
    });
  }
  const head = readHead(sheet[at] ?? []);
  const rows = sheet
    .map((cells, index) => ({ cells, row: index + 1 }))
    .slice(at + 1)
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (rows.length === 0 || rows.length > ROWS_MAX) {
    const reason = rows.length === 0 ? 'team.noRows' : 'tooMany';
    throw teamErrors.sheetUnreadable(undefined, {
      fields: [{ field: 'file', reason, params: { limit: ROWS_MAX } }],
    });
  }
  return rows.map(({ cells, row }) => readRosterRow(cells, row, head, roleNames(ctx)));
};

/** Reads the stored cells again, so that a file checked yesterday is judged by today's register. */
export const replan = async (ctx: Ctx, tx: Tx, stored: readonly ImportedRow[]): Promise<PlannedRow[]> => {
  const columns = [...new Set(stored.flatMap((row) => Object.keys(row.cells)))] as RosterColumn[];
  const head = { columns: new Map(columns.map((column, index) => [column, index])) };
  const rows = stored.map(({ cells, row }) =>
    readRosterRow(
      columns.map((column) => cells[column] ?? ''),
      row,
      head,
      roleNames(ctx),
    ),
  );
  return planRoster(tx, rows);
};

export const toStored = (planned: readonly PlannedRow[]): ImportedRow[] =>
  planned.map(({ row, action }) => ({ row: row.row, cells: row.cells, action, faults: row.faults }));

export const countFaults = (rows: readonly ImportedRow[]): number =>
  rows.reduce((sum, row) => sum + row.faults.length, 0);

export const describeImport = (ctx: Ctx, row: ImportRow): RosterImport => {
  const countOf = (action: ImportedRow['action']) => row.rows.filter((one) => one.action === action).length;
  const mayUpdate = ctx.can('member.update');
  return {
    id: row.id,
    state: row.state,
    fileName: row.file_name,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by_label,
    appliedAt: row.applied_at?.toISOString() ?? null,
    undoneAt: row.undone_at?.toISOString() ?? null,
    faults: row.faults,
    rows: row.rows.map((one) => ({
      ...one,
      faults: one.faults.map(({ column, reason, params }) => ({
        column,
        label: column ? ctx.t(`team.column.${column}`) : '',
        message: ctx.t(`invalid.${reason}` as TextKey, params),
      })),
    })),
    counts: {
      newMembers: countOf('new-member'),
      memberships: countOf('new-member') + countOf('known-member'),
      unchanged: countOf('unchanged'),
    },
    version: row.version,
    can: {
      apply: mayUpdate && row.state === 'checked' && row.faults === 0,
      undo: mayUpdate && row.state === 'applied',
    },
  };
};

/** Reads a roster file and says what it would do, row by row. Nothing but the reading itself is kept. */
export const checkImport = async (ctx: Ctx, files: readonly UploadedFile[]): Promise<RosterImport> => {
  ctx.require('member.update');
  const [file] = files;
  if (!file) throw platformErrors.invalid(undefined, { fields: [{ field: 'file', reason: 'required' }] });
  const rows = readRows(ctx, await readUpload(ctx, file));
  return ctx.tx(async (tx) => {
    const stored = toStored(await planRoster(tx, rows));
    const saved = await tx
      .insertInto('roster_imports')
      .values({
        id: uuid7(ctx.now().getTime()),
        state: 'checked',
        file_name: file.name,
        rows: JSON.stringify(stored),
        faults: countFaults(stored),
        created_at: ctx.now(),
        created_by_label: ctx.actor.label,
        made: JSON.stringify({ members: [], memberships: [] }),
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await ctx.audit(
      tx,
      'team.import-checked',
      { kind: 'roster-import', id: saved.id, label: file.name },
      { rows: stored.length, faults: saved.faults },
    );
    return describeImport(ctx, saved);
  });
};

/** @throws AppError platform.notFound */
export const getImportRow = async (tx: Tx, id: string): Promise<ImportRow> => {
  const row = await tx
    .selectFrom('roster_imports')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw platformErrors.notFound();
  return row;
};

export const getImport = (ctx: Ctx, id: string): Promise<RosterImport> =>
  ctx.tx(async (tx) => describeImport(ctx, await getImportRow(tx, id)));

export const listImports = (ctx: Ctx) =>
  ctx.tx(async (tx) => {
    const rows = await tx
      .selectFrom('roster_imports')
      .selectAll()
      .orderBy('id', 'desc')
      .limit(IMPORTS_MAX)
      .execute();
    return {
      items: rows.map((row) => {
        const { rows: _rows, ...rest } = describeImport(ctx, row);
        return rest;
      }),
    };
  });
