import { decodeCursor } from '../../../platform/db/keyset.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';

/**
 * The cursor of a list that is sorted by id alone.
 * @throws AppError platform.invalid naming `cursor`
 */
export const decodeIdCursor = (cursor: string): string => {
  const id = String(decodeCursor(cursor, 1)[0]);
  if (/^[0-9a-f-]{36}$/.test(id)) return id;
  throw platformErrors.invalid(undefined, { fields: [{ field: 'cursor', reason: 'malformed' }] });
};
