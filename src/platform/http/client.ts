import type { AnswerOf, BodyInputOf, ParamsOf, QueryInputOf, Route } from './route.ts';

/** An RFC 9457 answer. `errors` names faulty fields; other members belong to the code. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  code: string;
  detail?: string;
  requestId?: string;
  errors?: { field: string; reason: string; message: string }[];
  [member: string]: unknown;
};

/** Thrown by `call` for every answer that is not a success. `status` 0 means that the server was not reached. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.title);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

type Defined<Value> = [Value] extends [undefined] ? undefined : Value;
export type CallInput<R extends Route> = {
  params?: Defined<ParamsOf<R>>;
  query?: Defined<QueryInputOf<R>>;
  body?: Defined<BodyInputOf<R>> | FormData;
  idempotencyKey?: string;
  language?: string;
  headers?: Record<string, string>;
  baseUrl?: string;
  signal?: AbortSignal;
};

/** The address of a route with its parameters filled in. */
export const addressOf = (route: Route, params?: unknown, query?: unknown): string => {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String((params as Record<string, unknown> | undefined)?.[name] ?? '')),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries((query as Record<string, unknown> | undefined) ?? {})) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined && item !== null && item !== '') search.append(name, String(item));
    }
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
};

const readProblem = async (response: Response): Promise<Problem> => {
  const text = await response.text();
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return {
      type: 'about:blank',
      title: response.statusText,
      status: response.status,
      code: 'platform.internal',
    };
  }
};

/**
 * Calls a route with its own types. A POST that creates sends an Idempotency-Key of its own unless one is given.
 * @throws ProblemError
 */
export const call = async <R extends Route>(route: R, input: CallInput<R> = {}): Promise<AnswerOf<R>> => {
  const headers: Record<string, string> = { accept: 'application/json', ...input.headers };
  if (input.language) headers['accept-language'] = input.language;
  if (route.isIdempotent) headers['idempotency-key'] = input.idempotencyKey ?? crypto.randomUUID();
  let body: BodyInit | undefined;
  if (input.body instanceof FormData) body = input.body;
  else if (input.body !== undefined) {
    headers['content-type'] = 'application/json';
    body = JSON.stringify(input.body);
  }
  const response = await fetch((input.baseUrl ?? '') + addressOf(route, input.params, input.query), {
    method: route.method,
    headers,
    ...(body !== undefined ? { body } : {}),
    ...(input.signal ? { signal: input.signal } : {}),
    credentials: 'same-origin',
  }).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ProblemError({
      type: 'about:blank',
      title: 'unreachable',
      status: 0,
      code: 'platform.unreachable',
    });
  });
  if (!response.ok) throw new ProblemError(await readProblem(response));
  if (response.status === 204) return undefined as AnswerOf<R>;
  return (await response.json()) as AnswerOf<R>;
};
