/** What the audit log keeps of a change: per field the old and the new value. */
export type Changes = Readonly<Record<string, { from: unknown; to: unknown }>>;

/** Compares two states of one record field by field; `without` names fields that say nothing, such as versions. */
export const changesBetween = <State extends Readonly<Record<string, unknown>>>(
  before: State,
  after: State,
  without: readonly (keyof State & string)[] = [],
): Changes =>
  Object.fromEntries(
    Object.keys(after)
      .filter((field) => !without.includes(field))
      .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
      .map((field) => [field, { from: before[field] ?? null, to: after[field] ?? null }]),
  );
