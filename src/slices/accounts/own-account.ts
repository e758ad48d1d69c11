import './tables.ts';
import type { FastifyReply } from 'fastify';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { changesBetween } from './changes-between.ts';
import type { Account } from './contract/account.ts';
import { accountErrors } from './contract.ts';
import { countAttempt, takeBackAttempt } from './count-attempt.ts';
import { hashNewPassword, renewRecoveryCodes, setCredentials } from './credentials.ts';
import { personSearchText } from './insert-person.ts';
import { verifyPassword } from './password-hash.ts';
import { findPersonRow, listRoles } from './queries.ts';
import { requireRecentSecondFactor, requireSession } from './session-of.ts';
import { clearSessionCookie, revokeSessions, sessionIdleMs } from './sessions.ts';
import { finishTotpEnrolment, startTotpEnrolment } from './totp-enrolment.ts';

const ownSubject = (ctx: Ctx) => ({ kind: 'person', id: ctx.actor.id, label: ctx.actor.label });

const getOwnRow = async (ctx: Ctx, tx: Tx) => {
  const row = await findPersonRow(tx, requireSession(ctx).personId);
  if (!row) throw platformErrors.notSignedIn();
  return row;
};

const listOwnSessions = async (ctx: Ctx, tx: Tx, personId: string, currentId: string) => {
  const rows = await tx
    .selectFrom('sessions')
    .selectAll()
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', ctx.now())
    .where('last_seen_at', '>', new Date(ctx.now().getTime() - sessionIdleMs))
    .orderBy('last_seen_at', 'desc')
    .limit(100)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    createdAt: row.created_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    method: row.method,
    clientAddress: row.client_address,
    userAgent: row.user_agent,
    isCurrent: row.id === currentId,
  }));
};

const readAccount = async (ctx: Ctx, tx: Tx): Promise<Account> => {
  const row = await getOwnRow(ctx, tx);
  const credentials = await tx
    .selectFrom('person_credentials')
    .select('password_changed_at')
    .where('person_id', '=', row.id)
    .executeTakeFirst();
  const codes = await tx
    .selectFrom('recovery_codes')
    .select((eb) => eb.fn.countAll<number>().as('left'))
    .where('person_id', '=', row.id)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  const passkeys = await tx
    .selectFrom('passkeys')
    .selectAll()
    .where('person_id', '=', row.id)
    .orderBy('id')
    .execute();
  return {
    id: row.id,
    fullName: row.full_name,
    email: row.email,
    phone: row.phone,
    language: row.language,
    version: row.version,
    roles: (await listRoles(tx, [row.id])).get(row.id) ?? [],
    passwordChangedAt: credentials?.password_changed_at?.toISOString() ?? null,
    recoveryCodesLeft: Number(codes.left),
    passkeys: passkeys.map((passkey) => ({
      id: passkey.id,
      name: passkey.name,
      createdAt: passkey.created_at.toISOString(),
      lastUsedAt: passkey.last_used_at?.toISOString() ?? null,
      isBackedUp: passkey.is_backed_up,
    })),
    sessions: await listOwnSessions(ctx, tx, row.id, requireSession(ctx).id),
  };
};

export const getAccount = (ctx: Ctx): Promise<Account> => ctx.tx((tx) => readAccount(ctx, tx));

type UpdateAccount = {
  version: number;
  phone?: string | null | undefined;
  language?: 'vi' | 'en' | undefined;
};

