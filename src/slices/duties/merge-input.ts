type Plain = Readonly<Record<string, unknown>>;

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Nothing to print: absent, blank, an empty list, or an object of such. */
const isBlank = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0) ||
  (isPlain(value) && Object.values(value).every(isBlank));

/** The same values without blank ones at any depth. */
export const dropBlank = <Value extends object>(value: Value): Value =>
  Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => !isBlank(part))
      .map(([name, part]) => [name, isPlain(part) ? dropBlank(part) : part]),
  ) as Value;

/** `first` where it says something, else `second`, field by field at any depth. */
export const mergeInput = <Value extends object>(first: Value, second: Value): Value => {
  const [one, other] = [first as Plain, second as Plain];
  const merged = [...new Set([...Object.keys(one), ...Object.keys(other)])].map((name) => {
    const [a, b] = [one[name], other[name]];
    if (isPlain(a) && isPlain(b)) return [name, mergeInput(a, b)];
    return [name, isBlank(a) ? b : a];
  });
  return dropBlank(Object.fromEntries(merged)) as Value;
};
