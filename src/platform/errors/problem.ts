import { z } from 'zod';
import type { Language, TextCatalogue, TextKey } from '../i18n/catalogue.ts';
import { AppError, type FieldError } from './app-error.ts';
import { platformErrors } from './platform-errors.ts';

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  requestId: z.string().optional(),
  errors: z.array(z.object({ field: z.string(), reason: z.string(), message: z.string() })).optional(),
});

type Issue = z.core.$ZodIssue;

const sizeReason = (issue: Issue, word: 'small' | 'big'): FieldError['reason'] => {
  const origin = 'origin' in issue ? issue.origin : '';
  if (origin === 'string') return word === 'big' ? 'tooLong' : 'tooShort';
  if (origin === 'array' || origin === 'set') return word === 'big' ? 'tooMany' : 'tooFew';
  return word === 'big' ? 'tooBig' : 'tooSmall';
};

const toFieldErrors = (issue: Issue, prefix: string): FieldError[] => {
  const field = [prefix, ...issue.path.map(String)].filter(Boolean).join('.');
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ field: field ? `${field}.${key}` : key, reason: 'unknownField' }));
    case 'too_big':
      return [{ field, reason: sizeReason(issue, 'big'), params: { limit: Number(issue.maximum) } }];
    case 'too_small':
      return [{ field, reason: sizeReason(issue, 'small'), params: { limit: Number(issue.minimum) } }];
    case 'invalid_type':
      return [{ field, reason: issue.input === undefined ? 'required' : 'wrongType' }];
    case 'custom':
      return [{ field, reason: String(issue.params?.reason ?? 'invalid') }];
    default:
      return [{ field, reason: 'invalid' }];
  }
};

/** Turns zod's issues into the one error that names every faulty field. */
export const toInvalidError = (error: z.ZodError, prefix = ''): AppError =>
  platformErrors.invalid(undefined, {
    fields: error.issues.flatMap((issue) => toFieldErrors(issue, prefix)).slice(0, 100),
  });

type FastifyLike = { code?: string; statusCode?: number; message?: string };

const fromFramework = (error: FastifyLike): AppError | undefined => {
  const internal = error.message ?? '';
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE' || error.statusCode === 413) {
    return platformErrors.tooLarge(undefined, { internal, fields: [{ field: 'body', reason: 'tooLarge' }] });
  }
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' || error.statusCode === 415) {
    return platformErrors.unsupportedMedia(undefined, {
      internal,
      fields: [{ field: 'Content-Type', reason: 'invalid' }],
    });
  }
  if (error.statusCode === 429) return platformErrors.tooManyRequests();
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500) {
    return platformErrors.malformed(undefined, {
      internal,
      fields: [{ field: 'body', reason: 'malformed' }],
    });
  }
  return undefined;
};

/** Whatever was thrown, as the error that the reader gets. Unknown faults tell nothing but their request id. */
export const toAppError = (error: unknown): AppError => {
  if (error instanceof AppError) return error;
  if (error instanceof z.ZodError) return toInvalidError(error);
  return fromFramework(error as FastifyLike) ?? platformErrors.internal(undefined, { cause: error });
};

/** The RFC 9457 body of an error, in the reader's language. */
export const toProblem = (error: AppError, language: Language, texts: TextCatalogue, requestId?: string) => {
  const say = (key: string, params?: AppError['params']) =>
    texts.t(language, (texts.has(key) ? key : 'error.platform.internal') as TextKey, params);
  return {
    type: `/docs/errors#${error.code}`,
    title: say(`error.${error.code}`, error.params),
    status: error.status,
    code: error.code,
    ...(requestId ? { requestId } : {}),
    ...(error.fields.length > 0
      ? {
          errors: error.fields.map(({ field, reason, params }) => ({
            field,
            reason,
            message: texts.t(
              language,
              (texts.has(`invalid.${reason}`) ? `invalid.${reason}` : 'invalid.invalid') as TextKey,
              params,
            ),
          })),
        }
      : {}),
    ...error.details,
  };
};
