/** One mailbox of a header; `name` is cleaned for display, `address` has its domain in lower case. */
export type MailAddress = { name: string; address: string };

/** An instant together with the zone that the sender stated ("+07:00"); null where none was stated. */
export type StatedInstant = { instant: Date; zone: string | null };

export type MailAttachment = {
  /** Safe for display and for a download header: no path, no control or direction characters. */
  name: string;
  /** As declared by the sender, lower case, never trusted: serve attachments as octet streams. */
  contentType: string;
  sizeBytes: number;
  /** Hex. */
  sha256: string;
  content: Uint8Array;
};

/** A mail inside the mail. Its bytes are also kept whole at `attachments[attachmentIndex]`. */
export type EmbeddedMessage = { attachmentIndex: number; message: ParsedMessage };

export const authenticationResults = [
  'pass',
  'fail',
  'softfail',
  'neutral',
  'none',
  'policy',
  'temperror',
  'permerror',
] as const;

/** RFC 8601 section 2.7 result words. */
export type AuthenticationResult = (typeof authenticationResults)[number];

/** What the receiving host found; null where it said nothing. */
export type MailAuthentication = {
  spf: AuthenticationResult | null;
  dkim: AuthenticationResult | null;
  dmarc: AuthenticationResult | null;
};

export type MailWarningCode =
  | 'message.too-large'
  | 'message.unreadable'
  | 'parser.timed-out'
  | 'parser.out-of-memory'
  | 'parser.failed'
  | 'headers.too-large'
  | 'structure.broken'
  | 'structure.too-deep'
  | 'structure.too-many-parts'
  | 'attachments.too-many'
  | 'attachment.tnef'
  | 'attachment.not-fetched'
  | 'embedded.too-deep'
  | 'embedded.unreadable'
  | 'encoding.unknown'
  | 'charset.guessed'
  | 'text.nul-removed'
  | 'text.direction-removed'
  | 'text.cut'
  | 'text.only-rtf'
  | 'date.unreadable'
  | 'authentication.ignored';

/** Something the reader should know; `params` are numbers or short strings for a text catalogue. */
export type MailWarning = { code: MailWarningCode; params: Record<string, string | number> };

export type ParsedMessage = {
  /** With angle brackets, as in the header; null when missing or unusable. */
  messageId: string | null;
  inReplyTo: string | null;
  /** Oldest first, at most 100 (the newest are kept). */
  references: string[];
  from: MailAddress | null;
  replyTo: MailAddress | null;
  to: MailAddress[];
  cc: MailAddress[];
  subject: string;
  /** Leading bracket tags of the subject without brackets: "[TBSC] [Khẩn] ..." gives ["TBSC", "Khẩn"]. */
  subjectMarkers: string[];
  date: StatedInstant | null;
  /** Plain text, NFC, lines end in LF. HTML is reduced to text and nothing is ever fetched. */
  text: string;
  attachments: MailAttachment[];
  embedded: EmbeddedMessage[];
  authentication: MailAuthentication;
  /** True for mails that must never get an automatic answer (RFC 3834): robots, lists, bounces. */
  isAutomatic: boolean;
  warnings: MailWarning[];
};

export type ParseLimits = {
  /** Bytes beyond this are not looked at. */
  sizeBytesMax: number;
  attachmentCountMax: number;
  /** Length of `text` in UTF-16 units. */
  textLengthMax: number;
  /** MIME nesting inside one message. */
  depthMax: number;
  /** Mails inside mails. */
  embeddedDepthMax: number;
  /** MIME parts over the whole mail, embedded ones included. */
  partCountMax: number;
  timeoutMs: number;
  memoryMb: number;
  /**
   * Names (authserv-id, RFC 8601) of the receiving hosts whose Authentication-Results are believed.
   * Such a host must remove forged headers with its own name, as RFC 8601 section 5 demands. Empty: none.
   */
  authservIds: readonly string[];
  /** MAIL FROM where it is known; "" is the empty return path of bounces. */
  envelopeFrom?: string | undefined;
};

export const defaultParseLimits: ParseLimits = {
  sizeBytesMax: 26_214_400,
  attachmentCountMax: 100,
  textLengthMax: 1_000_000,
  depthMax: 20,
  embeddedDepthMax: 5,
  partCountMax: 20_000,
  timeoutMs: 20_000,
  memoryMb: 256,
  authservIds: [],
};
