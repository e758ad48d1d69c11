/** Where to go after signing in: a path of this application only, whatever the address names. */
export const safeNext = (next: string | undefined): string =>
  next && /^\/(?![/\\])[^\p{Cc}]*$/u.test(next) && !next.startsWith('/sign-') ? next : '/';
