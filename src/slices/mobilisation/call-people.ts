import type { Insertable } from 'kysely';
import type { z } from 'zod';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import type { FieldError } from '../../platform/errors/app-error.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import type { Language } from '../../platform/i18n/catalogue.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { findPerson } from '../accounts/public.ts';
import { listContacts } from '../agencies/public.ts';
import { listTeamOn, type TeamMemberOn } from '../team/public.ts';
import { createAnswerToken, hashAnswerToken } from './answer-token.ts';
import { type CallUpRow, type NewStep, type RecipientRow, recordSteps } from './call-up-rows.ts';
import type { calledMemberSchema } from './contract/call-up.ts';
import { queueNotices } from './send-notices.ts';
import type { CallUpRecipientsTable } from './tables.ts';

export type CalledMember = z.output<typeof calledMemberSchema>;
type NewRecipient = Insertable<CallUpRecipientsTable>;

const MINUTE_MS = 60_000;

/** Names each row that cannot be called, and why; nothing is half done. */
const checkMembers = (
  members: readonly CalledMember[],
  team: ReadonlyMap<string, TeamMemberOn>,
  alreadyCalled: ReadonlySet<string>,
): void => {
  const faults: FieldError[] = [];
  const seen = new Set(alreadyCalled);
  const take = (memberId: string, field: string) => {
    if (!team.has(memberId)) faults.push({ field, reason: 'mobilisation.notInTeam' });
    else if (seen.has(memberId)) faults.push({ field, reason: 'mobilisation.calledTwice' });
    seen.add(memberId);
  };
  members.forEach((member, index) => {
    take(member.memberId, `members.${index}.memberId`);
  });
  members.forEach((member, index) => {
    if (member.backupMemberId) take(member.backupMemberId, `members.${index}.backupMemberId`);
  });
  if (faults.length > 0) throw platformErrors.invalid(undefined, { fields: faults.slice(0, 50) });
};

const languageOf = async (tx: Tx, personId: string | null): Promise<Language> =>
  (personId && (await findPerson(tx, personId))?.language) || 'vi';

const newRecipient = (
  ctx: Ctx,
  callUp: CallUpRow,
  position: number,
  facts: Pick<
    NewRecipient,
    'kind' | 'member_id' | 'person_id' | 'agency_id' | 'full_name' | 'email' | 'phone' | 'language' | 'task'
  >,
  backupForId: string | null,
  chaseMinutes: number,
): RecipientRow => {
  const now = ctx.now();
  const id = uuid7(now.getTime());
  const isReserve = backupForId !== null;
  return {
    ...facts,
    id,
    call_up_id: callUp.id,
    position,
    backup_for_id: backupForId,
    state: isReserve ? 'reserve' : 'called',
    token_hash: hashAnswerToken(createAnswerToken(ctx.services.masterKey, id)) as string,
    called_at: isReserve ? null : now,
    first_answer_at: null,
    answered_at: null,
    answer_channel: null,
    coming_at: null,
    reason: null,
    arrived_at: null,
    left_at: null,
    released_at: null,
    access_from: null,
    ladder_step: isReserve ? null : 'chase',
    ladder_at: isReserve ? null : new Date(now.getTime() + chaseMinutes * MINUTE_MS),
  } as RecipientRow;
};

const memberFacts = async (tx: Tx, member: TeamMemberOn, task: string | null) => ({
  kind: 'member' as const,
  member_id: member.memberId,
  person_id: member.personId,
  agency_id: member.agencyId,
  full_name: member.fullName,
  email: member.email,
  phone: member.phone,
  language: await languageOf(tx, member.personId),
  task,
});

const listCalled = (tx: Tx, callUpId: string) =>
  tx
    .selectFrom('call_up_recipients')
    .select(['member_id', 'agency_id', 'kind', 'position'])
    .where('call_up_id', '=', callUpId)
    .execute();

