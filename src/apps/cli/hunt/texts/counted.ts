/** An English count with its noun; the count comes already written for the reader. */
export const counted = (count: string, one: string, more = `${one}s`): string =>
  `${count} ${count === '1' ? one : more}`;
