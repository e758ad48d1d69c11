import type { Ctx } from '../../platform/ctx/ctx.ts';
import { DAY_MS, startOfVietnamDate, vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { type AgencyKind, agencyKinds, type ContactKind, contactKinds } from './contract/codes.ts';
import { CONFIRMATION_DAYS } from './contract/confirmations.ts';
import { followSuccessors } from './follow-successors.ts';
import { validOn } from './queries.ts';

const AGENCIES_MAX = 5_000;

/**
 * Figures of the register on a day. As then: the bodies of that day under their own kind. As now: the bodies that carry on
 * their duties today, each once, so that a merger shows as one.
 */
export const countAgencies = (ctx: Ctx, query: { on?: string | undefined; view: 'then' | 'now' }) =>
  ctx.tx(async (tx) => {
    const today = vietnamDateOf(ctx.now());
    const on = query.on ?? today;
    const then = await tx
      .selectFrom('agencies')
      .select(['id', 'kind'])
      .where(validOn(on))
      .orderBy('id')
      .limit(AGENCIES_MAX)
      .execute();
    const ids = then.map((row) => row.id);
    const followed = query.view === 'now' ? await followSuccessors(tx, ids, today) : undefined;
    const counted = followed
      ? new Set(ids.flatMap((id) => (followed.get(id) ?? []).map((agency) => agency.id)))
      : new Set(ids);
    const rows =
      counted.size === 0
        ? []
        : await tx
            .selectFrom('agencies')
            .select(['id', 'kind'])
            .where('id', 'in', [...counted])
            .execute();
    const countDay = query.view === 'now' ? today : on;
    const contacts = await tx
      .selectFrom('agency_contacts')
      .select(['kind', 'agency_id'])
      .distinct()
      .where(validOn(countDay))
      .execute();
    const since = new Date(startOfVietnamDate(countDay).getTime() - (CONFIRMATION_DAYS - 1) * DAY_MS);
    const until = new Date(startOfVietnamDate(countDay).getTime() + DAY_MS);
    const confirmed = await tx
      .selectFrom('agency_confirmations')
      .select('agency_id')
      .distinct()
      .where('confirmed_at', '>=', since)
      .where('confirmed_at', '<', until)
      .execute();
    const countOfKind = (kind: AgencyKind) => rows.filter((row) => row.kind === kind).length;
    const countOfContact = (kind: ContactKind) =>
      contacts.filter((row) => row.kind === kind && counted.has(row.agency_id)).length;
    return {
      on,
      view: query.view,
      total: rows.length,
      withoutSuccessor: followed ? ids.filter((id) => !followed.get(id)?.length).length : 0,
      kinds: agencyKinds.map((kind) => ({ kind, count: countOfKind(kind) })).filter(({ count }) => count > 0),
      contacts: contactKinds.map((kind) => ({ kind, agencies: countOfContact(kind) })),
      confirmed: confirmed.filter((row) => counted.has(row.agency_id)).length,
    };
  });
