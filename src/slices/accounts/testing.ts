import { createCtx } from '../../platform/ctx/ctx.ts';
import type { Services } from '../../platform/ctx/services.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { reader } from './authenticate-session.ts';
import { createPerson } from './public.ts';
import type { HeldRoleRow } from './queries.ts';
import type { Role } from './roles.ts';
import { insertSession, sessionCookie } from './sessions.ts';
import { createTotpSecret, fromBase32, totpCode, totpStepOf } from './totp.ts';

/** A person made for a test, with what signs in. */
export type TestPerson = {
  id: string;
  fullName: string;
  email: string;
  password: string;
  totpSecret: string;
  /** Value of a Cookie header. */
  cookie: string;
  /** Value of the session cookie alone, for a browser's cookie store. */
  sessionToken: string;
};

/** Builds an active person with roles and a running session, without the way through sign-in. */
export const createSignedInPerson = async (
  app: { services: Services },
  roles: readonly (Role | HeldRoleRow)[],
  person: { fullName?: string; email?: string; language?: 'vi' | 'en' } = {},
): Promise<TestPerson> => {
  const ctx = createCtx(app.services, { actor: reader, language: 'vi' });
  const given = {
    id: uuid7(),
    fullName: person.fullName ?? 'Nguyễn Thị Thử',
    email: person.email ?? `${uuid7()}@example.test`,
    password: 'rừng thông bảy chiếc thuyền',
    totpSecret: createTotpSecret(),
  };
  const held = roles.map((role) => (typeof role === 'string' ? { role, agencyId: null } : role));
  const sessionToken = await ctx.tx(async (tx) => {
    await createPerson(
      ctx,
      tx,
      { ...given, phone: null, language: person.language ?? 'vi', state: 'active', roles: held },
      given,
    );
    const at = ctx.now();
    const options = { method: 'password' as const, at, clientAddress: null, userAgent: null };
    return (await insertSession(tx, { personId: given.id, ...options })).token;
  });
  return { ...given, sessionToken, cookie: `${sessionCookie}=${sessionToken}` };
};

/** The authenticator app of a test person. A code works once, so a second one needs the clock moved on. */
export const codeOf = (app: { services: Services }, totpSecret: string): string =>
  totpCode(fromBase32(totpSecret), totpStepOf(app.services.clock.now()));
