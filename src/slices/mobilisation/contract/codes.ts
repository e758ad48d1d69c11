/** Whom a call-up reaches: members of the team, and heads of the agencies they belong to. */
export const recipientKinds = ['member', 'head'] as const;
export type RecipientKind = (typeof recipientKinds)[number];

/**
 * Where a recipient stands. `reserve`: named as a backup, not called yet. Members go called, received, coming or declined,
 * arrived, released; heads go called, received, consented or refused.
 */
export const recipientStates = [
  'reserve',
  'called',
  'received',
  'coming',
  'declined',
  'arrived',
  'released',
  'consented',
  'refused',
] as const;
export type RecipientState = (typeof recipientStates)[number];

export const callUpStates = ['running', 'ended'] as const;
export type CallUpState = (typeof callUpStates)[number];

/** Decree 30/2020: how urgent a document is; `normal` has no mark. */
export const urgencies = ['normal', 'urgent', 'very-urgent', 'express'] as const;
export type Urgency = (typeof urgencies)[number];

/** By which way an answer came. */
export const answerChannels = ['link', 'mail', 'app', 'telephone'] as const;
export type AnswerChannel = (typeof answerChannels)[number];

/** What happened in a call-up; each step is kept with its time and never changed. */
export const stepKinds = [
  'created',
  'called',
  'chased',
  'backup-called',
  'no-backup',
  'head-told',
  'leader-told',
  'received',
  'coming',
  'declined',
  'consented',
  'refused',
  'arrived',
  'left',
  'released',
  'mail-note',
  'in-doubt',
  'unreachable',
  'minutes-changed',
  'letter-drafted',
  'ended',
] as const;
export type StepKind = (typeof stepKinds)[number];

/** What follows when nobody answers, in this order. */
export const ladderSteps = ['chase', 'backup', 'head', 'leader'] as const;
export type LadderStep = (typeof ladderSteps)[number];

/** Minutes after the notice. A head has a clock of its own: chased, then the leader is told. */
export const defaultMinutes = {
  chase: 5,
  backup: 10,
  head: 15,
  leader: 20,
  consentChase: 30,
  consentLeader: 60,
} as const;
export type Minutes = { -readonly [Name in keyof typeof defaultMinutes]: number };

/** Hours for which an answer link opens, unless the call-up ends before. */
export const LINK_HOURS = 72;
export const MEMBERS_MAX = 300;
/** Minutes at which a communications check is measured. */
export const scoreMinutes = [5, 15, 30] as const;

export const orderDirections = ['received', 'sent'] as const;
export type OrderDirection = (typeof orderDirections)[number];
/** A coordination order (lệnh) binds, a request (yêu cầu) asks. */
export const orderKinds = ['order', 'request'] as const;
export type OrderKind = (typeof orderKinds)[number];
export const orderStates = [
  'draft',
  'sent',
  'received',
  'accepted',
  'refused',
  'in-progress',
  'done',
  'verified',
] as const;
export type OrderState = (typeof orderStates)[number];
/** How far a document may go; state secrets have no place here. */
export const circulations = ['open', 'internal'] as const;

/** Which state may follow which, for both directions. */
export const orderMoves: Readonly<Record<OrderState, readonly OrderState[]>> = {
  draft: ['sent'],
  sent: ['received', 'accepted', 'refused'],
  received: ['accepted', 'refused'],
  accepted: ['in-progress', 'done'],
  refused: [],
  'in-progress': ['done'],
  done: ['verified', 'in-progress'],
  verified: [],
};
