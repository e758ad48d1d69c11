import { Buffer } from 'node:buffer';
import type { z } from 'zod';
import './tables.ts';
import '../../platform/audit/tables.ts';
import '../../platform/outbox/tables.ts';
import '../documents/public.ts';
import type { Actor } from '../../platform/access/actor.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import { composeMail, composeMultipart } from '../../platform/mail/testing/compose-mail.ts';
import { createReportRoute, type newReportSchema, type Receipt } from './contract/new-report.ts';

export type NewReportInput = z.input<typeof newReportSchema>;

type Call = (
  route: typeof createReportRoute,
  input: { body: NewReportInput; idempotencyKey?: string },
) => Promise<Receipt>;

let sequence = 0;

/** A body for `createReportRoute` that is valid and unlike the others. */
export const buildReport = (over: Partial<NewReportInput> = {}): NewReportInput => {
  sequence += 1;
  return {
    kind: 'gambling-links',
    title: `Trang con có liên kết cờ bạc số ${sequence}`,
    description: `Tìm kiếm thấy nội dung cá độ, lần ${sequence}.`,
    reporter: { name: 'Nguyễn Thị Hoa', email: `hoa${sequence}@reporter.example` },
    ...over,
  };
};

export const fileTestReport = (
  caller: { call: Call },
  over: Partial<NewReportInput> = {},
  idempotencyKey?: string,
): Promise<Receipt> =>
  caller.call(createReportRoute, {
    body: buildReport(over),
    ...(idempotencyKey ? { idempotencyKey } : {}),
  });

/** Counts rows of a table as the system sees them. */
export const countRows = (
  app: { system(): Ctx },
  table: 'reports' | 'files' | 'report_checklist' | 'outbox_messages' | 'audit_entries' | 'report_messages',
): Promise<number> =>
  app.system().tx(async (tx) => {
    const row = await tx
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return row.count;
  });

/** Actions that the audit log holds about a record, oldest first, each with who acted. */
export const listActions = (
  app: { system(): Ctx },
  subjectId: string,
): Promise<{ action: string; actor_id: string | null }[]> =>
  app
    .system()
    .tx((tx) =>
      tx
        .selectFrom('audit_entries')
        .select(['action', 'actor_id'])
        .where('subject_id', '=', subjectId)
        .orderBy('at')
        .orderBy('id')
        .execute(),
    );

type MailParts = {
  from?: string;
  to?: string;
  subject?: string;
  messageId?: string | null;
  text?: string;
  headers?: readonly string[];
  parts?: readonly Uint8Array[];
};

/** A mail to the intake as bytes; with `parts` a multipart one. */
export const buildMail = (mail: MailParts = {}): Buffer => {
  sequence += 1;
  const headers = [
    `From: ${mail.from ?? `Tran Van B <b${sequence}@sender.example>`}`,
    `To: ${mail.to ?? 'khien@localhost'}`,
    `Subject: ${mail.subject ?? `[TBSC] Bao cao so ${sequence}`}`,
    'Date: Mon, 23 Nov 2026 01:55:00 +0700',
    ...(mail.messageId === null ? [] : [`Message-ID: ${mail.messageId ?? `<m${sequence}@sender.example>`}`]),
    ...(mail.headers ?? []),
  ];
  const text = Buffer.from(mail.text ?? `Noi dung thu so ${sequence}`);
  const textHeader = 'Content-Type: text/plain; charset=utf-8';
  return mail.parts
    ? composeMultipart(headers, [composeMail([textHeader], text), ...mail.parts])
    : composeMail([...headers, textHeader], text);
};

/** An attachment as a MIME part. */
export const buildAttachment = (name: string, content: Uint8Array, type: string): Buffer =>
  composeMail(
    [
      `Content-Type: ${type}; name="${name}"`,
      'Content-Transfer-Encoding: base64',
      `Content-Disposition: attachment; filename="${name}"`,
    ],
    Buffer.from(content).toString('base64'),
  );

/** A caller with an API key's rights: files and reads reports, of one agency or of all. */
export const asKeyActor = (over: Partial<Actor> = {}): Actor => ({
  kind: 'api-key',
  id: '00000000-0000-7000-8000-00000000000a',
  label: 'SIEM (test)',
  reach: 'all',
  organisationIds: [],
  permissions: new Map([
    ['report.create', 'any'],
    ['report.read', 'any'],
  ]),
  ...over,
});
