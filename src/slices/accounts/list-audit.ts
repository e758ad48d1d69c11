import '../../platform/audit/tables.ts';
import { Readable } from 'node:stream';
import type { Selectable, SelectQueryBuilder } from 'kysely';
import type { AuditEntriesTable } from '../../platform/audit/tables.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tables, Tx } from '../../platform/db/tables.ts';
import type { RawReply } from '../../platform/http/route.ts';
import type { AuditEntry, AuditFilter } from './contract/audit.ts';

type Row = Selectable<AuditEntriesTable>;
type Query = SelectQueryBuilder<Tables, 'audit_entries', Row>;

const exportBatch = 1_000;

const toEntry = (row: Row): AuditEntry => ({
  id: row.id,
  at: row.at.toISOString(),
  actorKind: row.actor_kind,
  actorId: row.actor_id,
  actorLabel: row.actor_label,
  action: row.action,
  subjectKind: row.subject_kind,
  subjectId: row.subject_id,
  subjectLabel: row.subject_label,
  agencyId: row.organisation_id,
  data: row.data,
  requestId: row.request_id,
});

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** The entries that the caller may read: all, or those of the own agencies (the database holds the same line). */
const visibleEntries = (ctx: Ctx, tx: Tx): Query => {
  const query = tx.selectFrom('audit_entries').selectAll() as Query;
  if (ctx.actor.kind === 'system' || ctx.actor.permissions.get('audit.read') === 'any') return query;
  return query.where((eb) => eb('organisation_id', '=', eb.fn.any(eb.val([...ctx.actor.organisationIds]))));
};

const filtered = (query: Query, filter: AuditFilter): Query => {
  let result = query;
  if (filter.subjectKind) result = result.where('subject_kind', '=', filter.subjectKind);
  if (filter.subjectId) result = result.where('subject_id', '=', filter.subjectId);
  if (filter.actorId) result = result.where('actor_id', '=', filter.actorId);
  if (filter.from) result = result.where('at', '>=', new Date(filter.from));
  if (filter.to) result = result.where('at', '<', new Date(filter.to));
  const action = filter.action;
  if (action) {
    result = action.includes('.')
      ? result.where('action', '=', action)
      : result.where('action', 'like', `${escapeLike(action)}.%`);
  }
  return result;
};

/** The audit log, newest first. */
export const listAudit = (
  ctx: Ctx,
  input: AuditFilter & { cursor?: string | undefined; limit: number },
): Promise<{ items: AuditEntry[]; nextCursor: string | null }> =>
  ctx.tx(async (tx) => {
    let query = filtered(visibleEntries(ctx, tx), input);
    if (input.cursor) query = query.where('id', '<', input.cursor);
    const rows = await query
      .orderBy('id', 'desc')
      .limit(input.limit + 1)
      .execute();
    const page = rows.slice(0, input.limit);
    return {
      items: page.map(toEntry),
      nextCursor: rows.length > input.limit ? (page.at(-1)?.id ?? null) : null,
    };
  });

const readBatch = (ctx: Ctx, filter: AuditFilter, after: string | null): Promise<Row[]> =>
  ctx.tx((tx) => {
    let query = filtered(visibleEntries(ctx, tx), filter);
    if (after) query = query.where('id', '>', after);
    return query.orderBy('id').limit(exportBatch).execute();
  });

async function* writeLines(ctx: Ctx, filter: AuditFilter): AsyncGenerator<string> {
  let after: string | null = null;
  while (true) {
    const rows: Row[] = await readBatch(ctx, filter, after);
    if (rows.length > 0) yield rows.map((row) => `${JSON.stringify(toEntry(row))}\n`).join('');
    const last = rows.at(-1);
    if (!last || rows.length < exportBatch) return;
    after = last.id;
  }
}

/** The log as JSON Lines, oldest first, read in batches while it is sent; the export is an entry of the log. */
export const exportAudit = async (ctx: Ctx, filter: AuditFilter): Promise<RawReply> => {
  await ctx.tx((tx) => ctx.audit(tx, 'audit.exported', { kind: 'audit', id: null }, { filter }));
  const day = ctx.now().toISOString().slice(0, 10);
  return {
    contentType: 'application/jsonl; charset=utf-8',
    fileName: `audit-${day}.jsonl`,
    body: Readable.from(writeLines(ctx, filter)),
  };
};
