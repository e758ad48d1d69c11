import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import { idPattern } from '../../platform/db/keyset.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { foldText } from '../../platform/search/fold.ts';
import { visiblePeople } from './access.ts';
import type { Person } from './contract/people.ts';
import { toPeople } from './person-answer.ts';
import type { Role } from './roles.ts';
import type { PersonState } from './tables.ts';

type ListPeople = {
  q?: string | undefined;
  state?: PersonState | undefined;
  role?: Role | undefined;
  agencyId?: string | undefined;
  cursor?: string | undefined;
  limit: number;
};

type Cursor = { name: string; id: string };

const writeCursor = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString('base64url');

const readCursor = (text: string): Cursor => {
  try {
    const { name, id } = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Cursor;
    if (typeof name === 'string' && !name.includes('\u0000') && idPattern.test(id)) return { name, id };
  } catch {
    // Falls through to the refusal.
  }
  throw platformErrors.invalid(undefined, { fields: [{ field: 'cursor', reason: 'invalid' }] });
};

/** Where a LIKE pattern would read a sign of its own. */
const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** People by name in Vietnamese order, filtered by what the caller may see. */
export const listPeople = (
  ctx: Ctx,
  input: ListPeople,
): Promise<{ items: Person[]; nextCursor: string | null }> =>
  ctx.tx(async (tx) => {
    let query = tx.selectFrom('people').selectAll().where(visiblePeople(ctx.actor));
    const words = foldText(input.q ?? '')
      .split(' ')
      .filter(Boolean);
    for (const word of words) query = query.where('search_text', 'like', `%${escapeLike(word)}%`);
    if (input.state) query = query.where('state', '=', input.state);
    if (input.role || input.agencyId) {
      query = query.where((eb) => {
        let held = eb
          .selectFrom('person_roles')
          .select('person_roles.id')
          .whereRef('person_roles.person_id', '=', 'people.id');
        if (input.role) held = held.where('role', '=', input.role);
        if (input.agencyId) held = held.where('agency_id', '=', input.agencyId);
        return eb.exists(held);
      });
    }
    if (input.cursor) {
      const { name, id } = readCursor(input.cursor);
      query = query.where(
        sql<boolean>`(full_name collate "vi-x-icu", id) > (${name} collate "vi-x-icu", ${id}::uuid)`,
      );
    }
    const rows = await query
      .orderBy(sql`full_name collate "vi-x-icu"`)
      .orderBy('id')
      .limit(input.limit + 1)
      .execute();
    const page = rows.slice(0, input.limit);
    const last = rows.length > input.limit ? page.at(-1) : undefined;
    return {
      items: await toPeople(ctx, tx, page),
      nextCursor: last ? writeCursor({ name: last.full_name, id: last.id }) : null,
    };
  });
