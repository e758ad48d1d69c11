import { defineErrors } from './app-error.ts';

/** Errors that any route may answer. */
export const platformErrors = defineErrors('platform', {
  invalid: 422,
  malformed: 400,
  notSignedIn: 401,
  notAllowed: 403,
  notFound: 404,
  stale: 409,
  idempotencyMismatch: 409,
  tooLarge: 413,
  unsupportedMedia: 415,
  tooManyRequests: 429,
  crossSite: 403,
  unavailable: 503,
  internal: 500,
});
