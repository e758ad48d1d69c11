import './tables.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import { openSecret, sealSecret } from '../../platform/ctx/derive-key.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { hashPassword } from './password-hash.ts';
import { isWeakPassword } from './password-strength.ts';
import { createRecoveryCodes, hashRecoveryCode, readRecoveryCode } from './tokens.ts';
import { findTotpStep } from './totp.ts';

const totpPurpose = 'totp-secret';

/** Hashes a new password after refusing what is easy to guess; `field` is where the form shows the refusal. */
export const hashNewPassword = (
  password: string,
  person: { fullName: string; email: string },
  field: string,
): Promise<string> => {
  if (isWeakPassword(password, person)) {
    throw platformErrors.invalid(undefined, { fields: [{ field, reason: 'weakPassword' }] });
  }
  return hashPassword(password);
};

/** Sets password, authenticator secret, or both. A secret's first code counts as used. */
export const setCredentials = async (
  ctx: Ctx,
  tx: Tx,
  personId: string,
  given: { passwordHash?: string; totp?: { secret: string; step: number } },
): Promise<void> => {
  const values = {
    ...(given.passwordHash ? { password_hash: given.passwordHash, password_changed_at: ctx.now() } : {}),
    ...(given.totp
      ? {
          totp_secret: sealSecret(ctx.services.masterKey, `${totpPurpose}/${personId}`, given.totp.secret),
          totp_last_step: given.totp.step,
        }
      : {}),
  };
  await tx
    .insertInto('person_credentials')
    .values({ person_id: personId, password_hash: null, totp_secret: null, totp_last_step: null, ...values })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(values))
    .execute();
};

/** Replaces the recovery codes and returns them: this is the only time they can be read. */
export const renewRecoveryCodes = async (ctx: Ctx, tx: Tx, personId: string): Promise<string[]> => {
  const codes = createRecoveryCodes();
  await tx.deleteFrom('recovery_codes').where('person_id', '=', personId).execute();
  await tx
    .insertInto('recovery_codes')
    .values(
      codes.map((code) => ({
        id: uuid7(),
        person_id: personId,
        code_hash: hashRecoveryCode(ctx.services.masterKey, personId, code),
      })),
    )
    .execute();
  return codes;
};

const takeTotp = async (ctx: Ctx, tx: Tx, personId: string, code: string): Promise<boolean> => {
  const row = await tx
    .selectFrom('person_credentials')
    .select(['totp_secret', 'totp_last_step'])
    .where('person_id', '=', personId)
    .forUpdate()
    .executeTakeFirst();
  if (!row?.totp_secret) return false;
  const secret = openSecret(ctx.services.masterKey, `${totpPurpose}/${personId}`, row.totp_secret);
  const step = findTotpStep(secret, code, ctx.now(), row.totp_last_step);
  if (step === null) return false;
  await tx
    .updateTable('person_credentials')
    .set({ totp_last_step: step })
    .where('person_id', '=', personId)
    .execute();
  return true;
};

const takeRecoveryCode = async (ctx: Ctx, tx: Tx, personId: string, code: string): Promise<boolean> => {
  const used = await tx
    .updateTable('recovery_codes')
    .set({ used_at: ctx.now() })
    .where('person_id', '=', personId)
    .where('code_hash', '=', hashRecoveryCode(ctx.services.masterKey, personId, code))
    .where('used_at', 'is', null)
    .returning('id')
    .execute();
  return used.length > 0;
};

/**
 * Takes a typed code as second factor: the app's six digits or a recovery code, each once. The row of the person is
 * locked, so that two requests with one code cannot both pass.
 */
export const takeSecondFactor = async (
  ctx: Ctx,
  tx: Tx,
  personId: string,
  typed: string,
): Promise<'totp' | 'recovery-code' | null> => {
  const digits = typed.replace(/\s/g, '');
  if (/^\d{6}$/.test(digits)) return (await takeTotp(ctx, tx, personId, digits)) ? 'totp' : null;
  if (readRecoveryCode(typed) === null) return null;
  return (await takeRecoveryCode(ctx, tx, personId, typed)) ? 'recovery-code' : null;
};
