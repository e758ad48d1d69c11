import './tables.ts';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import type { TextKey } from '../../platform/i18n/catalogue.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { queueMails } from '../../platform/outbox/queue-mail.ts';
import type { AccountLinkKind } from './tables.ts';
import { createToken, hashToken } from './tokens.ts';

const validMs: Record<AccountLinkKind, number> = {
  invitation: 72 * 3_600_000,
  'password-reset': 24 * 3_600_000,
  recovery: 24 * 3_600_000,
};

const subjectKind = 'account-link';

/** Takes the tokens out of mails whose link no longer works: the outbox keeps the mail, not the secret. */
export const scrubLinkMails = async (tx: Tx, linkIds: readonly string[]): Promise<void> => {
  if (linkIds.length === 0) return;
  await tx
    .updateTable('outbox_messages')
    .set({
      mail: sql`jsonb_set(mail - 'secrets', '{text}', to_jsonb(regexp_replace(mail->>'text', '#[A-Za-z0-9_-]{20,}', '#', 'g')))`,
    })
    .where('subject_kind', '=', subjectKind)
    .where('subject_id', 'in', [...linkIds])
    .execute();
};

/** Ends every open link of a person. */
export const closeLinks = async (ctx: Ctx, tx: Tx, personId: string): Promise<void> => {
  const closed = await tx
    .updateTable('account_links')
    .set({ closed_at: ctx.now() })
    .where('person_id', '=', personId)
    .where('closed_at', 'is', null)
    .returning('id')
    .execute();
  await scrubLinkMails(
    tx,
    closed.map((link) => link.id),
  );
};

type Recipient = { id: string; full_name: string; email: string; language: 'vi' | 'en' };

const mailOf = (ctx: Ctx, person: Recipient, kind: AccountLinkKind, url: string, team: string) => {
  const { texts } = ctx.services;
  const params = { name: person.full_name, team, url, hours: validMs[kind] / 3_600_000 };
  return {
    to: person.email,
    subject: texts.t(person.language, `accounts.mail.${kind}.subject` as TextKey, params),
    text: texts.t(person.language, `accounts.mail.${kind}.text` as TextKey, params),
    subjectKind,
    secrets: [url],
  };
};

/** Makes a link, ends the person's earlier ones, and sends it by mail; the caller may also hand it over. */
export const createLink = async (ctx: Ctx, tx: Tx, person: Recipient, kind: AccountLinkKind) => {
  await closeLinks(ctx, tx, person.id);
  const token = createToken();
  const id = uuid7(ctx.now().getTime());
  const expiresAt = new Date(ctx.now().getTime() + validMs[kind]);
  await tx
    .insertInto('account_links')
    .values({
      id,
      person_id: person.id,
      kind,
      token_hash: hashToken(token),
      created_at: ctx.now(),
      created_by: ctx.actor.kind === 'person' ? ctx.actor.id : null,
      expires_at: expiresAt,
    })
    .execute();
  const url = `${ctx.services.publicUrl()}/account-link#${token}`;
  const profile = await tx.selectFrom('organisation_profile').selectAll().executeTakeFirstOrThrow();
  const team = (person.language === 'en' && profile.team_name_en) || profile.team_name_vi || 'Khiên';
  await queueMails(tx, ctx.now(), [{ ...mailOf(ctx, person, kind, url, team), subjectId: id }]);
  ctx.afterCommit(() => ctx.services.wakeOutbox());
  return { kind, url, expiresAt: expiresAt.toISOString() };
};

/** The open link of a token with its person, locked; undefined when unknown, used, replaced or too old. */
export const findLink = async (ctx: Ctx, tx: Tx, token: string) => {
  const link = await tx
    .selectFrom('account_links')
    .selectAll()
    .where('token_hash', '=', hashToken(token))
    .where('closed_at', 'is', null)
    .where('expires_at', '>', ctx.now())
    .forUpdate()
    .executeTakeFirst();
  if (!link) return undefined;
  const person = await tx
    .selectFrom('people')
    .selectAll()
    .where('id', '=', link.person_id)
    .where('state', '=', link.kind === 'invitation' ? 'invited' : 'active')
    .executeTakeFirst();
  return person && { link, person };
};
