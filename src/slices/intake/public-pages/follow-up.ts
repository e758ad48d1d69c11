import type { Selectable } from 'kysely';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import type { UploadedFile } from '../../../platform/http/handle.ts';
import type { RawReply } from '../../../platform/http/route.ts';
import { uuid7 } from '../../../platform/ids/uuid7.ts';
import { addFiles, listFiles } from '../../documents/public.ts';
import { findVisibleIncident } from '../../incidents/public.ts';
import { followUpCode, isFollowUpCode } from '../follow-up-code.ts';
import type { ReportsTable } from '../tables.ts';
import { type FollowUp, renderCodeForm, renderFollowUp } from './follow-up-page.ts';
import type { PageContext } from './page-shell.ts';
import { readFiles, readValues } from './read-form.ts';

type ReportRecord = Selectable<ReportsTable>;

/** Any uuid: so that an unknown number costs the same work as a known one with a wrong code. */
const NOBODY = '00000000-0000-7000-8000-000000000000';

/** The report to which number and code belong; nothing tells which of the two was wrong. */
const findByCode = async (
  ctx: Ctx,
  tx: Tx,
  number: string,
  code: string,
): Promise<ReportRecord | undefined> => {
  const report = await tx
    .selectFrom('reports')
    .selectAll()
    .where('number', '=', number.trim().toUpperCase().slice(0, 40))
    .executeTakeFirst();
  const isRight = isFollowUpCode(ctx.services.masterKey, report?.id ?? NOBODY, code);
  return report && isRight ? report : undefined;
};

const isIncidentClosed = async (ctx: Ctx, tx: Tx, reportId: string): Promise<boolean> => {
  const link = await tx
    .selectFrom('report_links')
    .select('incident_id')
    .where('report_id', '=', reportId)
    .where('unlinked_at', 'is', null)
    .executeTakeFirst();
  if (!link) return false;
  const incident = await findVisibleIncident(tx, ctx.actor, link.incident_id);
  return incident?.status === 'closed';
};

const describe = async (ctx: Ctx, tx: Tx, report: ReportRecord): Promise<FollowUp> => {
  const messages = await tx
    .selectFrom('report_messages')
    .select(['direction', 'at', 'author_label', 'text'])
    .where('report_id', '=', report.id)
    .where('is_visible_to_reporter', '=', true)
    .where('author_label', '!=', 'receipt')
    .orderBy('id')
    .limit(200)
    .execute();
  return {
    number: report.number,
    code: followUpCode(ctx.services.masterKey, report.id),
    state: report.state,
    title: report.title,
    receivedAt: report.received_at.toISOString(),
    isIncidentClosed: await isIncidentClosed(ctx, tx, report.id),
    messages: messages.map((message) => ({
      direction: message.direction,
      at: message.at.toISOString(),
      author: message.author_label,
      text: message.text,
    })),
    files: (await listFiles(tx, 'report', report.id))
      .filter((file) => file.name !== 'message.eml')
      .map((file) => ({ name: file.name, sizeBytes: file.size_bytes, at: file.uploaded_at.toISOString() })),
  };
};

const refuse = (page: PageContext, number: string): RawReply =>
  renderCodeForm(page, { number }, { number: page.t('error.intake.wrongCode') }, 404);

/** Opens the follow-up page for whoever has number and code. */
export const openFollowUp = (ctx: Ctx, page: PageContext, body: unknown): Promise<RawReply> => {
  const { number = '', code = '' } = readValues(body);
  const system = ctx.asSystem('follow-up');
  return system.tx(async (tx) => {
    const report = await findByCode(ctx, tx, number, code);
    return report ? renderFollowUp(page, await describe(system, tx, report)) : refuse(page, number);
  });
};

/** Adds what the reporter writes to the conversation, with files. Empty additions change nothing. */
export const addToFollowUp = (
  ctx: Ctx,
  page: PageContext,
  body: unknown,
  uploaded: readonly UploadedFile[],
): Promise<RawReply> => {
  const { number = '', code = '', text = '' } = readValues(body);
  const system = ctx.asSystem('follow-up');
  return system.tx(async (tx) => {
    const report = await findByCode(ctx, tx, number, code);
    if (!report) return refuse(page, number);
    const files = readFiles(ctx, undefined, uploaded);
    if (!text && files.length === 0) {
      return renderFollowUp(page, await describe(system, tx, report), {
        wasAdded: false,
        faults: { text: page.t('intake.public.addFault') },
      });
    }
    const author = report.reporter_name ?? report.reporter_email ?? page.t('intake.public.reporter');
    await tx
      .insertInto('report_messages')
      .values({
        id: uuid7(ctx.now().getTime()),
        report_id: report.id,
        direction: 'in',
        channel: 'web',
        at: ctx.now(),
        author_person_id: null,
        author_label: author,
        subject: null,
        text: text || files.map((file) => file.name).join(', '),
        is_visible_to_reporter: true,
        message_id: null,
        message_sha256: null,
        mail_facts: '{}',
        outbox_id: null,
      })
      .execute();
    await addFiles(
      system,
      tx,
      files.map((file) => ({
        ...file,
        subjectKind: 'report' as const,
        subjectId: report.id,
        agencyId: report.agency_id,
        isFromOutside: true,
        uploadedByLabel: author,
      })),
    );
    await system.audit(
      tx,
      'report.added-to',
      { kind: 'report', id: report.id, label: report.number, organisationId: report.agency_id },
      { files: files.map((file) => file.blob.sha256) },
    );
    await system.publish(tx, {
      type: 'report.changed',
      data: { id: report.id, isNewMessage: true },
      permission: 'report.read',
      organisationId: report.agency_id,
    });
    return renderFollowUp(page, await describe(system, tx, report), { wasAdded: true });
  });
};
