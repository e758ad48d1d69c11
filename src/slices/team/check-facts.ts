import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { followSuccessors } from '../agencies/public.ts';
import { listFiles } from '../documents/public.ts';
import type { CheckKind, NomineeChecks } from './contract/replacement-codes.ts';
import type { NomineeRow, ReplacementRow } from './replacement-rows.ts';

type Facts = Pick<NomineeRow, 'id' | 'agency_id' | 'post' | 'email' | 'phone' | 'full_name'>;

const isInTeam = async (tx: Tx, email: string | null, today: string): Promise<boolean> => {
  if (!email) return false;
  const row = await tx
    .selectFrom('team_memberships as stay')
    .innerJoin('members', 'members.id', 'stay.member_id')
    .select('stay.id')
    .where('members.email', '=', email)
    .where((where) => where.or([where('stay.valid_to', 'is', null), where('stay.valid_to', '>', today)]))
    .executeTakeFirst();
  return row !== undefined;
};

/**
 * What can be told about a nominee without a person: the agency is the nominating one, the letter is there, the contacts
 * are complete, the nominee is not in the team already. Skills are looked at by the Standing agency.
 */
export const checkFacts = async (
  ctx: Ctx,
  tx: Tx,
  replacement: ReplacementRow,
  nominee: Facts,
): Promise<NomineeChecks> => {
  const today = vietnamDateOf(ctx.now());
  const successors = (await followSuccessors(tx, [replacement.agency_id], today)).get(replacement.agency_id);
  const isOfAgency =
    nominee.agency_id === replacement.agency_id ||
    (successors ?? []).some((agency) => agency.id === nominee.agency_id);
  const letters = await listFiles(tx, 'team-nominee', nominee.id);
  const yes = (isTrue: boolean) => (isTrue ? ('yes' as const) : ('no' as const));
  const results: Record<CheckKind, 'yes' | 'no' | 'unknown'> = {
    agency: yes(isOfAgency),
    letter: yes(letters.length > 0),
    contacts: yes(Boolean(nominee.post && nominee.email && nominee.phone)),
    'not-in-team': yes(!(await isInTeam(tx, nominee.email, today))),
    skills: 'unknown',
  };
  return (Object.keys(results) as CheckKind[]).map((check) => ({ check, result: results[check] }));
};
