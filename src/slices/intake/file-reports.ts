import './tables.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { takeNumbers } from '../../platform/numbers/next-numbers.ts';
import { queueMails } from '../../platform/outbox/queue-mail.ts';
import { addFiles } from '../documents/public.ts';
import { composeReceipt } from './compose-receipt.ts';
import type { Channel, ReportState } from './contract/codes.ts';
import type { Receipt } from './contract/new-report.ts';
import type { FiledReport } from './filed-report.ts';
import { createReceipt, formatReportNumber, yearInVietnam } from './receipt.ts';
import { toMessageRow, toReportRow } from './report-rows.ts';

type Numbered = FiledReport & { id: string; number: string };
type Place = {
  id: string;
  number: string;
  channel: Channel;
  receivedAt: Date;
  state: ReportState;
  contentHash: string | null;
};

const keyOf = (source: string, externalId: string) => `${source}\n${externalId}`;

/** Reports that are already there under the same source and id, by that key. */
const findEarlier = async (tx: Tx, reports: readonly FiledReport[]): Promise<Map<string, Place>> => {
  const named = reports.filter((report) => report.externalId !== undefined);
  if (named.length === 0) return new Map();
  const rows = await tx
    .selectFrom('reports')
    .select(['id', 'number', 'source', 'external_id', 'received_at', 'state', 'channel', 'content_hash'])
    .where((where) =>
      where.or(
        [...Map.groupBy(named, (report) => report.source)].map(([source, items]) =>
          where.and([
            where('source', '=', source),
            where(
              'external_id',
              'in',
              items.map((item) => item.externalId as string),
            ),
          ]),
        ),
      ),
    )
    .execute();
  return new Map(
    rows.map((row) => [
      keyOf(row.source, row.external_id ?? ''),
      { ...row, receivedAt: row.received_at, contentHash: row.content_hash },
    ]),
  );
};

type Placed = { place: Place; isDuplicate: boolean };

/** Gives every report its place: an earlier report's, or a new one that still lacks its number. */
const placeReports = (reports: readonly FiledReport[], known: Map<string, Place>, at: Date) => {
  const fresh: { report: FiledReport; place: Place }[] = [];
  const placed = reports.map((report): Placed => {
    const key = report.externalId === undefined ? null : keyOf(report.source, report.externalId);
    const seen = key === null ? undefined : known.get(key);
    if (seen && report.contentHash && seen.contentHash && seen.contentHash !== report.contentHash) {
      throw platformErrors.idempotencyMismatch();
    }
    if (seen) return { place: seen, isDuplicate: true };
    const place: Place = {
      id: uuid7(at.getTime()),
      number: '',
      channel: report.channel,
      receivedAt: at,
      state: 'received',
      contentHash: report.contentHash ?? null,
    };
    if (key !== null) known.set(key, place);
    fresh.push({ report, place });
    return { place, isDuplicate: false };
  });
  return { placed, fresh };
};

/** Step a (recorded) is done by storing; step c (sender answered) too, where the answer is on the reporter's screen. */
const checklistRows = (reports: readonly Numbered[], at: Date) =>
  reports.flatMap((report) => {
    const by = {
      report_id: report.id,
      done_at: at,
      done_by_person_id: report.filedBy.kind === 'person' ? report.filedBy.id : null,
      done_by_label: report.filedBy.label,
      note: null,
    };
    const isAnsweredAtOnce = report.channel !== 'email';
    return [{ ...by, step: 'a' as const }, ...(isAnsweredAtOnce ? [{ ...by, step: 'c' as const }] : [])];
  });

const storeReports = async (ctx: Ctx, tx: Tx, reports: readonly Numbered[], at: Date): Promise<void> => {
  await tx
    .insertInto('reports')
    .values(reports.map((report) => toReportRow(report, at)))
    .execute();
  await tx.insertInto('report_checklist').values(checklistRows(reports, at)).execute();
  const receipts = reports.flatMap((report) => composeReceipt(ctx.services, report) ?? []);
  const outboxIds = await queueMails(tx, at, receipts, mailDomain(ctx));
  const messages = [
    ...reports.filter((report) => report.message).map((report) => toMessageRow(report, at)),
    ...receipts.map((receipt, index) => ({
      id: uuid7(at.getTime()),
      report_id: receipt.subjectId,
      direction: 'out' as const,
      channel: 'email' as const,
      at,
      author_person_id: null,
      author_label: 'receipt',
      subject: receipt.subject,
      text: receipt.text,
      is_visible_to_reporter: true,
      message_id: null,
      message_sha256: null,
      mail_facts: '{}',
      outbox_id: outboxIds[index] ?? null,
    })),
  ];
  if (messages.length > 0) await tx.insertInto('report_messages').values(messages).execute();
  await addFiles(
    ctx,
    tx,
    reports.flatMap((report) =>
      report.files.map((file) => ({
        ...file,
        subjectKind: 'report' as const,
        subjectId: report.id,
        agencyId: null,
        isFromOutside: true,
        uploadedByLabel: report.reporter.name ?? report.filedBy.label,
      })),
    ),
  );
};

const mailDomain = (ctx: Ctx): string =>
  ctx.services.settings.KHIEN_MAIL_FROM.split('@').pop() ?? 'khien.invalid';

const tellAndRecord = async (ctx: Ctx, tx: Tx, reports: readonly Numbered[]): Promise<void> => {
  await ctx.auditAll(
    tx,
    reports.map((report) => ({
      action: 'report.received',
      subject: { kind: 'report', id: report.id, label: report.number },
      data: {
        channel: report.channel,
        kind: report.kind,
        files: report.files.map((file) => file.blob.sha256),
      },
      actor: report.filedBy,
    })),
  );
  await ctx.publishAll(
    tx,
    reports.map((report) => ({
      type: 'report.received',
      data: { id: report.id, number: report.number, kind: report.kind, channel: report.channel },
      permission: 'report.read',
    })),
  );
};

/**
 * Takes reports in, up to 1,000 in one transaction: number, checklist, receipt by mail, files, audit, live event. A
 * report whose (source, externalId) is known, also within the same call, gets the first one's receipt.
 * `ctx` acts as the system; who filed each report is in the report.
 * @returns one receipt for each report, in order; when this resolves, everything is on the disk
 */
export const fileReports = (ctx: Ctx, reports: readonly FiledReport[]): Promise<Receipt[]> =>
  ctx.tx(async (tx) => {
    const at = ctx.now();
    const { placed, fresh } = placeReports(reports, await findEarlier(tx, reports), at);
    if (fresh.length > 0) {
      const year = yearInVietnam(at);
      const first = await takeNumbers(tx, 'report', year, fresh.length);
      const numbered = fresh.map(({ report, place }, index): Numbered => {
        place.number = formatReportNumber(year, first + index);
        return { ...report, id: place.id, number: place.number };
      });
      await storeReports(ctx, tx, numbered, at);
      await tellAndRecord(ctx, tx, numbered);
      ctx.afterCommit(ctx.services.wakeOutbox);
    }
    return placed.map(({ place, isDuplicate }) => createReceipt(ctx.services, { ...place, isDuplicate }));
  });
