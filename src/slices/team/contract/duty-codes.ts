export const swapStates = ['requested', 'accepted', 'declined', 'approved', 'refused', 'withdrawn'] as const;
export type SwapState = (typeof swapStates)[number];

export const handOverStates = ['draft', 'given', 'signed'] as const;
export type HandOverState = (typeof handOverStates)[number];

export const planStates = ['draft', 'published', 'discarded'] as const;
export type PlanState = (typeof planStates)[number];

export const absenceKinds = ['leave', 'training', 'mission', 'sick'] as const;
export type AbsenceKind = (typeof absenceKinds)[number];

/** Whom a step of the escalation ladder calls. */
export const escalationTargets = ['primary', 'backup', 'role', 'member'] as const;
export type EscalationTarget = (typeof escalationTargets)[number];

/** What stands in the way of a planned shift. */
export const planConflicts = [
  'nobody-free',
  'not-in-team',
  'absent',
  'overlaps-plan',
  'overlaps-list',
  'primary-taken',
  'too-little-rest',
] as const;
export type PlanConflict = (typeof planConflicts)[number];
