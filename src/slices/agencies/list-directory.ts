import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import { vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { readsFully } from './access.ts';
import { inContactOrder, toAgencyItem, toContact, validOn } from './queries.ts';

const DIRECTORY_AGENCIES_MAX = 2_000;

/** The contact directory of a day: who heads each agency, whom to call, and the numbers around the clock. */
export const listDirectory = (ctx: Ctx, query: { on?: string | undefined }) =>
  ctx.tx(async (tx) => {
    const on = query.on ?? vietnamDateOf(ctx.now());
    const agencies = await tx
      .selectFrom('agencies')
      .selectAll()
      .where(validOn(on))
      .orderBy(sql`name collate "vi-x-icu", id`)
      .limit(DIRECTORY_AGENCIES_MAX)
      .execute();
    const contacts = await tx
      .selectFrom('agency_contacts')
      .selectAll()
      .where(validOn(on))
      .orderBy(sql`${inContactOrder}, full_name collate "vi-x-icu", id`)
      .limit(DIRECTORY_AGENCIES_MAX * 10)
      .execute();
    const byAgency = Map.groupBy(contacts, (contact) => contact.agency_id);
    return {
      on,
      items: agencies.map((agency) => ({
        ...toAgencyItem(agency),
        contacts: (byAgency.get(agency.id) ?? [])
          .filter((contact) => contact.is_public || readsFully(ctx, agency.id))
          .map(toContact),
      })),
    };
  });
