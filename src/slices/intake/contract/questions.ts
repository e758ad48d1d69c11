import type { ReportKind } from './codes.ts';

/** Questions that the call sheet and the public form ask; their words are the texts `intake.question.<id>`. */
export const questionIds = [
  'address',
  'seen',
  'links',
  'found-by',
  'admin',
  'done',
  'scope',
  'running',
  'ransom-note',
  'backup',
  'isolated',
  'personal-data',
  'sender',
  'clicked',
  'account',
  'second-factor',
  'leak-where',
  'leak-what',
  'traffic',
  'provider',
  'product',
  'source',
  'exploited',
  'fake-where',
  'victims',
  'cause',
  'impact',
  'antivirus',
] as const;
export type QuestionId = (typeof questionIds)[number];

/** Five to seven questions per kind, the most urgent first. The public form asks the first three. */
export const questionsByKind: Readonly<Record<ReportKind, readonly QuestionId[]>> = {
  defacement: ['address', 'seen', 'found-by', 'running', 'admin', 'done'],
  'gambling-links': ['address', 'links', 'found-by', 'admin', 'exploited', 'done'],
  phishing: ['sender', 'clicked', 'victims', 'account', 'address', 'done'],
  'account-takeover': ['account', 'seen', 'second-factor', 'victims', 'personal-data', 'done'],
  malware: ['seen', 'scope', 'isolated', 'antivirus', 'address', 'clicked', 'done'],
  ransomware: ['isolated', 'scope', 'ransom-note', 'backup', 'running', 'personal-data', 'done'],
  'data-leak': ['leak-what', 'leak-where', 'personal-data', 'source', 'exploited', 'done'],
  'denial-of-service': ['address', 'running', 'traffic', 'provider', 'impact', 'done'],
  vulnerability: ['product', 'address', 'source', 'exploited', 'admin', 'done'],
  impersonation: ['fake-where', 'victims', 'found-by', 'impact', 'done'],
  outage: ['running', 'cause', 'impact', 'provider', 'backup', 'done'],
  other: ['seen', 'address', 'scope', 'impact', 'done'],
};

export const publicQuestionsMax = 3;

/** Lines of advice to read aloud, in order: texts `intake.advice.<kind>.<n>`. */
export const adviceCounts: Readonly<Record<ReportKind, number>> = {
  defacement: 3,
  'gambling-links': 3,
  phishing: 3,
  'account-takeover': 3,
  malware: 3,
  ransomware: 4,
  'data-leak': 3,
  'denial-of-service': 3,
  vulnerability: 3,
  impersonation: 2,
  outage: 2,
  other: 2,
};
