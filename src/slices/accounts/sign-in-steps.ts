import './tables.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import type { SignInStepKind } from './tables.ts';
import { createToken, hashToken } from './tokens.ts';

const validMs = 5 * 60_000;
/** Codes that may be tried after one password before the password is asked again. */
export const stepFailuresMax = 5;

export type OpenStep = { id: string; personId: string | null; challenge: string | null; failures: number };

/** Remembers that a first step was passed, or a challenge that was handed out. */
export const openStep = async (
  ctx: Ctx,
  tx: Tx,
  step: { kind: SignInStepKind; personId: string | null; challenge: string | null },
): Promise<{ stepToken: string; expiresAt: string }> => {
  const token = createToken();
  const expiresAt = new Date(ctx.now().getTime() + validMs);
  await tx
    .insertInto('sign_in_steps')
    .values({
      id: uuid7(),
      token_hash: hashToken(token),
      kind: step.kind,
      person_id: step.personId,
      challenge: step.challenge,
      expires_at: expiresAt,
    })
    .execute();
  return { stepToken: token, expiresAt: expiresAt.toISOString() };
};

/** Finds a step that is still open and locks it. */
export const findStep = async (
  ctx: Ctx,
  tx: Tx,
  kind: SignInStepKind,
  token: string,
): Promise<OpenStep | undefined> => {
  const row = await tx
    .selectFrom('sign_in_steps')
    .selectAll()
    .where('token_hash', '=', hashToken(token))
    .where('kind', '=', kind)
    .where('expires_at', '>', ctx.now())
    .where('failures', '<', stepFailuresMax)
    .forUpdate()
    .executeTakeFirst();
  return row && { id: row.id, personId: row.person_id, challenge: row.challenge, failures: row.failures };
};

/** Uses a step up: whatever comes of it, it cannot be used again. */
export const takeStep = async (
  ctx: Ctx,
  kind: SignInStepKind,
  token: string,
): Promise<OpenStep | undefined> =>
  ctx.asSystem('sign-in').tx(async (tx) => {
    const step = await findStep(ctx, tx, kind, token);
    if (step) await tx.deleteFrom('sign_in_steps').where('id', '=', step.id).execute();
    return step;
  });
