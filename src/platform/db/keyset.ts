import { platformErrors } from '../errors/platform-errors.ts';

/** An id as every table has it; other text must not reach a uuid column. */
export const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An instant as PostgreSQL writes it in UTC, which is how a list that is sorted by time packs it. */
export const isSortedInstant = (text: string): boolean => {
  const parts = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d{1,6})?\+00$/.exec(text);
  const at = parts ? new Date(`${parts[1]}T${parts[2]}Z`) : null;
  return at !== null && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(`${parts?.[1]}T`);
};

/** Packs the sort values of a list's last row into an opaque cursor. */
export const encodeCursor = (values: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(values), 'utf8').toString('base64url');

/**
 * Unpacks a cursor of a list sorted by `count` values.
 * @throws AppError platform.invalid naming `cursor`
 */
export const decodeCursor = (cursor: string, count: number): (string | number)[] => {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const isPlain = (value: unknown) =>
      typeof value === 'number' ||
      (typeof value === 'string' && value.isWellFormed() && !value.includes('\0'));
    const isRow = Array.isArray(values) && values.length === count && idPattern.test(String(values.at(-1)));
    if (isRow && values.every(isPlain)) return values;
  } catch {
    // Falls through to the one answer for every unreadable cursor.
  }
  throw platformErrors.invalid(undefined, { fields: [{ field: 'cursor', reason: 'malformed' }] });
};

/** Cuts a list that was read with `limit + 1` rows into a page. */
export const toPage = <Row, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
  keyOf: (row: Row) => readonly (string | number)[],
): { items: Item[]; nextCursor: string | null } => {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(toItem),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null,
  };
};
