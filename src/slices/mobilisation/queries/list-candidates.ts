import '../tables.ts';
import { sql } from 'kysely';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import type { QueryOf } from '../../../platform/http/route.ts';
import { vietnamDateOf } from '../../../platform/time/vietnam-time.ts';
import { getOrganisationProfile } from '../../accounts/public.ts';
import { getAgencyRefs, listContacts } from '../../agencies/public.ts';
import { countOpenWork } from '../../incidents/public.ts';
import { findNewestDecision, listMemberSkills, listOnDuty, listTeamOn } from '../../team/public.ts';
import type { Candidate, listCandidatesRoute } from '../contract/call-up.ts';
import { findSender } from '../create-call-up.ts';
import { channelsOf } from './describe-call-up.ts';

type Fitness = Pick<
  Candidate,
  'hasAccount' | 'openIncidents' | 'openTasks' | 'otherCallUps' | 'onDuty' | 'distanceKm' | 'skills'
>;

/**
 * How well somebody fits, higher is better: wanted skills count most, then a free hand and a short way. Whoever keeps the
 * desk at the moment comes last among equals: the desk must not be emptied.
 */
export const fitnessOf = (one: Fitness, wantedSkills: ReadonlySet<string>): number => {
  const skill = one.skills
    .filter((held) => wantedSkills.size === 0 || wantedSkills.has(held.id))
    .reduce((sum, held) => sum + held.level, 0);
  const weight = wantedSkills.size > 0 ? 10 : 1;
  const load = one.openIncidents * 2 + one.openTasks * 0.5 + one.otherCallUps * 8;
  const way = one.distanceKm === null ? 0 : one.distanceKm / 20;
  // Whoever has an account can open the incident at once.
  const account = one.hasAccount ? 3 : 0;
  return (
    skill * weight + account - load - way - (one.onDuty === 'primary' ? 12 : one.onDuty === 'backup' ? 2 : 0)
  );
};

const countOtherCallUps = async (tx: Tx): Promise<ReadonlyMap<string, number>> => {
  const { rows } = await sql<{ member_id: string; count: number }>`
    select r.member_id, count(*)::int as count from call_up_recipients r
      join call_ups c on c.id = r.call_up_id and c.state = 'running' and not c.is_exercise
     where r.state in ('coming', 'arrived') group by 1`.execute(tx);
  return new Map(rows.map((row) => [row.member_id, row.count]));
};

const listDistances = async (tx: Tx): Promise<ReadonlyMap<string, number>> => {
  const rows = await tx.selectFrom('agency_distances').selectAll().execute();
  return new Map(rows.map((row) => [row.agency_id, row.km]));
};

const listWithHead = async (tx: Tx, agencyIds: readonly string[], today: string): Promise<Set<string>> => {
  const found = new Set<string>();
  for (const id of new Set(agencyIds)) {
    const contacts = await listContacts(tx, id, today);
    if (contacts.some((one) => one.email || one.phone)) found.add(id);
  }
  return found;
};

/** The decision in force as letters cite it; the clerk may change the words. */
const sayBasis = async (tx: Tx, today: string): Promise<string> => {
  const decision = await findNewestDecision(tx, today);
  if (!decision) return '';
  const [year, month, day] = decision.issuedOn.split('-');
  const title = decision.title.charAt(0).toLowerCase() + decision.title.slice(1);
  return `Quyết định số ${decision.number} ngày ${day}/${month}/${year} của ${decision.issuer} ${title}`;
};

/** Everybody of the team who could be called, with what speaks for and against it, the fittest first. */
export const listCandidates = (ctx: Ctx, query: QueryOf<typeof listCandidatesRoute>) =>
  ctx.tx(async (tx) => {
    ctx.require('call-up.create');
    const today = vietnamDateOf(ctx.now());
    const team = (await listTeamOn(tx, today)).filter(
      (one) => !query.agencyId || one.agencyId === query.agencyId,
    );
    const skills = Map.groupBy(
      await listMemberSkills(
        tx,
        team.map((one) => one.memberId),
      ),
      (held) => held.memberId,
    );
    const personIds = team.map((one) => one.personId).filter((id) => id !== null);
    const work = await countOpenWork(tx, personIds);
    const others = await countOtherCallUps(tx);
    const distances = await listDistances(tx);
    const agencyIds = team.map((one) => one.agencyId);
    const agencies = await getAgencyRefs(tx, agencyIds);
    const withHead = await listWithHead(tx, agencyIds, today);
    const onDuty = new Map((await listOnDuty(tx, ctx.now())).map((one) => [one.memberId, one.kind]));
    const wanted = new Set(query.skillIds?.split(',') ?? []);
    const items = team.map(
      (one): Omit<Candidate, 'rank'> => ({
        memberId: one.memberId,
        fullName: one.fullName,
        agency: agencies.get(one.agencyId) ?? { id: one.agencyId, name: '', shortName: '' },
        roleInTeam: one.roleInTeam,
        groupName: one.groupName,
        phone: one.phone,
        email: one.email,
        hasAccount: one.personId !== null,
        skills: (skills.get(one.memberId) ?? []).map(({ skillId, nameVi, nameEn, level }) => ({
          id: skillId,
          nameVi,
          nameEn,
          level,
        })),
        distanceKm: distances.get(one.agencyId) ?? null,
        openIncidents: work.get(one.personId ?? '')?.incidents ?? 0,
        openTasks: work.get(one.personId ?? '')?.tasks ?? 0,
        otherCallUps: others.get(one.memberId) ?? 0,
        onDuty: onDuty.get(one.memberId) ?? null,
        hasHeadContact: withHead.has(one.agencyId),
      }),
    );
    const fitting = items
      .filter((one) => wanted.size === 0 || one.skills.some((held) => wanted.has(held.id)))
      .map((one) => ({ one, fitness: fitnessOf(one, wanted) }))
      .sort((first, second) => second.fitness - first.fitness);
    const profile = await getOrganisationProfile(tx);
    return {
      items: fitting.map(({ one }, index) => ({ ...one, rank: index + 1 })),
      channels: channelsOf(ctx.services.settings),
      standingAgency: (await findSender(ctx, tx)).name,
      contact: profile.hotline || profile.email,
      legalBasis: await sayBasis(tx, today),
    };
  });
