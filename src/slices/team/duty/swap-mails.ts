import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import type { TextKey } from '../../../platform/i18n/catalogue.ts';
import { queueMails } from '../../../platform/outbox/queue-mail.ts';
import { findPerson, listPeopleWithRole } from '../../accounts/public.ts';
import type { Swap } from '../contract/duty-swaps.ts';
import { sayShiftTime } from './say-shift-time.ts';

type SwapNews = 'asked' | 'to-approve' | 'declined' | 'approved' | 'refused';
type Reader = { email: string; fullName: string; language: 'vi' | 'en' };

const memberAddresses = async (ctx: Ctx, tx: Tx, ids: readonly string[]): Promise<Reader[]> => {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom('members')
    .select(['full_name', 'email', 'person_id'])
    .where('id', 'in', [...ids])
    .execute();
  const readers: Reader[] = [];
  for (const row of rows) {
    const person = row.person_id ? await findPerson(tx, row.person_id) : undefined;
    const email = row.email ?? person?.email;
    if (email) readers.push({ email, fullName: row.full_name, language: person?.language ?? ctx.language });
  }
  return readers;
};

/** Everybody who may approve. */
const approvers = async (tx: Tx): Promise<Reader[]> => [
  ...(await listPeopleWithRole(tx, 'team-leader')),
  ...(await listPeopleWithRole(tx, 'deputy-leader')),
];

const readersOf = (ctx: Ctx, tx: Tx, news: SwapNews, swap: Swap): Promise<Reader[]> => {
  if (news === 'to-approve') return approvers(tx);
  if (news === 'asked') return memberAddresses(ctx, tx, swap.to ? [swap.to.id] : []);
  if (news === 'declined') return memberAddresses(ctx, tx, [swap.from.id]);
  return memberAddresses(ctx, tx, swap.to ? [swap.from.id, swap.to.id] : [swap.from.id]);
};

/** Tells by mail those whose turn it is, and both when a swap is decided. Open offers are seen on the duty page only. */
export const mailSwap = async (ctx: Ctx, tx: Tx, news: SwapNews, swap: Swap): Promise<void> => {
  const { texts } = ctx.services;
  const readers = await readersOf(ctx, tx, news, swap);
  const url = `${ctx.services.publicUrl()}/duty/swaps`;
  const mails = readers.map(({ email, language }) => {
    const params = {
      from: swap.from.fullName,
      to: swap.to?.fullName ?? '',
      shift: sayShiftTime(swap.shift),
      given: swap.returnShift ? sayShiftTime(swap.returnShift) : '',
      reason: swap.reason,
      note: (news === 'declined' ? swap.answerNote : swap.decisionNote) ?? '',
      url,
    };
    const kind = swap.returnShift ? 'exchange' : 'hand-on';
    return {
      to: email,
      subject: texts.t(language, `team.mail.swap.${news}.subject` as TextKey, params),
      text: texts.t(language, `team.mail.swap.${news}.${kind}` as TextKey, params),
      subjectKind: 'duty-swap',
      subjectId: swap.id,
    };
  });
  await queueMails(tx, ctx.now(), mails);
  ctx.afterCommit(() => ctx.services.wakeOutbox());
};
