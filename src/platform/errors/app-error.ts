/** Values that a text may show; never secrets, since they reach the reader. */
export type ErrorParams = Readonly<Record<string, string | number>>;

/** One faulty field of a request: `field` is a JSON path such as `reporter.email`. */
export type FieldError = { field: string; reason: string; params?: ErrorParams };

export type AppErrorOptions = {
  code: string;
  status: number;
  params?: ErrorParams;
  fields?: readonly FieldError[];
  /** Extra members of the problem answer, e.g. the current record beside a stale save. */
  details?: Readonly<Record<string, unknown>>;
  /** For the log only. */
  internal?: string;
  cause?: unknown;
};

/** The only error that use cases throw on purpose. What the reader sees comes from the text `error.<code>`. */
export class AppError extends Error {
  readonly code: string;
  readonly status: number;
  readonly params: ErrorParams;
  readonly fields: readonly FieldError[];
  readonly details: Readonly<Record<string, unknown>>;
  readonly internal: string | undefined;

  constructor(options: AppErrorOptions) {
    super(options.internal ?? options.code, { cause: options.cause });
    this.name = 'AppError';
    this.code = options.code;
    this.status = options.status;
    this.params = options.params ?? {};
    this.fields = options.fields ?? [];
    this.details = options.details ?? {};
    this.internal = options.internal;
  }
}

type ErrorExtras = Pick<AppErrorOptions, 'fields' | 'details' | 'internal' | 'cause'>;
type ErrorMaker = ((params?: ErrorParams, extras?: ErrorExtras) => AppError) & {
  readonly code: string;
  readonly status: number;
};

/** The catalogue that `defineErrors` returns: one maker per reason. */
export type ErrorCatalogue<Area extends string, Reasons extends Record<string, number>> = {
  readonly [Reason in keyof Reasons & string]: ErrorMaker & { readonly code: `${Area}.${Reason}` };
};

/** Text keys that a catalogue needs; `texts/vi.ts` declares `satisfies ErrorTexts<typeof incidentErrors>`. */
export type ErrorTexts<Catalogue> = {
  readonly [Reason in keyof Catalogue as Catalogue[Reason] extends {
    readonly code: infer Code extends string;
  }
    ? `error.${Code}`
    : never]: string;
};

/**
 * Declares the error codes of one area with their HTTP status.
 *
 * @example const incidentErrors = defineErrors('incidents', { alreadyClosed: 409 });
 *          throw incidentErrors.alreadyClosed({ number: 'SC-2026-0001' });
 */
export const defineErrors = <const Area extends string, const Reasons extends Record<string, number>>(
  area: Area,
  reasons: Reasons,
): ErrorCatalogue<Area, Reasons> => {
  const entries = Object.entries(reasons).map(([reason, status]) => {
    const code = `${area}.${reason}`;
    const make = (params?: ErrorParams, extras?: ErrorExtras) =>
      new AppError({ code, status, ...(params ? { params } : {}), ...extras });
    return [reason, Object.assign(make, { code, status })];
  });
  return Object.fromEntries(entries) as ErrorCatalogue<Area, Reasons>;
};
