import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import type { TextKey } from '../../platform/i18n/catalogue.ts';
import { queueMails } from '../../platform/outbox/queue-mail.ts';
import { vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { getOrganisationProfile, listPeopleWithRole } from '../accounts/public.ts';
import { getAgencyRefs, listContacts } from '../agencies/public.ts';
import type { ReplacementRow } from './replacement-rows.ts';

export type AgencyLetter = 'nominate' | 'nominate-again' | 'returned' | 'reopened';
export type TeamLetter = 'check' | 'propose' | 'decide';

const subjectKind = 'replacement';
const dayOf = (date: string): string => date.split('-').reverse().join('/');

const paramsOf = async (ctx: Ctx, tx: Tx, row: ReplacementRow, note: string) => ({
  member: row.member_name,
  agency: (await getAgencyRefs(tx, [row.agency_id])).get(row.agency_id)?.name ?? '',
  date: dayOf(row.leaves_on),
  due: dayOf(row.due_on),
  note,
  url: `${ctx.services.publicUrl()}/team/replacements/${row.id}`,
  team: (await getOrganisationProfile(tx)).teamNameVi || 'Khiên',
});

const send = async (
  ctx: Ctx,
  tx: Tx,
  row: ReplacementRow,
  letter: string,
  to: readonly string[],
  note: string,
) => {
  if (to.length === 0) return;
  const { services } = ctx;
  const params = await paramsOf(ctx, tx, row, note);
  await queueMails(
    tx,
    ctx.now(),
    [...new Set(to)].map((recipient) => ({
      to: recipient,
      subject: services.texts.t('vi', `team.mail.${letter}.subject` as TextKey, params),
      text: services.texts.t('vi', `team.mail.${letter}.text` as TextKey, params),
      subjectKind,
      subjectId: row.id,
    })),
  );
  ctx.afterCommit(() => services.wakeOutbox());
};

/** Writes to the head of the nominating agency and its main focal point. */
export const mailAgency = async (
  ctx: Ctx,
  tx: Tx,
  row: ReplacementRow,
  letter: AgencyLetter,
  note = '',
): Promise<void> => {
  const contacts = await listContacts(tx, row.agency_id, vietnamDateOf(ctx.now()));
  const to = contacts
    .filter(({ kind, email }) => email !== null && (kind === 'head' || kind === 'focal-point'))
    .map(({ email }) => email as string);
  await send(ctx, tx, row, letter, to, note);
};

/** Writes to who leads the team. */
export const mailTeam = async (ctx: Ctx, tx: Tx, row: ReplacementRow, letter: TeamLetter): Promise<void> => {
  const people = [
    ...(await listPeopleWithRole(tx, 'team-leader')),
    ...(await listPeopleWithRole(tx, 'deputy-leader')),
  ];
  await send(
    ctx,
    tx,
    row,
    letter,
    people.map((person) => person.email),
    '',
  );
};
