/** An RFC 9457 answer. `detail` and `errors` are already in the reader's language. */
export type Problem = {
  type?: string;
  title: string;
  status: number;
  detail?: string;
  code?: string;
  /** Fields that were refused; `field` is a path such as `sender.email`. */
  errors?: readonly { field: string; message: string }[];
  requestId?: string;
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Finds the problem in whatever was thrown: the problem itself, or an error that carries it as `problem`. */
export const problemOf = (thrown: unknown): Problem | undefined => {
  const found = isObject(thrown) && isObject(thrown.problem) ? thrown.problem : thrown;
  return isObject(found) && typeof found.status === 'number' && typeof found.title === 'string'
    ? (found as unknown as Problem)
    : undefined;
};

/** Message by field; the first one of a field counts. */
export const fieldErrors = (problem: Problem | undefined): Record<string, string> => {
  const messages: Record<string, string> = {};
  for (const { field, message } of problem?.errors ?? []) messages[field] ??= message;
  return messages;
};
