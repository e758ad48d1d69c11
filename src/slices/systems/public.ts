import { sql } from 'kysely';
import type { Tx } from '../../platform/db/tables.ts';
import { getAgencyRefs } from '../agencies/public.ts';
import type { System } from './contract.ts';
import { toSystemFacts } from './queries.ts';
import * as recognition from './recognise-systems.ts';

export type SystemRef = { id: string; name: string; level: number | null };

/** Which systems the domains and addresses point to. See `recognise-systems.ts`. */
export const recogniseSystems = recognition.recogniseSystems;

/** The facts of one system as far as the transaction's actor sees the register; undefined when hidden or missing. */
export const findSystem = async (
  tx: Tx,
  id: string,
): Promise<Omit<System, 'can' | 'version'> | undefined> => {
  const row = await tx.selectFrom('systems').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toSystemFacts(row, await getAgencyRefs(tx, [row.agency_id]));
};

/** Names and levels for a set of systems, by id, for every caller who already knows the ids. */
export const getSystemRefs = async (
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, SystemRef & { agencyId: string }>> => {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<SystemRef & { agency_id: string }>`
    select id, name, level, agency_id from system_names(${[...new Set(ids)]}::uuid[])`.execute(tx);
  return new Map(
    rows.map((row) => [row.id, { id: row.id, name: row.name, level: row.level, agencyId: row.agency_id }]),
  );
};

export type DutySystem = {
  id: string;
  name: string;
  level: number | null;
  createdAt: Date;
  retiredOn: string | null;
};

/** Every system with what duties per system hang on, as far as the transaction's actor sees the register. */
export const listSystemsForDuties = async (tx: Tx): Promise<DutySystem[]> => {
  const rows = await tx
    .selectFrom('systems')
    .select(['id', 'name', 'level', 'created_at', 'retired_on'])
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    level: row.level,
    createdAt: row.created_at,
    retiredOn: row.retired_on,
  }));
};

export type SystemInUse = SystemRef & { agencyName: string };
const systemsMax = 5_000;

/** Systems in operation with their level and agency, by name, as far as the transaction's actor sees them. */
export const listSystemsInUse = async (tx: Tx): Promise<SystemInUse[]> => {
  const rows = await tx
    .selectFrom('systems')
    .select(['id', 'name', 'level', 'agency_id'])
    .where('retired_on', 'is', null)
    .orderBy(sql`name collate "vi-x-icu"`)
    .limit(systemsMax)
    .execute();
  const agencies = await getAgencyRefs(tx, [...new Set(rows.map((row) => row.agency_id))]);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    level: row.level,
    agencyName: agencies.get(row.agency_id)?.name ?? '',
  }));
};
