import { defineErrors } from '../../../platform/errors/app-error.ts';

export const dutyErrors = defineErrors('duties', {
  /** The incident has this form already; `details.documentId` says which document it is. */
  formExists: 409,
  /** The clock is not running, resting or fulfilled as the action needs it. */
  clockStateWrong: 409,
  /** The rule does not allow its clock to rest. */
  pauseNotAllowed: 409,
  /** The time is up: a reason must be given. */
  reasonRequired: 422,
  /** The rule is not started by hand, or not on such a subject. */
  notStartedByHand: 409,
  /** A dispatch that is withdrawn, or proven already. */
  dispatchStateWrong: 409,
  /** Whoever wrote or proposed a rule set does not approve it. */
  secondPersonNeeded: 403,
  /** The rule set is not in the state that the step needs. */
  ruleSetStateWrong: 409,
});
