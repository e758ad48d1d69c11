import './tables.ts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/tables.ts';
import { findTraces, type Traces } from './find-traces.ts';
import { suffixesOf } from './normalise-domain.ts';

export type RecognitionReason = { kind: 'domain' | 'network' | 'email'; value: string };
export type RecognisedAgency = { agencyId: string; agencyName: string; reason: RecognitionReason };

type Match = { agencyId: string; reason: RecognitionReason };

const MATCHES_MAX = 50;

const matchEmails = async (tx: Tx, emails: readonly string[]): Promise<Match[]> => {
  if (emails.length === 0) return [];
  const { rows } = await sql<{ agency_id: string; email: string }>`
    select agency_id, email from agencies_of_emails(${[...emails]}::text[])`.execute(tx);
  return rows.map((row) => ({ agencyId: row.agency_id, reason: { kind: 'email', value: row.email } }));
};

/** The longest declared domain wins: `so.tinh.gov.vn` belongs to the department, not to the province above it. */
const matchHosts = async (tx: Tx, hosts: readonly string[]): Promise<Match[]> => {
  const suffixes = [...new Set(hosts.flatMap(suffixesOf))];
  if (suffixes.length === 0) return [];
  const rows = await tx
    .selectFrom('agency_domains')
    .selectAll()
    .where(sql<boolean>`domain = any (${suffixes}::text[])`)
    .execute();
  const holders = Map.groupBy(rows, (row) => row.domain);
  return hosts.flatMap((host) => {
    const longest = suffixesOf(host).find((suffix) => holders.has(suffix));
    return (longest ? (holders.get(longest) ?? []) : []).map((row) => ({
      agencyId: row.agency_id,
      reason: { kind: 'domain' as const, value: host },
    }));
  });
};

const matchAddresses = async (tx: Tx, addresses: readonly string[]): Promise<Match[]> => {
  if (addresses.length === 0) return [];
  const { rows } = await sql<{ agency_id: string; address: string; bits: number }>`
    select agency_id, host(address) as address, masklen(network) as bits
    from agencies_of_addresses(${[...addresses]}::inet[]) order by masklen(network) desc, agency_id`.execute(
    tx,
  );
  const narrowest = new Map<string, number>();
  for (const row of rows) if (!narrowest.has(row.address)) narrowest.set(row.address, row.bits);
  return rows
    .filter((row) => row.bits === narrowest.get(row.address))
    .map((row) => ({ agencyId: row.agency_id, reason: { kind: 'network', value: row.address } }));
};

type Heir = { origin: string; id: string; name: string };

/** Who stands for the agencies today: themselves, or after a succession those who followed. */
const findHeirs = async (tx: Tx, ids: readonly string[]): Promise<Map<string, Heir[]>> => {
  const { rows } = await sql<Heir>`
    with recursive line (origin, id) as (
      select id, id from unnest(${[...ids]}::uuid[]) as start (id)
      union
      select line.origin, s.successor_id from line
      join agency_successions s on s.predecessor_id = line.id and s.on_date <= current_date
    )
    select line.origin, a.id, a.name from line join agencies a on a.id = line.id
    where not exists (
      select from agency_successions s where s.predecessor_id = line.id and s.on_date <= current_date
    ) order by a.name`.execute(tx);
  return Map.groupBy(rows, (row) => row.origin);
};

const matchAll = async (tx: Tx, traces: Traces): Promise<Match[]> => [
  ...(await matchEmails(tx, traces.emails)),
  ...(await matchHosts(tx, [
    ...traces.emails.map((email) => email.split('@').at(-1) ?? ''),
    ...traces.hosts,
  ])),
  ...(await matchAddresses(tx, traces.addresses)),
];

/**
 * Which agencies a report concerns, each once with its strongest reason: a contact's own address, then a domain, then a
 * network. Answers for every caller, since it tells only names; old domains lead to the successor.
 */
export const recogniseAgencies = async (
  tx: Tx,
  input: {
    emails?: readonly string[];
    domains?: readonly string[];
    addresses?: readonly string[];
    text?: string;
  },
): Promise<RecognisedAgency[]> => {
  const matches = await matchAll(tx, findTraces(input));
  if (matches.length === 0) return [];
  const heirs = await findHeirs(tx, [...new Set(matches.map((match) => match.agencyId))]);
  const found = new Map<string, RecognisedAgency>();
  for (const match of matches) {
    for (const heir of heirs.get(match.agencyId) ?? []) {
      if (!found.has(heir.id)) {
        found.set(heir.id, { agencyId: heir.id, agencyName: heir.name, reason: match.reason });
      }
    }
  }
  return [...found.values()].slice(0, MATCHES_MAX);
};
