import type { Actor } from '../../platform/access/actor.ts';
import type { StoredBlob } from '../../platform/files/blob-store.ts';
import type { Channel, Precision, ReportKind } from './contract/codes.ts';

export type FiledAttachment = { blob: StoredBlob; name: string; contentType: string };

/** A report of any channel, ready to be stored. Each channel has one function that makes this out of its own input. */
export type FiledReport = {
  channel: Channel;
  kind: ReportKind;
  title: string;
  description: string;
  answers: Readonly<Record<string, string>>;
  systemName?: string | undefined;
  reporter: {
    name?: string | undefined;
    email?: string | undefined;
    phone?: string | undefined;
    organisation?: string | undefined;
    position?: string | undefined;
  };
  language: 'vi' | 'en';
  detectedAt?: Date | undefined;
  detectedPrecision: Precision;
  /** Zone or offset in which the time was stated. */
  detectedZone: string;
  /** Key, mailbox or form it came through; with `externalId` it makes a report unique. */
  source: string;
  externalId?: string | undefined;
  /** Hash of the request where the caller gave an Idempotency-Key. */
  contentHash?: string | undefined;
  files: readonly FiledAttachment[];
  message?: {
    messageId?: string | undefined;
    sha256: string;
    facts: Readonly<Record<string, unknown>>;
    /** A mail that no person wrote gets no automatic reply (RFC 3834 section 2). */
    isAutomatic: boolean;
  };
  callBackAt?: Date | undefined;
  /** Who files it: the duty officer, an API key, the public. */
  filedBy: Actor;
};
