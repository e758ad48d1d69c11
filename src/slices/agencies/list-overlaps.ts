import { sql } from 'kysely';
import type { Tx } from '../../platform/db/tables.ts';
import type { Agency } from './contract.ts';
import type { AgencyRow } from './queries.ts';

type Overlap = Agency['warnings'][number];
type Row = { value: string; other_value: string; id: string; name: string; short_name: string };

const OVERLAPS_MAX = 50;

const toOverlap =
  (kind: Overlap['kind']) =>
  (row: Row): Overlap => ({
    kind,
    value: row.value,
    otherValue: row.other_value,
    agency: { id: row.id, name: row.name, shortName: row.short_name },
  });

/**
 * Networks and domains of an agency that another living agency has declared too. A warning, not an error: offices share
 * lines, and internal ranges such as 10.0.0.0/8 repeat everywhere. Ended agencies neither warn nor are warned about.
 */
export const listOverlaps = async (tx: Tx, agency: AgencyRow): Promise<Overlap[]> => {
  if (agency.valid_to !== null) return [];
  const networks = await sql<Row>`
    select own.network::text as value, other.network::text as other_value, a.id, a.name, a.short_name
    from agency_networks own
    join agency_networks other on other.network && own.network and other.agency_id <> own.agency_id
    join agencies a on a.id = other.agency_id and a.valid_to is null
    where own.agency_id = ${agency.id}
    order by own.network, a.name limit ${OVERLAPS_MAX}`.execute(tx);
  const domains = await sql<Row>`
    select own.domain as value, other.domain as other_value, a.id, a.name, a.short_name
    from agency_domains own
    join agency_domains other on other.domain = own.domain and other.agency_id <> own.agency_id
    join agencies a on a.id = other.agency_id and a.valid_to is null
    where own.agency_id = ${agency.id}
    order by own.domain, a.name limit ${OVERLAPS_MAX}`.execute(tx);
  return [...networks.rows.map(toOverlap('network')), ...domains.rows.map(toOverlap('domain'))];
};
