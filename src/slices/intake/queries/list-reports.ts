import '../tables.ts';
import { sql } from 'kysely';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import { decodeCursor, toPage } from '../../../platform/db/keyset.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import type { QueryOf } from '../../../platform/http/route.ts';
import { foldText } from '../../../platform/search/fold.ts';
import { getAgencyRefs } from '../../agencies/public.ts';
import { visibleReports } from '../access.ts';
import type { listReportsRoute, ReportRow } from '../contract/report.ts';
import { toReportRowAnswer } from './get-report.ts';

type Query = QueryOf<typeof listReportsRoute>;
const COUNT_MAX = 10_000;

const filtered = (ctx: Ctx, tx: Tx, query: Query) => {
  let rows = tx.selectFrom('reports').where(visibleReports(ctx.actor));
  if (query.state) rows = rows.where('state', 'in', [query.state].flat());
  if (query.kind) rows = rows.where('kind', '=', query.kind);
  if (query.channel) rows = rows.where('channel', '=', query.channel);
  if (query.agencyId) rows = rows.where('agency_id', '=', query.agencyId);
  if (query.from) rows = rows.where('received_at', '>=', new Date(query.from));
  if (query.to) rows = rows.where('received_at', '<', new Date(query.to));
  const words = foldText(query.q ?? '');
  if (words) rows = rows.where('search_text', 'like', `%${words.replace(/[\\%_]/g, '\\$&')}%`);
  return rows;
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const readCursor = (cursor: string): { at: Date; id: string } => {
  const [time, id] = decodeCursor(cursor, 2);
  const at = new Date(Number(time));
  if (!UUID.test(String(id)) || Number.isNaN(at.getTime())) {
    throw platformErrors.invalid(undefined, { fields: [{ field: 'cursor', reason: 'malformed' }] });
  }
  return { at, id: String(id) };
};

/** One page of reports by time of receipt. The total is exact up to 10,000. */
export const listReports = (
  ctx: Ctx,
  query: Query,
): Promise<{ items: ReportRow[]; nextCursor: string | null; total: number }> =>
  ctx.tx(async (tx) => {
    const direction = query.order === 'newest' ? 'desc' : 'asc';
    let found = filtered(ctx, tx, query)
      .select([
        'id',
        'number',
        'channel',
        'state',
        'kind',
        'title',
        'reporter_name',
        'reporter_organisation',
        'received_at',
        'detected_at',
        'agency_id',
        'call_back_at',
        'call_back_done_at',
      ])
      .orderBy('received_at', direction)
      .orderBy('id', direction)
      .limit(query.limit + 1);
    if (query.cursor) {
      const after = readCursor(query.cursor);
      const sign = direction === 'desc' ? sql`<` : sql`>`;
      found = found.where(sql<boolean>`(received_at, id) ${sign} (${after.at}, ${after.id}::uuid)`);
    }
    const rows = await found.execute();
    const counted = await tx
      .selectFrom(filtered(ctx, tx, query).select('id').limit(COUNT_MAX).as('found'))
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow();
    const agencies = await getAgencyRefs(
      tx,
      rows.flatMap((row) => row.agency_id ?? []),
    );
    const page = toPage(
      rows,
      query.limit,
      (row) => toReportRowAnswer(row, agencies),
      (row) => [row.received_at.getTime(), row.id],
    );
    return { ...page, total: counted.total };
  });
