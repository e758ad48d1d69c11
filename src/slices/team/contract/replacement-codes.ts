import { z } from 'zod';

/** The steps of a replacement, in order; the board has a column for each but the last two. */
export const replacementStates = [
  'reported',
  'nominated',
  'checked',
  'proposed',
  'decided',
  'done',
  'cancelled',
] as const;
export type ReplacementState = (typeof replacementStates)[number];

export const leavingReasons = ['transfer', 'retirement', 'resignation', 'reorganisation', 'other'] as const;
export type LeavingReason = (typeof leavingReasons)[number];

export const reportedAs = ['member', 'agency', 'team'] as const;
export type ReportedAs = (typeof reportedAs)[number];

export const nomineeStates = [
  'nominated',
  'checked',
  'returned',
  'withdrawn',
  'left',
  'chosen',
  'not-chosen',
] as const;
export type NomineeState = (typeof nomineeStates)[number];

export const proposalStates = ['open', 'submitted', 'decided', 'withdrawn'] as const;
export type ProposalState = (typeof proposalStates)[number];

export const replacementOutcomes = ['as-proposed', 'other-person', 'left-vacant'] as const;
export type ReplacementOutcome = (typeof replacementOutcomes)[number];

/** What the Standing agency looks at before a nominee goes into a proposal. */
export const checkKinds = ['agency', 'letter', 'contacts', 'not-in-team', 'skills'] as const;
export type CheckKind = (typeof checkKinds)[number];
export const checkResults = ['yes', 'no', 'unknown'] as const;

export const nomineeChecksSchema = z.array(
  z.object({ check: z.enum(checkKinds), result: z.enum(checkResults) }),
);
export type NomineeChecks = z.output<typeof nomineeChecksSchema>;

/** Days for a step before its first reminder, and between reminders. House rules, not law. */
export const STEP_DAYS: Readonly<Record<'reported' | 'nominated' | 'checked' | 'proposed', number>> = {
  reported: 7,
  nominated: 3,
  checked: 5,
  proposed: 15,
};
export const REMINDER_EVERY_DAYS = 3;