/** What a person may change about themselves; name and address are the administrators' to change. */
export const updateAccount = (ctx: Ctx, input: UpdateAccount): Promise<Account> =>
  ctx.tx(async (tx) => {
    const { id, phone, language, full_name, email } = await getOwnRow(ctx, tx);
    const after = {
      phone: input.phone === undefined ? phone : input.phone || null,
      language: input.language ?? language,
    };
    const searchText = personSearchText({ fullName: full_name, email, phone: after.phone });
    const changed = await tx
      .updateTable('people')
      .set((eb) => ({ ...after, search_text: searchText, version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .where('version', '=', input.version)
      .returning('version')
      .executeTakeFirst();
    if (!changed) throw platformErrors.stale(undefined, { details: { current: await readAccount(ctx, tx) } });
    await ctx.audit(tx, 'person.updated', ownSubject(ctx), {
      changes: changesBetween({ phone, language }, after),
    });
    return readAccount(ctx, tx);
  });

/** Changes the own password; every other session ends. Guessing the old one counts like guessing at sign-in. */
export const changePassword = async (
  ctx: Ctx,
  input: { currentPassword: string; newPassword: string },
): Promise<Account> => {
  const session = requireSession(ctx);
  const { row, hash } = await ctx.tx(async (tx) => {
    const credentials = await tx
      .selectFrom('person_credentials')
      .select('password_hash')
      .where('person_id', '=', session.personId)
      .executeTakeFirst();
    return { row: await getOwnRow(ctx, tx), hash: credentials?.password_hash ?? null };
  });
  const attempt = await countAttempt(ctx, row.email);
  if (!(await verifyPassword(hash, input.currentPassword))) {
    await ctx.tx((tx) => ctx.audit(tx, 'session.refused', ownSubject(ctx), { reason: 'wrong-password' }));
    throw accountErrors.wrongPassword(undefined, {
      fields: [{ field: 'currentPassword', reason: 'wrongPassword' }],
    });
  }
  const person = { fullName: row.full_name, email: row.email };
  const passwordHash = await hashNewPassword(input.newPassword, person, 'newPassword');
  const account = await ctx.tx(async (tx) => {
    await setCredentials(ctx, tx, row.id, { passwordHash });
    await revokeSessions(ctx, tx, row.id, { exceptId: session.id });
    await ctx.audit(tx, 'person.password-changed', ownSubject(ctx));
    return readAccount(ctx, tx);
  });
  await takeBackAttempt(ctx, attempt, { isComplete: true });
  return account;
};

export const renewOwnRecoveryCodes = (ctx: Ctx): Promise<{ recoveryCodes: string[] }> =>
  ctx.tx(async (tx) => {
    requireRecentSecondFactor(ctx);
    const { personId } = requireSession(ctx);
    const recoveryCodes = await renewRecoveryCodes(ctx, tx, personId);
    await ctx.audit(tx, 'person.recovery-codes-renewed', ownSubject(ctx));
    return { recoveryCodes };
  });

export const startTotp = (ctx: Ctx) =>
  ctx.tx(async (tx) => {
    requireRecentSecondFactor(ctx);
    const row = await getOwnRow(ctx, tx);
    return startTotpEnrolment(ctx, row.id, row.email);
  });

/** Takes a new authenticator app into use; the old one no longer counts and other sessions end. */
export const replaceTotp = (ctx: Ctx, input: { enrolment: string; code: string }): Promise<Account> =>
  ctx.tx(async (tx) => {
    requireRecentSecondFactor(ctx);
    const session = requireSession(ctx);
    const code = input.code.replace(/\s/g, '');
    const totp = finishTotpEnrolment(ctx, { boundTo: session.personId, enrolment: input.enrolment, code });
    await setCredentials(ctx, tx, session.personId, { totp });
    await revokeSessions(ctx, tx, session.personId, { exceptId: session.id });
    await ctx.audit(tx, 'person.totp-replaced', ownSubject(ctx));
    return readAccount(ctx, tx);
  });

/** Ends one own session, or all but this one. */
export const revokeOwnSessions = (ctx: Ctx, onlyId: string | null): Promise<Account> =>
  ctx.tx(async (tx) => {
    const session = requireSession(ctx);
    const choice = onlyId ? { onlyId } : { exceptId: session.id };
    const count = await revokeSessions(ctx, tx, session.personId, choice);
    if (onlyId && count === 0) throw platformErrors.notFound();
    await ctx.audit(tx, 'session.revoked', ownSubject(ctx), { count });
    return readAccount(ctx, tx);
  });

/** Ends the own session; without one there is nothing to end. */
export const signOut = async (
  ctx: Ctx,
  reply: FastifyReply,
  sessionId: string | null,
): Promise<undefined> => {
  if (sessionId && ctx.actor.id) {
    const personId = ctx.actor.id;
    await ctx.tx(async (tx) => {
      await revokeSessions(ctx, tx, personId, { onlyId: sessionId });
      await ctx.audit(tx, 'session.ended', ownSubject(ctx));
    });
  }
  clearSessionCookie(reply, ctx.services);
  return undefined;
};
