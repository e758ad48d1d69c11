import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { addDays, vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { getOrganisationProfile } from '../accounts/public.ts';
import { findAgency, getAgencyRefs, getHolderOfRole, listContacts } from '../agencies/public.ts';
import type { SpecInput } from '../documents/contract.ts';
import { listSystemsInUse, type SystemInUse } from '../systems/public.ts';
import { listTeamOn, type TeamMemberOn } from '../team/public.ts';
import type { YearlyKind } from './contract/yearly-forms.ts';
import { dropBlank } from './merge-input.ts';
import { line } from './read-form-facts.ts';

type YearlyFacts = Awaited<ReturnType<typeof readFacts>>;

/** A form of an earlier year is filled as of its last day, one of this year as of today. */
const readFacts = async (ctx: Ctx, tx: Tx, year: number) => {
  const today = vietnamDateOf(ctx.now());
  const on = year < Number(today.slice(0, 4)) ? `${year}-12-31` : today;
  const members = await listTeamOn(tx, on);
  return {
    today,
    on,
    year,
    members,
    profile: await getOrganisationProfile(tx),
    agencies: await getAgencyRefs(
      tx,
      members.map((member) => member.agencyId),
    ),
    systems: await listSystemsInUse(tx),
  };
};

const findRole = ({ members }: YearlyFacts, role: TeamMemberOn['roleInTeam']): TeamMemberOn | undefined =>
  members.find((member) => member.roleInTeam === role);

const pointOf = ({ profile }: YearlyFacts, member: TeamMemberOn | undefined): SpecInput => ({
  name: line(member?.fullName),
  post: line(member?.post),
  address: member && line(profile.address),
  mobile: line(member?.phone),
  email: line(member?.email),
});

const namesOfLevel = (systems: readonly SystemInUse[], level: number) =>
  systems
    .filter((system) => system.level === level)
    .map((system) => line(`${system.name} (${system.agencyName})`));

/** Member file and registration: the team, its contacts, its systems by level, its people. */
const memberParts = (facts: YearlyFacts): SpecInput => {
  const { profile, members, agencies, systems } = facts;
  const leader = findRole(facts, 'leader');
  const deputy = findRole(facts, 'standing-deputy') ?? findRole(facts, 'deputy');
  return {
    ownerName: line(profile.governingBody),
    reporter: { website: line(profile.website) },
    securityLeader: { name: line(leader?.fullName), post: line(leader?.post) },
    intake: {
      address: line(profile.address),
      phone: line(profile.hotline),
      email: line(profile.email),
    },
    mainPoint: pointOf(facts, leader),
    deputyPoint: pointOf(facts, deputy),
    ...Object.fromEntries([1, 2, 3, 4, 5].map((level) => [`level${level}`, namesOfLevel(systems, level)])),
    staff: members.map((member, index) => [
      String(index + 1),
      member.fullName,
      agencies.get(member.agencyId)?.name ?? '',
      member.post ?? '',
      '',
      '',
      '',
      [member.phone, member.email].filter(Boolean).join('; '),
    ]),
  };
};

const bodyOf = async (
  tx: Tx,
  role: 'peoples-committee' | 'specialised-unit',
  on: string,
): Promise<SpecInput> => {
  const holder = await getHolderOfRole(tx, role, on);
  const agency = holder && (await findAgency(tx, holder.id));
  const head = holder && (await listContacts(tx, holder.id, on)).find((contact) => contact.kind === 'head');
  return {
    name: line(agency?.name),
    representative: line(head?.fullName),
    post: line(head?.title),
    address: line(agency?.address),
    phone: line(agency?.phone),
    email: line(agency?.email),
  };
};

/** Yearly report of Decree 331/2026/ND-CP: window from 15 December of the year before to 14 December. */
const levelParts = async (tx: Tx, facts: YearlyFacts): Promise<SpecInput> => {
  const { systems, year, on } = facts;
  const coordinator = await getHolderOfRole(tx, 'national-coordinator', on);
  const from = addDays(`${year}-12-15`, 0).replace(String(year), String(year - 1));
  return {
    period: `Từ ngày ${from.split('-').reverse().join('/')} đến ngày 14/12/${year}`,
    recipientName: line(coordinator?.name),
    count: {
      total: String(systems.length),
      classified: String(systems.filter((system) => system.level !== null).length),
    },
    owner: await bodyOf(tx, 'peoples-committee', on),
    unit: await bodyOf(tx, 'specialised-unit', on),
    systemRows: systems.map((system, index) => [
      String(index + 1),
      system.name,
      system.level === null ? '' : String(system.level),
      ...Array.from({ length: 9 }, () => ''),
    ]),
  };
};

/** Values of a yearly form from the records; what they do not hold stays open and is named as missing. */
export const fillYearlyForm = async (
  ctx: Ctx,
  tx: Tx,
  kind: YearlyKind,
  year: number,
): Promise<SpecInput> => {
  const facts = await readFacts(ctx, tx, year);
  const { profile } = facts;
  const leader = findRole(facts, 'leader');
  const reporter = {
    name: line(profile.teamNameVi),
    address: line(profile.address),
    phone: line(profile.hotline),
    email: line(profile.email),
  };
  const own = kind === 'form-08-331' ? await levelParts(tx, facts) : memberParts(facts);
  return dropBlank({
    governingBody: line(profile.governingBody),
    ...own,
    reporter:
      kind === 'form-08-331'
        ? { name: reporter.name }
        : { ...reporter, ...(own.reporter as SpecInput | undefined) },
    place: line(profile.placeName || profile.province),
    signedOn: facts.today,
    signer: { post: leader ? 'Đội trưởng' : undefined, name: line(leader?.fullName) },
  } satisfies SpecInput);
};
