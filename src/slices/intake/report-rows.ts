import { uuid7 } from '../../platform/ids/uuid7.ts';
import { foldText } from '../../platform/search/fold.ts';
import type { FiledReport } from './filed-report.ts';

type Numbered = FiledReport & { id: string; number: string };

/** Words that a search finds a report by; cut, since one report may carry a megabyte of text. */
const searchTextOf = (report: Numbered): string =>
  foldText(
    [
      report.number,
      report.title,
      report.systemName,
      report.reporter.name,
      report.reporter.organisation,
      report.reporter.email,
      report.reporter.phone,
      report.description.slice(0, 2_000),
    ]
      .filter(Boolean)
      .join(' '),
  ).slice(0, 4_000);

export const toReportRow = (report: Numbered, at: Date) => ({
  id: report.id,
  number: report.number,
  channel: report.channel,
  state: 'received' as const,
  kind: report.kind,
  title: report.title.normalize('NFC'),
  description: report.description.normalize('NFC'),
  answers: JSON.stringify(report.answers),
  system_name: report.systemName || null,
  reporter_name: report.reporter.name || null,
  reporter_email: report.reporter.email || null,
  reporter_phone: report.reporter.phone || null,
  reporter_organisation: report.reporter.organisation || null,
  reporter_position: report.reporter.position || null,
  language: report.language,
  detected_at: report.detectedAt ?? null,
  detected_precision: report.detectedPrecision,
  detected_zone: report.detectedZone,
  received_at: at,
  agency_id: null,
  system_id: null,
  recognition: '[]',
  source: report.source,
  external_id: report.externalId ?? null,
  content_hash: report.contentHash ?? null,
  message_sha256: report.message?.sha256 ?? null,
  reject_reason: null,
  reject_note: null,
  call_back_at: report.callBackAt ?? null,
  created_by_person_id: report.filedBy.kind === 'person' ? report.filedBy.id : null,
  search_text: searchTextOf(report),
});

/** The incoming mail as the first message of the conversation. */
export const toMessageRow = (report: Numbered, at: Date) => ({
  id: uuid7(at.getTime()),
  report_id: report.id,
  direction: 'in' as const,
  channel: report.channel,
  at,
  author_person_id: null,
  author_label: report.reporter.name || report.reporter.email || '',
  subject: report.title,
  text: report.description,
  is_visible_to_reporter: true,
  message_id: report.message?.messageId ?? null,
  message_sha256: report.message?.sha256 ?? null,
  mail_facts: JSON.stringify(report.message?.facts ?? {}),
  outbox_id: null,
});
