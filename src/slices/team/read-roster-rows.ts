import { foldText } from '../../platform/search/fold.ts';
import { type TeamRole, teamRoles } from './contract/codes.ts';
import { type ImportedRow, type RosterColumn, requiredColumns, rosterColumns } from './contract/imports.ts';

type Fault = ImportedRow['faults'][number];

/** One row of a file as values; `faults` says what could not be read. */
export type RosterRow = {
  row: number;
  cells: Record<string, string>;
  fullName: string;
  agency: string;
  post: string | null;
  roleInTeam: TeamRole | null;
  groupName: string | null;
  validFrom: string | null;
  validTo: string | null;
  decision: string | null;
  email: string | null;
  phone: string | null;
  backupPhone: string | null;
  faults: Fault[];
};

/** Heads by which a column is known, folded, in both languages; more than the export writes, since lists are typed by hand. */
const headings: Readonly<Record<RosterColumn, readonly string[]>> = {
  fullName: ['ho va ten', 'ho ten', 'full name', 'name'],
  agency: ['co quan', 'don vi', 'co quan, don vi', 'co quan ghi trong quyet dinh', 'agency'],
  post: ['chuc vu', 'chuc danh', 'post'],
  roleInTeam: ['vai tro trong doi', 'vai tro', 'role in the team', 'role'],
  groupName: ['to', 'nhom', 'to, nhom', 'group'],
  validFrom: ['tu ngay', 'from'],
  validTo: ['den truoc ngay', 'den ngay', 'until before', 'until'],
  decision: ['quyet dinh', 'quyet dinh so', 'so quyet dinh', 'decision'],
  email: ['thu dien tu', 'email', 'e-mail'],
  phone: ['dien thoai', 'so dien thoai', 'telephone', 'phone'],
  backupPhone: ['dien thoai du phong', 'backup telephone', 'backup phone'],
};

const lengths: Readonly<Record<RosterColumn, number>> = {
  fullName: 120,
  agency: 200,
  post: 160,
  roleInTeam: 60,
  groupName: 120,
  validFrom: 20,
  validTo: 20,
  decision: 60,
  email: 254,
  phone: 60,
  backupPhone: 60,
};

export type RosterHead = { columns: Map<RosterColumn, number>; missing: RosterColumn[] };

/** Where each column stands in the head. */
export const readHead = (head: readonly string[]): RosterHead => {
  const folded = head.map((cell) => foldText(cell.trim()));
  const columns = new Map<RosterColumn, number>();
  for (const column of rosterColumns) {
    const index = folded.findIndex((cell) => headings[column].includes(cell));
    if (index >= 0) columns.set(column, index);
  }
  return { columns, missing: requiredColumns.filter((column) => !columns.has(column)) };
};

/** `23/11/2026`, `23.11.2026` or `2026-11-23` as `YYYY-MM-DD`; undefined when it is no day of the calendar. */
export const readDay = (text: string): string | undefined => {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const written = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  const [year, month, day] = iso
    ? [iso[1], iso[2], iso[3]]
    : written
      ? [written[3], written[2]?.padStart(2, '0'), written[1]?.padStart(2, '0')]
      : [];
  if (!year || !month || !day) return undefined;
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  const isReal = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`);
  return isReal ? `${year}-${month}-${day}` : undefined;
};

type RoleNames = (role: TeamRole) => readonly string[];

const readRole = (text: string, namesOf: RoleNames): TeamRole | undefined => {
  const folded = foldText(text);
  return teamRoles.find((role) => role === folded || namesOf(role).some((name) => foldText(name) === folded));
};

/** Reads the cells of one row. Every fault is collected, none stops the others. */
export const readRosterRow = (
  cells: readonly string[],
  row: number,
  head: Pick<RosterHead, 'columns'>,
  namesOf: RoleNames,
): RosterRow => {
  const faults: Fault[] = [];
  const values: Record<string, string> = {};
  const fault = (column: RosterColumn, reason: string, params = {}) =>
    faults.push({ column, reason, params });
  for (const [column, index] of head.columns) {
    const text = (cells[index] ?? '')
      .replace(/^'(?=[=+\-@])/, '')
      .trim()
      .normalize('NFC');
    values[column] = text.slice(0, 300);
    if (text.length > lengths[column]) fault(column, 'tooLong', { limit: lengths[column] });
    if (text === '' && requiredColumns.includes(column)) fault(column, 'required');
  }
  const text = (column: RosterColumn): string => values[column] ?? '';
  const optional = (column: RosterColumn): string | null => text(column) || null;
  const day = (column: 'validFrom' | 'validTo'): string | null => {
    if (text(column) === '') return null;
    const read = readDay(text(column));
    if (!read) fault(column, 'team.dayUnreadable');
    return read ?? null;
  };
  const roleInTeam = readRole(text('roleInTeam'), namesOf) ?? null;
  if (!roleInTeam && text('roleInTeam') !== '') fault('roleInTeam', 'team.roleUnknown');
  const email = optional('email')?.toLowerCase() ?? null;
  if (email && !/^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/.test(email)) fault('email', 'invalid');
  const validFrom = day('validFrom');
  const validTo = day('validTo');
  if (validFrom && validTo && validTo <= validFrom) fault('validTo', 'team.endBeforeStart');
  return {
    row,
    cells: values,
    fullName: text('fullName'),
    agency: text('agency'),
    post: optional('post'),
    roleInTeam,
    groupName: optional('groupName'),
    validFrom,
    validTo,
    decision: optional('decision'),
    email,
    phone: optional('phone'),
    backupPhone: optional('backupPhone'),
    faults,
  };
};