/** One request for consent to the head of each agency that has none yet. */
export const askHeads = async (
  ctx: Ctx,
  tx: Tx,
  callUp: CallUpRow,
  agencyIds: readonly string[],
  firstPosition: number,
): Promise<RecipientRow[]> => {
  const today = vietnamDateOf(ctx.now());
  const heads: RecipientRow[] = [];
  for (const agencyId of new Set(agencyIds)) {
    const contacts = (await listContacts(tx, agencyId, today)).filter((one) => one.email || one.phone);
    const head = contacts.find((one) => one.kind === 'head') ?? contacts[0];
    if (!head) continue;
    heads.push(
      newRecipient(
        ctx,
        callUp,
        firstPosition + heads.length,
        {
          kind: 'head',
          member_id: null,
          person_id: head.personId,
          agency_id: agencyId,
          full_name: head.fullName,
          email: head.email,
          phone: head.phone,
          language: await languageOf(tx, head.personId),
          task: null,
        },
        null,
        callUp.minutes.consentChase,
      ),
    );
  }
  return heads;
};

/** Sends the notices and keeps who was called; who cannot be reached at all goes straight to the backup. */
export const notifyRecipients = async (
  ctx: Ctx,
  tx: Tx,
  callUp: CallUpRow,
  recipients: readonly RecipientRow[],
): Promise<void> => {
  const unreachable = new Set(await queueNotices(ctx, tx, callUp, recipients, 'notice'));
  const steps = recipients.map(
    (one): NewStep => ({ kind: unreachable.has(one.id) ? 'unreachable' : 'called', recipientId: one.id }),
  );
  await recordSteps(ctx, tx, callUp.id, steps);
  if (unreachable.size === 0) return;
  await tx
    .updateTable('call_up_recipients')
    .set((eb) => ({
      ladder_step: eb.case().when('kind', '=', 'head').then('leader').else('backup').end() as never,
      ladder_at: ctx.now(),
    }))
    .where('id', 'in', [...unreachable])
    .execute();
};

/**
 * Adds members (and, where asked, the heads of their agencies) to a call-up and sends their notices, all in the caller's
 * transaction: either everybody is called or nobody.
 * @throws AppError platform.invalid that names each row and field
 */
export const callPeople = async (
  ctx: Ctx,
  tx: Tx,
  callUp: CallUpRow,
  members: readonly CalledMember[],
  withHeads: boolean,
): Promise<void> => {
  const team = new Map(
    (await listTeamOn(tx, vietnamDateOf(ctx.now()))).map((member) => [member.memberId, member]),
  );
  const earlier = await listCalled(tx, callUp.id);
  checkMembers(members, team, new Set(earlier.map((row) => row.member_id).filter((id) => id !== null)));
  let position = earlier.reduce((most, row) => Math.max(most, row.position), 0);
  const rows: RecipientRow[] = [];
  const add = async (memberId: string, task: string | null, backupForId: string | null) => {
    const member = team.get(memberId) as TeamMemberOn;
    position += 1;
    const facts = await memberFacts(tx, member, task);
    rows.push(newRecipient(ctx, callUp, position, facts, backupForId, callUp.minutes.chase));
    return rows.at(-1) as RecipientRow;
  };
  for (const { memberId, task, backupMemberId } of members) {
    const called = await add(memberId, task, null);
    if (backupMemberId) await add(backupMemberId, task, called.id);
  }
  if (withHeads) {
    const asked = new Set(earlier.filter((row) => row.kind === 'head').map((row) => row.agency_id));
    const called = rows.filter((row) => row.state === 'called').map((row) => row.agency_id);
    rows.push(
      ...(await askHeads(
        ctx,
        tx,
        callUp,
        called.filter((id) => !asked.has(id)),
        position + 1,
      )),
    );
  }
  await tx.insertInto('call_up_recipients').values(rows).execute();
  await notifyRecipients(
    ctx,
    tx,
    callUp,
    rows.filter((row) => row.state === 'called'),
  );
};
