import '../tables.ts';
import { sql } from 'kysely';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import { decodeCursor, isSortedInstant, toPage } from '../../../platform/db/keyset.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import type { AnswerInputOf, QueryOf } from '../../../platform/http/route.ts';
import { foldText } from '../../../platform/search/fold.ts';
import { visibleDocuments } from '../access.ts';
import type {
  listOfficialDocumentsRoute,
  OfficialDocument,
  OfficialDocumentRef,
} from '../contract/official.ts';
import { clearSubject } from '../files.ts';
import { describeDocument, toItems, toRef } from './describe-document.ts';
import { getVisibleDocument, type OfficialDocumentRow } from './official-document.ts';

/** Official documents of one record, newest first. The caller has already seen the record itself. */
export const listOfficialDocuments = async (
  tx: Tx,
  subject: { subjectKind: string; subjectId: string },
): Promise<OfficialDocumentRef[]> => {
  await clearSubject(tx, subject.subjectId);
  const rows = await tx
    .selectFrom('official_documents')
    .selectAll()
    .where('subject_kind', '=', subject.subjectKind)
    .where('subject_id', '=', subject.subjectId)
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
  return rows.map(toRef);
};

/** One document by id, or undefined. The caller has already seen the record that it hangs on. */
export const getOfficialDocument = async (tx: Tx, id: string): Promise<OfficialDocumentRow | undefined> => {
  await clearSubject(tx, id);
  return tx.selectFrom('official_documents').selectAll().where('id', '=', id).executeTakeFirst();
};

export const readOfficialDocument = (ctx: Ctx, id: string): Promise<OfficialDocument> =>
  ctx.tx(async (tx) => describeDocument(ctx, tx, await getVisibleDocument(ctx, tx, id)));

type ListQuery = QueryOf<typeof listOfficialDocumentsRoute>;

/** The instant as text in UTC, as the cursor packs it. */
const changedAt = sql<string>`(updated_at at time zone 'UTC')::text || '+00'`;

export const searchOfficialDocuments = (
  ctx: Ctx,
  query: ListQuery,
): Promise<AnswerInputOf<typeof listOfficialDocumentsRoute>> =>
  ctx.tx(async (tx) => {
    let rows = tx
      .selectFrom('official_documents')
      .selectAll()
      .select(changedAt.as('changed_at'))
      .where(visibleDocuments(ctx.actor))
      .orderBy('updated_at', 'desc')
      .orderBy('id', 'desc')
      .limit(query.limit + 1);
    if (query.q?.trim()) rows = rows.where('search_text', 'like', `%${likeText(foldText(query.q))}%`);
    if (query.state) rows = rows.where('state', '=', query.state);
    if (query.type) rows = rows.where('type', '=', query.type);
    if (query.subjectKind) rows = rows.where('subject_kind', '=', query.subjectKind);
    if (query.subjectId) rows = rows.where('subject_id', '=', query.subjectId);
    if (query.year) {
      rows = rows.where(
        sql<boolean>`extract(year from coalesce(issued_on, (created_at at time zone 'Asia/Ho_Chi_Minh')::date)) = ${query.year}`,
      );
    }
    if (query.cursor) {
      const [at, id] = decodeCursor(query.cursor, 2);
      if (!isSortedInstant(String(at))) {
        throw platformErrors.invalid(undefined, { fields: [{ field: 'cursor', reason: 'malformed' }] });
      }
      rows = rows.where(sql<boolean>`(updated_at, id) < (${at}::timestamptz, ${id}::uuid)`);
    }
    const found = await rows.execute();
    const page = toPage(
      found,
      query.limit,
      (row) => row,
      (row) => [row.changed_at, row.id],
    );
    return {
      items: await toItems(tx, page.items),
      nextCursor: page.nextCursor,
      can: { draft: ctx.can('official-document.draft') },
    };
  });

const likeText = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
