import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { addDays, vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { readsFully } from './access.ts';
import { askAgency } from './ask-confirmations.ts';
import { closeAttentionOf } from './attention.ts';
import { readConfirmation } from './confirmation-link.ts';
import { type AgencyConfirmation, agencyConfirmed, CONFIRMATION_DAYS } from './contract/confirmations.ts';
import { agencyErrors } from './contract.ts';
import { describeAgency } from './describe-agency.ts';
import { type AgencyRow, getAgencyRow, inContactOrder, toContact, validOn } from './queries.ts';

type Way = 'link' | 'product' | 'team';

const getReadable = async (ctx: Ctx, tx: Tx, id: string): Promise<AgencyRow> => {
  const row = await getAgencyRow(tx, id);
  if (!readsFully(ctx, id)) throw platformErrors.notFound();
  ctx.require('agency.confirm', { organisationId: id });
  return row;
};

const describeConfirmation = async (ctx: Ctx, tx: Tx, row: AgencyRow): Promise<AgencyConfirmation> => {
  const last = await tx
    .selectFrom('agency_confirmations')
    .selectAll()
    .where('agency_id', '=', row.id)
    .where('confirmed_at', 'is not', null)
    .orderBy('confirmed_at', 'desc')
    .executeTakeFirst();
  const open = await tx
    .selectFrom('agency_confirmations')
    .selectAll()
    .where('agency_id', '=', row.id)
    .where('state', 'in', ['asked', 'missed'])
    .executeTakeFirst();
  const mails = open
    ? await tx
        .selectFrom('agency_confirmation_mails')
        .select('email')
        .where('confirmation_id', '=', open.id)
        .orderBy('id')
        .limit(20)
        .execute()
    : [];
  const today = vietnamDateOf(ctx.now());
  const dueOn = last?.confirmed_at
    ? addDays(vietnamDateOf(last.confirmed_at), CONFIRMATION_DAYS)
    : vietnamDateOf(row.created_at);
  return {
    confirmedAt: last?.confirmed_at?.toISOString() ?? null,
    confirmedBy: last?.confirmed_by_label ?? null,
    dueOn,
    isDue: dueOn <= today,
    asked: open
      ? {
          at: open.asked_at.toISOString(),
          to: [...new Set(mails.map((mail) => mail.email))],
          state: open.state,
        }
      : null,
    can: {
      confirm: ctx.can('agency.confirm', { organisationId: row.id }),
      ask: ctx.can('agency.update', { organisationId: row.id }),
    },
  };
};

/** Notes that the data hold: closes the open question and what needed attention. */
const record = async (ctx: Ctx, tx: Tx, row: AgencyRow, by: string, way: Way): Promise<void> => {
  const answer = {
    state: 'confirmed' as const,
    confirmed_at: ctx.now(),
    confirmed_by_label: by,
    way,
  };
  const open = await tx
    .updateTable('agency_confirmations')
    .set(answer)
    .where('agency_id', '=', row.id)
    .where('state', 'in', ['asked', 'missed'])
    .returning('id')
    .executeTakeFirst();
  if (!open) {
    await tx
      .insertInto('agency_confirmations')
      .values({ id: uuid7(ctx.now().getTime()), agency_id: row.id, asked_at: ctx.now(), ...answer })
      .execute();
  }
  await closeAttentionOf(ctx, tx, row.id, by);
  const subject = { kind: 'agency', id: row.id, label: row.name, organisationId: row.id };
  await ctx.audit(tx, 'agency.confirmed', subject, { way, by });
  await ctx.publish(tx, {
    type: agencyConfirmed,
    data: { id: row.id },
    permission: 'agency.read',
    organisationId: row.id,
  });
};

export const getConfirmation = (ctx: Ctx, id: string): Promise<AgencyConfirmation> =>
  ctx.tx(async (tx) => describeConfirmation(ctx, tx, await getReadable(ctx, tx, id)));

/** Confirmation in the product: by the agency's own people, or by the team after a telephone call. */
export const confirmAgency = (
  ctx: Ctx,
  id: string,
  input: { version: number },
): Promise<AgencyConfirmation> =>
  ctx.tx(async (tx) => {
    const row = await getReadable(ctx, tx, id);
    if (row.version !== input.version) {
      throw platformErrors.stale(undefined, { details: { current: await describeAgency(ctx, tx, row) } });
    }
    const isOwn = ctx.actor.organisationIds.includes(id);
    await record(ctx, tx, row, ctx.actor.label, isOwn ? 'product' : 'team');
    return describeConfirmation(ctx, tx, row);
  });

/** Sends the question now. @throws AppError agencies.nobodyToAsk */
export const askConfirmation = (ctx: Ctx, id: string): Promise<AgencyConfirmation> =>
  ctx.tx(async (tx) => {
    const row = await getReadable(ctx, tx, id);
    ctx.require('agency.update', { organisationId: id });
    if (!(await askAgency(ctx, tx, row))) throw agencyErrors.nobodyToAsk();
    return describeConfirmation(ctx, tx, row);
  });

/** What a link names: the mail, its question and the agency; one error for every kind of wrong link. */
const openLink = async (ctx: Ctx, tx: Tx, token: string) => {
  const id = readConfirmation(ctx.services.masterKey, token, ctx.now());
  const mail = id
    ? await tx.selectFrom('agency_confirmation_mails').selectAll().where('id', '=', id).executeTakeFirst()
    : undefined;
  if (!mail) throw agencyErrors.linkInvalid();
  const question = await tx
    .selectFrom('agency_confirmations')
    .selectAll()
    .where('id', '=', mail.confirmation_id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const contact = await tx
    .selectFrom('agency_contacts')
    .selectAll()
    .where('id', '=', mail.contact_id)
    .where(validOn(vietnamDateOf(ctx.now())))
    .executeTakeFirst();
  const agency = await getAgencyRow(tx, mail.agency_id);
  // Who no longer speaks for the agency, and an agency that has ended, confirm nothing.
  const hasEnded = agency.valid_to !== null && agency.valid_to <= vietnamDateOf(ctx.now());
  if (!contact || hasEnded || question.state === 'ended') throw agencyErrors.linkInvalid();
  return { mail, question, contact, agency };
};

/** Shows the data that a link asks about. The link itself is the right to see them. */
export const openConfirmationLink = (ctx: Ctx, token: string) => {
  const system = ctx.asSystem('confirmation link');
  return system.tx(async (tx) => {
    const { mail, question, agency } = await openLink(system, tx, token);
    const today = vietnamDateOf(ctx.now());
    const contacts = await tx
      .selectFrom('agency_contacts')
      .selectAll()
      .where('agency_id', '=', agency.id)
      .where(validOn(today))
      .orderBy(inContactOrder)
      .orderBy('id')
      .limit(50)
      .execute();
    const domains = await tx
      .selectFrom('agency_domains')
      .select('domain')
      .where('agency_id', '=', agency.id)
      .orderBy('domain')
      .execute();
    return {
      agencyName: agency.name,
      address: agency.address,
      phone: agency.phone,
      email: agency.email,
      domains: domains.map((row) => row.domain),
      contacts: contacts.map(toContact),
      isConfirmed: question.state === 'confirmed',
      expiresAt: mail.expires_at.toISOString(),
    };
  });
};

/** The one tap: the link confirms once; a second tap answers the same and changes nothing. */
export const takeConfirmationLink = (ctx: Ctx, token: string): Promise<{ confirmedAt: string }> => {
  const system = ctx.asSystem('confirmation link');
  return system.tx(async (tx) => {
    const { question, contact, agency } = await openLink(system, tx, token);
    if (question.confirmed_at) return { confirmedAt: question.confirmed_at.toISOString() };
    await record(system, tx, agency, contact.full_name, 'link');
    return { confirmedAt: system.now().toISOString() };
  });
};
