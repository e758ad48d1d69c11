import { defineErrors } from '../../../platform/errors/app-error.ts';

export const mobilisationErrors = defineErrors('mobilisation', {
  /** Nobody holds the role of the Standing agency today: notices have no sender. */
  noStandingAgency: 409,
  /** The call-up has ended. */
  ended: 409,
  /** The answer does not fit the recipient or what is recorded already. */
  answerDoesNotFit: 409,
  /** The browser's push service is not one of those that may be called. */
  pushRefused: 422,
  /** The order cannot go from its state to the one asked for. */
  moveNotPossible: 409,
  /** An order that was sent or received is not rewritten. */
  orderFixed: 409,
});

/** What the slice tells live pages; `data` holds `id`. */
export const mobilisationEvents = {
  callUpChanged: 'call-up.changed',
  orderChanged: 'order.changed',
} as const;
