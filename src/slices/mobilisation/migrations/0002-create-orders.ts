import { sql } from 'kysely';
import type { Migration } from '../../../platform/db/migrate.ts';
import { makeAppendOnly, protectRows } from '../../../platform/db/row-security.ts';
import * as codes from '../contract/codes.ts';

const oneOf = (column: string, values: readonly string[]) =>
  sql`check (${sql.ref(column)} in (${sql.join(values.map((value) => sql.lit(value)))}))`;

/** Coordination orders and requests with their actions and moves: papers of the team, closed to agencies. */
export const createOrders: Migration = {
  id: 'mobilisation/0002-create-orders',
  up: async (db) => {
    await sql`create table coordination_orders (
      id uuid primary key,
      number text not null unique,
      version int not null default 1,
      direction text not null ${oneOf('direction', codes.orderDirections)},
      kind text not null ${oneOf('kind', codes.orderKinds)},
      state text not null ${oneOf('state', codes.orderStates)},
      document_number text,
      issued_at timestamptz not null,
      issuer_name text not null,
      issuer_agency_id uuid references agencies (id),
      signer text,
      addressees jsonb not null,
      legal_basis text,
      incident_id uuid references incidents (id),
      severity text,
      circulation text not null ${oneOf('circulation', codes.circulations)},
      urgency text not null ${oneOf('urgency', codes.urgencies)},
      subject text not null,
      content text not null,
      reply_by timestamptz,
      contact text,
      refused_reason text,
      document_id uuid,
      search_text text not null,
      created_at timestamptz not null,
      created_by_label text not null,
      updated_at timestamptz not null,
      check ((state = 'refused') = (refused_reason is not null))
    )`.execute(db);
    await sql`create index coordination_orders_incident on coordination_orders (incident_id)`.execute(db);
    await sql`create index coordination_orders_search on coordination_orders using gin (search_text gin_trgm_ops)`.execute(
      db,
    );
    await sql`create table coordination_actions (
      id uuid primary key,
      order_id uuid not null references coordination_orders (id),
      position int not null,
      action text not null,
      responsible text not null,
      due_at timestamptz,
      done_at timestamptz,
      note text
    )`.execute(db);
    await sql`create index coordination_actions_order on coordination_actions (order_id, position)`.execute(
      db,
    );
    await sql`create table coordination_moves (
      id uuid primary key,
      order_id uuid not null references coordination_orders (id),
      from_state text,
      to_state text not null ${oneOf('to_state', codes.orderStates)},
      at timestamptz not null,
      by_label text not null,
      note text
    )`.execute(db);
    await sql`create index coordination_moves_order on coordination_moves (order_id, id)`.execute(db);
    await makeAppendOnly(db, 'coordination_moves');
    for (const table of ['coordination_orders', 'coordination_actions', 'coordination_moves']) {
      await protectRows(db, table, sql<boolean>`false`);
    }
  },
};
