import { problemOf } from '../../../../ui/problem.ts';

/** The lines of a text area without empty ones. */
export const toLines = (typed: string): string[] =>
  typed
    .split(/[\n,;]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Refusals of `domains.1` belong to the one field `domains` on screen; the message says which entry. */
export const withLineErrors = async <Result>(
  names: readonly string[],
  work: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await work();
  } catch (thrown) {
    const problem = problemOf(thrown);
    if (!problem?.errors) throw thrown;
    const errors = problem.errors.map((error) => {
      const [, name = '', place = ''] = /^(\w+)\.(\d+)$/.exec(error.field) ?? [];
      return names.includes(name)
        ? { field: name, message: `(${Number(place) + 1}) ${error.message}` }
        : error;
    });
    throw Object.assign(new Error(problem.title), { problem: { ...problem, errors } });
  }
};

/** What an empty field means to the API. */
export const orNull = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim());
