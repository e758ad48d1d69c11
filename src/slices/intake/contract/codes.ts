/** How a report reached the team. */
export const channels = ['web', 'email', 'phone', 'walk-in', 'api', 'official-letter'] as const;
export type Channel = (typeof channels)[number];

/**
 * What becomes of a report: it stays whole and is linked to an incident, never copied into it.
 * `received` -> `verifying` -> `linked` (to an incident) or `rejected` (with a reason).
 */
export const reportStates = ['received', 'verifying', 'linked', 'rejected'] as const;
export type ReportState = (typeof reportStates)[number];

/** Kinds of incident that a reporter can tell apart; the analysis happens later. */
export const reportKinds = [
  'defacement',
  'gambling-links',
  'phishing',
  'account-takeover',
  'malware',
  'ransomware',
  'data-leak',
  'denial-of-service',
  'vulnerability',
  'impersonation',
  'outage',
  'other',
] as const;
export type ReportKind = (typeof reportKinds)[number];

/** The seven duties of whoever receives a notification: Decision 05/2017/QD-TTg, Article 12.1, points a-g. */
export const checklistSteps = ['a', 'b', 'c', 'd', 'dd', 'e', 'g'] as const;
export type ChecklistStep = (typeof checklistSteps)[number];

/** How exactly the time of detection is known. */
export const precisions = ['minute', 'hour', 'day'] as const;
export type Precision = (typeof precisions)[number];

/** Why a report is not an incident. */
export const rejectReasons = [
  'not-an-incident',
  'duplicate',
  'out-of-scope',
  'spam',
  'not-verifiable',
] as const;
export type RejectReason = (typeof rejectReasons)[number];
