import { platformErrors } from '../errors/platform-errors.ts';

/** Deeper than any contract; JSON of a few megabytes can be nested a million times, which would end the stack. */
const DEPTH_MAX = 32;

const refuse = (path: string, reason: string) =>
  platformErrors.invalid(undefined, { fields: [{ field: path.slice(0, 200) || 'body', reason }] });

const checkText = (text: string, path: string): void => {
  if (text.includes('\u0000')) throw refuse(path, 'nul');
  if (!text.isWellFormed()) throw refuse(path, 'invalid');
};

/**
 * Refuses, by the name of the field, what PostgreSQL cannot hold: NUL in a text, half of a surrogate pair, both also in
 * the names of fields, and nesting without end.
 * @throws AppError platform.invalid
 */
export const refuseUnstorable = (value: unknown, path = '', depth = 0): void => {
  if (typeof value === 'string') checkText(value, path);
  if (!value || typeof value !== 'object') return;
  if (depth >= DEPTH_MAX) throw refuse(path, 'tooDeep');
  for (const [key, item] of Object.entries(value)) {
    checkText(key, path || 'body');
    refuseUnstorable(item, path ? `${path}.${key}` : key, depth + 1);
  }
};
