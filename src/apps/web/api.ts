import { problemOf } from '../../ui/problem.ts';
import type { Session } from '../../ui/session.ts';

/** An answer that is no success, with its problem. */
export class AnswerError extends Error {
  readonly problem: { title: string; status: number };
  constructor(problem: { title: string; status: number }) {
    super(problem.title);
    this.problem = problem;
  }
}

/** Reads the session of this browser. */
export const getSession = async (): Promise<Session> => {
  const response = await fetch('/api/v1/session', { headers: { accept: 'application/json' } });
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok)
    throw new AnswerError(problemOf(body) ?? { title: response.statusText, status: response.status });
  return body as Session;
};
