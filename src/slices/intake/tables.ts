import type { Instant, InstantOrNull, Json, WithDefault } from '../../platform/db/tables.ts';
import type {
  Channel,
  ChecklistStep,
  Precision,
  RejectReason,
  ReportKind,
  ReportState,
} from './contract/codes.ts';

export type ReportsTable = {
  id: string;
  number: string;
  channel: Channel;
  state: ReportState;
  kind: ReportKind;
  title: string;
  description: string;
  answers: Json<Record<string, string>>;
  system_name: string | null;
  reporter_name: string | null;
  reporter_email: string | null;
  reporter_phone: string | null;
  reporter_organisation: string | null;
  reporter_position: string | null;
  language: 'vi' | 'en';
  /** T0, with how exactly and in which zone it was stated. */
  detected_at: InstantOrNull;
  detected_precision: Precision;
  detected_zone: string;
  /** T1. */
  received_at: Instant;
  agency_id: string | null;
  system_id: string | null;
  recognition: Json<unknown[]>;
  /** Null until the recogniser has looked for agency, system and observables. */
  recognised_at: InstantOrNull;
  /** Where the report came from (key, mailbox, form) and its id there; together unique. */
  source: string;
  external_id: string | null;
  /** Hash of what was sent under an Idempotency-Key: the same key with other content is a fault, not a repeat. */
  content_hash: string | null;
  /** SHA-256 of the whole MIME message, where there is one. */
  message_sha256: string | null;
  reject_reason: RejectReason | null;
  reject_note: string | null;
  settled_at: InstantOrNull;
  call_back_at: InstantOrNull;
  call_back_done_at: InstantOrNull;
  created_by_person_id: string | null;
  search_text: string;
  version: WithDefault<number>;
};

export type ReportChecklistTable = {
  report_id: string;
  step: ChecklistStep;
  done_at: Instant;
  done_by_person_id: string | null;
  done_by_label: string;
  note: string | null;
};

export type ReportMessagesTable = {
  id: string;
  report_id: string;
  direction: 'in' | 'out';
  channel: Channel;
  at: Instant;
  author_person_id: string | null;
  author_label: string;
  subject: string | null;
  text: string;
  /** The reporter sees it on the follow-up page. */
  is_visible_to_reporter: boolean;
  /** Message-ID of an incoming mail, unique within the conversation. */
  message_id: string | null;
  message_sha256: string | null;
  /** Mail facts worth showing: SPF, DKIM, DMARC, warnings of the parser. */
  mail_facts: Json<Record<string, unknown>>;
  outbox_id: string | null;
};

export type ReportLinksTable = {
  id: string;
  report_id: string;
  incident_id: string;
  linked_at: Instant;
  linked_by_person_id: string | null;
  reasons: Json<unknown[]>;
  unlinked_at: InstantOrNull;
  unlink_reason: string | null;
};

/** How far a mailbox was read. */
export type MailboxCursorsTable = { mailbox: string; cursor: Json<unknown> };

declare module '../../platform/db/tables.ts' {
  interface Tables {
    reports: ReportsTable;
    report_checklist: ReportChecklistTable;
    report_messages: ReportMessagesTable;
    report_links: ReportLinksTable;
    mailbox_cursors: MailboxCursorsTable;
  }
}
