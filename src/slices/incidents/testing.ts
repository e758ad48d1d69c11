import './tables.ts';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { type NewIncident, openIncidentInTx } from './open-incident.ts';

/** A person who may take part in incidents; roles come from the caller of the test. */
export const createTestPerson = (ctx: Ctx, fullName = 'Nguyễn Thị Thử'): Promise<string> =>
  ctx.tx(async (tx) => {
    const id = uuid7();
    await sql`insert into people (id, full_name, email, state, search_text, created_at)
      values (${id}, ${fullName}, ${`${id}@demo.example`}, 'active', '', now())`.execute(tx);
    return id;
  });

/** An incident with as little as is allowed. `ctx` must be allowed to open incidents, e.g. the system. */
export const openTestIncident = (
  ctx: Ctx,
  over: Partial<NewIncident> = {},
): Promise<{ id: string; number: string }> =>
  ctx.tx((tx) =>
    openIncidentInTx(ctx, tx, {
      title: 'Cổng thông tin bị chèn liên kết cờ bạc',
      detectedAt: new Date(ctx.now().getTime() - 3_600_000),
      ...over,
    }),
  );
