import './tables.ts';
import { createSystemActor } from '../../../platform/access/actor.ts';
import { type Ctx, createCtx } from '../../../platform/ctx/ctx.ts';
import type { Services } from '../../../platform/ctx/services.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import type { Language } from '../../../platform/i18n/catalogue.ts';
import { queueMails } from '../../../platform/outbox/queue-mail.ts';
import { addDays, DAY_MS, startOfVietnamDate, vietnamDateOf } from '../../../platform/time/vietnam-time.ts';
import { findPerson, getOrganisationProfile } from '../../accounts/public.ts';
import { reminderDays } from '../contract/skill-codes.ts';

type Due = {
  id: string;
  title: string;
  number: string | null;
  expires_on: string;
  member_id: string;
  full_name: string;
  email: string | null;
  person_id: string | null;
};

const listDue = async (tx: Tx, today: string): Promise<Due[]> =>
  (await tx
    .selectFrom('skill_evidence as e')
    .innerJoin('members as m', 'm.id', 'e.member_id')
    .innerJoin('team_memberships as stay', 'stay.member_id', 'm.id')
    .select([
      'e.id',
      'e.title',
      'e.number',
      'e.expires_on',
      'm.id as member_id',
      'm.full_name',
      'm.email',
      'm.person_id',
    ])
    .where('e.kind', '=', 'certificate')
    .where('e.expires_on', '>=', today)
    .where('e.expires_on', '<=', addDays(today, reminderDays[0]))
    .where('stay.valid_from', '<=', today)
    .where((where) => where.or([where('stay.valid_to', 'is', null), where('stay.valid_to', '>', today)]))
    .orderBy('e.expires_on')
    .orderBy('e.id')
    .execute()) as Due[];

/** Notes the reminder; false when it was noted before, also by another process at the same moment. */
const claim = async (ctx: Ctx, tx: Tx, due: Due, days: number): Promise<boolean> => {
  const row = await tx
    .insertInto('skill_reminders')
    .values({ evidence_id: due.id, expires_on: due.expires_on, days_before: days, sent_at: ctx.now() })
    .onConflict((conflict) => conflict.doNothing())
    .returning('evidence_id')
    .executeTakeFirst();
  return row !== undefined;
};

const mailsFor = async (ctx: Ctx, tx: Tx, due: Due, today: string) => {
  const { texts } = ctx.services;
  const person = due.person_id ? await findPerson(tx, due.person_id) : undefined;
  const profile = await getOrganisationProfile(tx);
  const daysLeft = Math.round(
    (startOfVietnamDate(due.expires_on).getTime() - startOfVietnamDate(today).getTime()) / DAY_MS,
  );
  const params = {
    name: due.full_name,
    title: due.title,
    number: due.number ?? '–',
    date: due.expires_on.split('-').reverse().join('/'),
    days: daysLeft,
    url: `${ctx.services.publicUrl()}/team/members/${due.member_id}`,
  };
  const mail = (to: string, language: Language, reader: 'member' | 'team') => ({
    to,
    subject: texts.t(language, 'team.mail.certificate.subject', params),
    text: texts.t(language, `team.mail.certificate.${reader}`, params),
    subjectKind: 'skill-evidence',
    subjectId: due.id,
  });
  const own = due.email ?? person?.email;
  return [
    ...(own ? [mail(own, person?.language ?? 'vi', 'member')] : []),
    ...(profile.email ? [mail(profile.email, 'vi', 'team')] : []),
  ];
};

/**
 * Tells the member and the team's own mailbox 60 and 14 days before a certificate ends, each once. Who comes late into the
 * span gets only the nearest reminder.
 */
export const remindCertificates = async (services: Services): Promise<number> => {
  const ctx = createCtx(services, { actor: createSystemActor('team.remind-certificates'), language: 'vi' });
  return ctx.tx(async (tx) => {
    const today = vietnamDateOf(ctx.now());
    let sent = 0;
    for (const due of await listDue(tx, today)) {
      const reached = reminderDays.filter((days) => due.expires_on <= addDays(today, days));
      const claims: boolean[] = [];
      for (const days of reached) claims.push(await claim(ctx, tx, due, days));
      if (!claims.at(-1)) continue;
      const mails = await mailsFor(ctx, tx, due, today);
      await queueMails(tx, ctx.now(), mails);
      await ctx.audit(
        tx,
        'member.certificate-reminded',
        { kind: 'member', id: due.member_id, label: due.full_name },
        {
          title: due.title,
          expiresOn: due.expires_on,
        },
      );
      sent += mails.length;
    }
    if (sent > 0) ctx.afterCommit(() => services.wakeOutbox());
    return sent;
  });
};
