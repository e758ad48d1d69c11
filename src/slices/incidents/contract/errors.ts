import { defineErrors } from '../../../platform/errors/app-error.ts';

export const incidentErrors = defineErrors('incidents', {
  /** The status machine has no such move from the present state. */
  moveNotPossible: 409,
  /** Outcome, root cause or lessons are not written yet; `errors` names each. */
  closingIncomplete: 422,
  /** The incident has ended: it must be reopened before it changes. */
  ended: 409,
  /** The person takes part already, or no longer. */
  notTakingPart: 409,
});

/** What the incidents tell live pages; `data` holds `id` of the incident. */
export const incidentEvents = {
  opened: 'incident.opened',
  changed: 'incident.changed',
  logAdded: 'incident.log-added',
  taskChanged: 'incident.task-changed',
} as const;
