import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { DAY_MS, vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { openAttention } from './attention.ts';
import { proposeChangeSchema } from './contract/changes.ts';
import { CONFIRMATION_DAYS } from './contract/confirmations.ts';
import { proposeChange } from './propose-change.ts';
import { validOn } from './queries.ts';

const listFocalPoints = (tx: Tx, today: string) =>
  tx
    .selectFrom('agency_contacts')
    .innerJoin('agencies', 'agencies.id', 'agency_contacts.agency_id')
    .select(['agency_contacts.agency_id', 'agency_contacts.full_name', 'agency_contacts.email'])
    .where('agency_contacts.kind', '=', 'focal-point')
    .where(validOn(today, 'agencies'))
    .orderBy('agency_contacts.id')
    .execute();

/** A correction that waits for the team: the finance department has a new hotline. */
const proposeCorrection = async (ctx: Ctx, tx: Tx, agencyId: string): Promise<void> => {
  const agency = await tx
    .selectFrom('agencies')
    .selectAll()
    .where('id', '=', agencyId)
    .executeTakeFirstOrThrow();
  const domains = await tx
    .selectFrom('agency_domains')
    .select('domain')
    .where('agency_id', '=', agencyId)
    .execute();
  const networks = await tx
    .selectFrom('agency_networks')
    .select('network')
    .where('agency_id', '=', agencyId)
    .execute();
  const contacts = await tx
    .selectFrom('agency_contacts')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where(validOn(vietnamDateOf(ctx.now())))
    .execute();
  const proposal = proposeChangeSchema.parse({
    version: agency.version,
    address: agency.address,
    phone: '0000 555 777',
    email: agency.email,
    website: agency.website,
    domains: domains.map((row) => row.domain),
    networks: networks.map((row) => row.network),
    contacts: contacts.map((contact) => ({
      id: contact.id,
      version: contact.version,
      kind: contact.kind,
      fullName: contact.kind === 'hotline' ? 'Trực an toàn thông tin' : contact.full_name,
      title: contact.title,
      phone: contact.kind === 'hotline' ? '0000 555 778' : contact.phone,
      email: contact.email,
      isPublic: contact.is_public,
    })),
    note: 'Sở thay tổng đài và lập số trực riêng về an toàn thông tin.',
  });
  const { id } = await proposeChange(ctx, agencyId, proposal);
  const focal = contacts.find((contact) => contact.kind === 'focal-point');
  await tx
    .updateTable('agency_changes')
    .set({ proposed_by_label: focal?.full_name ?? agency.name })
    .where('id', '=', id)
    .execute();
};

/** Confirmations of the last quarter, two agencies to look into, and a correction that waits. */
export const fillCareDemo = (ctx: Ctx, idOf: ReadonlyMap<string, string>): Promise<void> =>
  ctx.tx(async (tx) => {
    const focalPoints = await listFocalPoints(tx, vietnamDateOf(ctx.now()));
    for (const [index, focal] of focalPoints.entries()) {
      const at = new Date(ctx.now().getTime() - ((index * 7) % CONFIRMATION_DAYS) * DAY_MS - DAY_MS / 3);
      await tx
        .insertInto('agency_confirmations')
        .values({
          id: uuid7(at.getTime()),
          agency_id: focal.agency_id,
          state: 'confirmed',
          asked_at: new Date(at.getTime() - DAY_MS),
          confirmed_at: at,
          confirmed_by_label: focal.full_name,
          way: 'link',
        })
        .execute();
    }
    const silent = focalPoints.find((focal) => focal.agency_id === idOf.get('SYT'));
    const returned = focalPoints.find((focal) => focal.agency_id === idOf.get('SCT'));
    if (silent) {
      const about = silent.full_name;
      await openAttention(ctx, tx, {
        agencyId: silent.agency_id,
        kind: 'missed-confirmation',
        about,
        isWithHead: true,
      });
    }
    if (returned) {
      const about = returned.email;
      await openAttention(ctx, tx, {
        agencyId: returned.agency_id,
        kind: 'bounced-mail',
        about,
        isWithHead: true,
      });
    }
    const finance = idOf.get('STC');
    if (finance) await proposeCorrection(ctx, tx, finance);
  });
