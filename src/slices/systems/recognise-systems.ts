import './tables.ts';
import { isIP } from 'node:net';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/tables.ts';
import { normaliseHost, suffixesOf } from '../agencies/public.ts';

export type RecognisedSystem = {
  systemId: string;
  systemName: string;
  agencyId: string;
  reason: { kind: 'domain' | 'address'; value: string };
};

const TRACES_MAX = 1_000;

type Row = { id: string; name: string; agency_id: string; domains: string[]; public_addresses: string[] };

/**
 * Which systems in operation the domains and addresses point to; a host below a system's domain counts as the system.
 * `agencyIds` narrows the search to these agencies; an empty list searches all. Answers for every caller with names only.
 */
export const recogniseSystems = async (
  tx: Tx,
  agencyIds: readonly string[],
  input: { domains?: readonly string[]; addresses?: readonly string[] },
): Promise<RecognisedSystem[]> => {
  const hosts = (input.domains ?? [])
    .slice(0, TRACES_MAX)
    .map(normaliseHost)
    .filter((host) => host !== null);
  const addresses = (input.addresses ?? [])
    .slice(0, TRACES_MAX)
    .filter((text) => isIP(text) && !text.includes('%'));
  const suffixes = [...new Set(hosts.flatMap(suffixesOf))];
  if (suffixes.length === 0 && addresses.length === 0) return [];
  const { rows } = await sql<Row & { matched_address: string | null }>`
    select s.*, (select host(a) from unnest(s.public_addresses) as a where a = any (${addresses}::inet[]) limit 1) as matched_address
    from systems_of_traces(${suffixes}::text[], ${addresses}::inet[]) as s`.execute(tx);
  return rows
    .filter((row) => agencyIds.length === 0 || agencyIds.includes(row.agency_id))
    .flatMap((row): RecognisedSystem[] => {
      const domain = hosts.find((host) => suffixesOf(host).some((suffix) => row.domains.includes(suffix)));
      const system = { systemId: row.id, systemName: row.name, agencyId: row.agency_id };
      if (domain) return [{ ...system, reason: { kind: 'domain', value: domain } }];
      if (row.matched_address)
        return [{ ...system, reason: { kind: 'address', value: row.matched_address } }];
      return [];
    });
};
