import { type Kysely, type RawBuilder, sql } from 'kysely';

/** True when the transaction may see every organisation. Wrapped in a sub-select so that it runs once per query, not per row. */
export const seesAll: RawBuilder<boolean> = sql`(select current_setting('khien.reach', true) = 'all')`;

/** The organisations of the transaction's actor as uuid[]; the outer cast keeps `any (...)` from taking it for a set of rows. */
export const ownOrganisations: RawBuilder<string[]> =
  sql`(select string_to_array(nullif(current_setting('khien.organisations', true), ''), ',')::uuid[])::uuid[]`;

/** The person who acts, or null. */
export const actingPerson: RawBuilder<string> = sql`(select nullif(current_setting('khien.person', true), '')::uuid)`;

/** How far the actor's permission goes (`any`, `own-organisation`, `participant`) or null; `permission` is a trusted name. */
export const reachOf = (permission: string): RawBuilder<string | null> => {
  const held = sql`nullif(current_setting('khien.permissions', true), '')::jsonb`;
  return sql`(select coalesce(${held} ->> ${sql.lit(permission)}, ${held} ->> '*'))`;
};

/** Row belongs to one of the actor's organisations; `column` is a trusted name from a migration. */
export const ofOwnOrganisation = (column: string): RawBuilder<boolean> =>
  sql`${sql.ref(column)} = any (${ownOrganisations})`;

/**
 * Puts row-level security on a table: the second wall behind the filters in the queries. `visible` is the condition
 * under which a row may be read and changed, `writable` (default: the same) what new rows must satisfy.
 */
export const protectRows = async (
  db: Kysely<never>,
  table: string,
  visible: RawBuilder<boolean>,
  writable: RawBuilder<boolean> = visible,
): Promise<void> => {
  const name = sql.table(table);
  await sql`alter table ${name} enable row level security`.execute(db);
  await sql`alter table ${name} force row level security`.execute(db);
  await sql`create policy visible on ${name} using (${seesAll} or (${visible})) with check (${seesAll} or (${writable}))`.execute(
    db,
  );
};

/**
 * Rows that may be read more widely than changed: `readable` says who reads them, only those who see every organisation
 * write them.
 */
export const protectWrites = async (
  db: Kysely<never>,
  table: string,
  readable: RawBuilder<boolean>,
): Promise<void> => {
  const name = sql.table(table);
  await sql`alter table ${name} enable row level security`.execute(db);
  await sql`alter table ${name} force row level security`.execute(db);
  await sql`create policy readable on ${name} for select using (${seesAll} or (${readable}))`.execute(db);
  await sql`create policy added on ${name} for insert with check (${seesAll})`.execute(db);
  await sql`create policy changed on ${name} for update using (${seesAll}) with check (${seesAll})`.execute(
    db,
  );
  await sql`create policy removed on ${name} for delete using (${seesAll})`.execute(db);
};

/**
 * Creates a function whose one query sees every row: for a narrow answer (names, a match) that a caller may have without
 * reading the table. `signature` and `query` are trusted text of a migration. The transaction's reach is put back at once;
 * an error inside ends the transaction and the setting with it.
 */
export const createWideQuestion = async (
  db: Kysely<never>,
  signature: string,
  query: string,
): Promise<void> => {
  await sql`create function ${sql.raw(signature)} language plpgsql as $$
    #variable_conflict use_column
    declare held text := coalesce(current_setting('khien.reach', true), '');
    begin
      perform set_config('khien.reach', 'all', true);
      return query ${sql.raw(query)};
      perform set_config('khien.reach', held, true);
    end $$`.execute(db);
};

/** Makes a table append-only for everybody, the owner included. */
export const makeAppendOnly = async (db: Kysely<never>, table: string): Promise<void> => {
  await sql`create or replace function khien_refuse_change() returns trigger language plpgsql as $$
    begin raise exception 'rows of % are never changed', tg_table_name using errcode = 'restrict_violation'; end $$`.execute(
    db,
  );
  await sql`create trigger append_only before update or delete on ${sql.table(table)}
    for each row execute function khien_refuse_change()`.execute(db);
  await sql`create trigger append_only_whole before truncate on ${sql.table(table)}
    for each statement execute function khien_refuse_change()`.execute(db);
};
