import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { getOrganisationProfile, listPeopleWithRole } from '../accounts/public.ts';
import { findAgency, listContacts } from '../agencies/public.ts';
import { incidentFactsForForms } from '../incidents/public.ts';
import { findFirstReport } from '../intake/public.ts';
import { findSystem } from '../systems/public.ts';

const lineCharactersMax = 1_000;
const textCharactersMax = 200_000;

/** A value for one line of a form. */
export const line = (value: string | null | undefined): string | undefined =>
  value?.replace(/\s+/g, ' ').trim().slice(0, lineCharactersMax) || undefined;

/** A value of several lines. */
export const text = (...parts: (string | null | undefined)[]): string | undefined =>
  parts
    .flatMap((part) => part?.trim() || [])
    .join('\n')
    .slice(0, textCharactersMax) || undefined;

/**
 * Everything that the forms of an incident take from the records, as far as the caller may read it: what is hidden from
 * them stays empty on their draft.
 */
export const readFormFacts = async (ctx: Ctx, tx: Tx, incidentId: string) => {
  const incident = await incidentFactsForForms(tx, incidentId);
  if (!incident) throw platformErrors.notFound();
  const today = vietnamDateOf(ctx.now());
  const agency = incident.agencyId ? await findAgency(tx, incident.agencyId) : undefined;
  const contacts = incident.agencyId ? await listContacts(tx, incident.agencyId, today) : [];
  const leaders = await listPeopleWithRole(tx, 'team-leader');
  return {
    incident,
    today,
    agency,
    contacts,
    system: incident.systemId ? await findSystem(tx, incident.systemId) : undefined,
    report: await findFirstReport(tx, ctx.actor, incidentId),
    profile: await getOrganisationProfile(tx),
    /** Who signs: known only where one person leads the team. */
    leaderName: leaders.length === 1 ? leaders[0]?.fullName : undefined,
  };
};
export type FormFacts = Awaited<ReturnType<typeof readFormFacts>>;

/** The team as the organisation that reports, and who signs for it. */
export const teamParts = ({ profile, leaderName }: FormFacts) => ({
  governingBody: line(profile.governingBody),
  reporter: {
    name: line(profile.teamNameVi),
    address: line(profile.address),
    phone: line(profile.hotline),
    email: line(profile.email),
  },
  signer: { post: leaderName ? 'Đội trưởng' : undefined, name: line(leaderName) },
});

/** The system as both forms ask for it; an agency runs its systems itself unless the register names another. */
export const systemParts = ({ system, agency, incident }: FormFacts) => ({
  operatorName: line(system?.operatorName ?? agency?.name),
  governingBody: line(system?.ownerName ?? agency?.name),
  name: line(incident.systemName ?? system?.name),
  level: system?.level ?? undefined,
});
