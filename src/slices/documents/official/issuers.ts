import '../tables.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { getOrganisationProfile } from '../../accounts/public.ts';
import { findAgency, getHolderOfRole } from '../../agencies/public.ts';

/** How an issuer stands on its documents. */
export type Issuer = {
  agencyId: string | null;
  abbreviation: string;
  unit: string | null;
  governingBody: string | null;
  issuingBody: string;
  place: string | null;
  archive: string | null;
  contactLine: string | null;
  /** 0 while nothing was set for this issuer and everything comes from the registers. */
  version: number;
};

/** Abbreviation of the team until the clerk sets another. */
const teamAbbreviation = 'ĐƯCSC';

const builtIssuer = async (tx: Tx, agencyId: string | null, on: string): Promise<Issuer | undefined> => {
  const profile = await getOrganisationProfile(tx);
  const place = profile.placeName || profile.province || null;
  const rest = { unit: null, place, archive: 'VT', contactLine: null, version: 0 };
  if (agencyId === null) {
    return {
      ...rest,
      agencyId,
      abbreviation: teamAbbreviation,
      governingBody: profile.governingBody || null,
      issuingBody: profile.teamNameVi,
    };
  }
  const agency = await findAgency(tx, agencyId);
  if (!agency) return undefined;
  const committee = await getHolderOfRole(tx, 'peoples-committee', on);
  return {
    ...rest,
    agencyId,
    abbreviation: agency.code.replaceAll('.', '-'),
    governingBody: committee?.id === agencyId ? null : profile.governingBody || null,
    issuingBody: agency.name,
  };
};

/** What stands on the documents of an issuer: as set by the clerk, else out of the registers. */
export const findIssuer = async (
  tx: Tx,
  agencyId: string | null,
  on: string,
): Promise<Issuer | undefined> => {
  const built = await builtIssuer(tx, agencyId, on);
  if (!built) return undefined;
  const row = await tx
    .selectFrom('document_issuers')
    .selectAll()
    .where('agency_id', agencyId === null ? 'is' : '=', agencyId)
    .executeTakeFirst();
  if (!row) return built;
  return {
    agencyId,
    abbreviation: row.abbreviation,
    unit: row.unit,
    governingBody: row.governing_body,
    issuingBody: row.issuing_body,
    place: row.place,
    archive: row.archive,
    contactLine: row.contact_line,
    version: row.version,
  };
};
