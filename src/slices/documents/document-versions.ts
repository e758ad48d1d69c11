import './tables.ts';
import type { Selectable } from 'kysely';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { clearSubject } from './files.ts';
import type { DocumentsTable } from './tables.ts';

export type DocumentRow = Selectable<DocumentsTable>;
/** A version without its content, for lists. */
export type DocumentVersion = Pick<DocumentRow, 'version' | 'created_at' | 'created_by_label'>;

export type NewVersion = {
  kind: string;
  subjectKind: string;
  subjectId: string;
  title: string;
  /** 1 for a new document, else one more than the version that was read. */
  version: number;
  input: unknown;
};

/**
 * Adds a version of a document. Of two that were made from the same version only one is kept.
 * @returns undefined when this version exists already
 */
export const addDocumentVersion = async (
  ctx: Ctx,
  tx: Tx,
  document: NewVersion,
): Promise<DocumentRow | undefined> => {
  await clearSubject(tx, document.subjectId);
  const at = ctx.now();
  return tx
    .insertInto('documents')
    .values({
      id: uuid7(at.getTime()),
      kind: document.kind,
      subject_kind: document.subjectKind,
      subject_id: document.subjectId,
      // Read through the record it hangs on, never through the agency alone.
      agency_id: null,
      title: document.title,
      version: document.version,
      input: JSON.stringify(document.input),
      created_at: at,
      created_by_person_id: ctx.actor.kind === 'person' ? ctx.actor.id : null,
      created_by_label: ctx.actor.label,
    })
    .onConflict((conflict) => conflict.columns(['subject_kind', 'subject_id', 'kind', 'version']).doNothing())
    .returningAll()
    .executeTakeFirst();
};

/** A document in one of its versions, with the list of all of them (newest first). */
export type FoundDocument = {
  /** Id of the first version; the document is known by it. */
  id: string;
  row: DocumentRow;
  versions: DocumentVersion[];
};

const rowsOf = (tx: Tx, subjectKind: string, subjectId: string) =>
  tx
    .selectFrom('documents')
    .where('subject_kind', '=', subjectKind)
    .where('subject_id', '=', subjectId)
    .orderBy('version', 'desc')
    .limit(1_000);

/**
 * The document with this id on this record, in the named version (default: the newest). The caller has already seen the
 * record itself.
 */
export const findDocument = async (
  tx: Tx,
  id: string,
  subjectKind: string,
  subjectId: string,
  version?: number,
): Promise<FoundDocument | undefined> => {
  await clearSubject(tx, subjectId);
  const first = await rowsOf(tx, subjectKind, subjectId)
    .select('kind')
    .where('id', '=', id)
    .where('version', '=', 1)
    .executeTakeFirst();
  return first && findDocumentOfKind(tx, first.kind, subjectKind, subjectId, version);
};

/** The same by kind: a record has at most one document of each. */
export const findDocumentOfKind = async (
  tx: Tx,
  kind: string,
  subjectKind: string,
  subjectId: string,
  version?: number,
): Promise<FoundDocument | undefined> => {
  await clearSubject(tx, subjectId);
  const rows = rowsOf(tx, subjectKind, subjectId).where('kind', '=', kind);
  const versions = await rows.select(['id', 'version', 'created_at', 'created_by_label']).execute();
  const wanted = version ?? versions[0]?.version;
  if (wanted === undefined) return undefined;
  const row = await rows.selectAll().where('version', '=', wanted).executeTakeFirst();
  const id = versions.at(-1)?.id;
  return row && id ? { id, row, versions: versions.map(({ id: _, ...rest }) => rest) } : undefined;
};

/** Every document of a record in its newest version, by kind. The caller has already seen the record itself. */
export const listDocuments = async (
  tx: Tx,
  subjectKind: string,
  subjectId: string,
): Promise<FoundDocument[]> => {
  await clearSubject(tx, subjectId);
  const kinds = await tx
    .selectFrom('documents')
    .select('kind')
    .where('subject_kind', '=', subjectKind)
    .where('subject_id', '=', subjectId)
    .where('version', '=', 1)
    .orderBy('kind')
    .limit(50)
    .execute();
  const found: FoundDocument[] = [];
  for (const { kind } of kinds) {
    const document = await findDocumentOfKind(tx, kind, subjectKind, subjectId);
    if (document) found.push(document);
  }
  return found;
};

/** Documents of one kind of record by their first versions, for records that have no table of their own. */
export const listDocumentHomes = (
  tx: Tx,
  subjectKind: string,
): Promise<{ id: string; kind: string; subject_id: string }[]> =>
  tx
    .selectFrom('documents')
    .select(['id', 'kind', 'subject_id'])
    .where('subject_kind', '=', subjectKind)
    .where('version', '=', 1)
    .orderBy('kind')
    .orderBy('subject_id')
    .limit(1_000)
    .execute();
