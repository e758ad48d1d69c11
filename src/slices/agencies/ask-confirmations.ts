import './tables.ts';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { DAY_MS, vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { openAttention } from './attention.ts';
import { CONFIRMATION_DAYS, MISSED_DAYS, REMINDER_DAYS } from './contract/confirmations.ts';
import { type AgencyRow, getAgencyRow } from './queries.ts';
import { fallBackToHead, listReachable, sendConfirmation } from './send-confirmation.ts';

const AGENCIES_PER_RUN = 500;

/** Asks the main focal point, else the backup, else the head. @returns false when nobody has a mail address */
export const askAgency = async (ctx: Ctx, tx: Tx, agency: AgencyRow): Promise<boolean> => {
  const today = vietnamDateOf(ctx.now());
  const order = await listReachable(tx, agency.id, today, ['focal-point', 'backup-focal-point', 'head']);
  const first = [...order.filter((contact) => contact.kind !== 'head'), ...order][0];
  if (!first) {
    await openAttention(ctx, tx, {
      agencyId: agency.id,
      kind: 'no-contact',
      about: null,
      isWithHead: false,
    });
    return false;
  }
  await tx
    .updateTable('agency_confirmations')
    .set({ state: 'ended' })
    .where('agency_id', '=', agency.id)
    .where('state', 'in', ['asked', 'missed'])
    .execute();
  const id = uuid7(ctx.now().getTime());
  await tx
    .insertInto('agency_confirmations')
    .values({ id, agency_id: agency.id, state: 'asked', asked_at: ctx.now() })
    .execute();
  await sendConfirmation(ctx, tx, id, agency, first, first.kind === 'head' ? 'head' : 'ask');
  return true;
};

/**
 * Agencies that have no open question and whose last confirmation is older than a quarter. Bodies without any contact and
 * without a domain (national bodies, committees) are nobody's to ask.
 */
const listDue = async (tx: Tx, today: string, before: Date): Promise<AgencyRow[]> => {
  const { rows } = await sql<{ id: string }>`
    select a.id from agencies a
    where not a.is_demo and a.valid_from <= ${today}::date and (a.valid_to is null or a.valid_to > ${today}::date)
      and not exists (select from agency_confirmations c where c.agency_id = a.id
        and (c.state in ('asked', 'missed') or c.confirmed_at > ${before}))
      and (exists (select from agency_contacts k where k.agency_id = a.id)
        or exists (select from agency_domains d where d.agency_id = a.id))
    order by a.id limit ${AGENCIES_PER_RUN}`.execute(tx);
  return Promise.all(rows.map((row) => getAgencyRow(tx, row.id)));
};

const listOpen = (tx: Tx, askedBefore: Date) =>
  tx
    .selectFrom('agency_confirmations')
    .selectAll()
    .where('state', '=', 'asked')
    .where('asked_at', '<', askedBefore)
    .orderBy('id')
    .limit(AGENCIES_PER_RUN)
    .execute();

/** Repeats the question once after a week. */
const remind = async (ctx: Ctx, tx: Tx, confirmationId: string, agencyId: string): Promise<void> => {
  const agency = await getAgencyRow(tx, agencyId);
  const today = vietnamDateOf(ctx.now());
  const everybody = await listReachable(tx, agencyId, today, ['focal-point', 'backup-focal-point']);
  for (const contact of everybody) await sendConfirmation(ctx, tx, confirmationId, agency, contact, 'remind');
  await tx
    .updateTable('agency_confirmations')
    .set({ reminded_at: ctx.now() })
    .where('id', '=', confirmationId)
    .execute();
};

/** Counts the question as missed: an item for the team, and the head is asked. */
const miss = async (ctx: Ctx, tx: Tx, confirmationId: string, agencyId: string): Promise<void> => {
  const agency = await getAgencyRow(tx, agencyId);
  const asked = await tx
    .selectFrom('agency_confirmation_mails as m')
    .innerJoin('agency_contacts as c', 'c.id', 'm.contact_id')
    .select('c.full_name')
    .where('m.confirmation_id', '=', confirmationId)
    .orderBy('m.id')
    .executeTakeFirst();
  await tx
    .updateTable('agency_confirmations')
    .set({ state: 'missed' })
    .where('id', '=', confirmationId)
    .execute();
  const isWithHead = await fallBackToHead(ctx, tx, confirmationId, agency);
  const about = asked?.full_name ?? null;
  await openAttention(ctx, tx, { agencyId, kind: 'missed-confirmation', about, isWithHead });
};

/** The daily round: ask who is due, remind who has not answered in a week, go to the head after two. */
export const askConfirmations = (ctx: Ctx): Promise<{ asked: number; missed: number }> =>
  ctx.tx(async (tx) => {
    const nowMs = ctx.now().getTime();
    const today = vietnamDateOf(ctx.now());
    const late = await listOpen(tx, new Date(nowMs - MISSED_DAYS * DAY_MS));
    for (const row of late) await miss(ctx, tx, row.id, row.agency_id);
    const silent = await listOpen(tx, new Date(nowMs - REMINDER_DAYS * DAY_MS));
    for (const row of silent.filter((one) => one.reminded_at === null)) {
      await remind(ctx, tx, row.id, row.agency_id);
    }
    const due = await listDue(tx, today, new Date(nowMs - CONFIRMATION_DAYS * DAY_MS));
    let asked = 0;
    for (const agency of due) if (await askAgency(ctx, tx, agency)) asked += 1;
    return { asked, missed: late.length };
  });
