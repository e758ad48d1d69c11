import { answerWordsEn } from './answer-words-en.ts';
import { screensEn } from './screens-en.ts';
import type { vi } from './vi.ts';

export const en: Record<keyof typeof vi, string> = {
  ...answerWordsEn,
  ...screensEn,
  'error.mobilisation.noStandingAgency':
    'No Standing agency is recorded, so that the notice has no sender. Record that role under Agencies.',
  'error.mobilisation.ended': 'Call-up {{number}} has ended.',
  'error.mobilisation.answerDoesNotFit': 'This answer does not fit what is recorded already.',
  'error.mobilisation.pushRefused':
    'This browser uses a push service that is not on the list of allowed ones.',
  'error.mobilisation.moveNotPossible': 'Cannot go from “{{from}}” to “{{to}}”.',
  'error.mobilisation.orderFixed': '{{number}} has been sent or received; its content is fixed.',
  'invalid.mobilisation.notInTeam': 'Not a member of the team today.',
  'invalid.mobilisation.calledTwice': 'Already part of this call-up.',
  'invalid.mobilisation.minutesOrder': 'Minutes must rise: chase, backup, head, leader.',
  'invalid.mobilisation.exerciseHasNoIncident': 'A communications check belongs to no incident.',
  'invalid.mobilisation.incidentEnded': 'The incident has ended.',
  'invalid.mobilisation.past': 'That moment has passed.',
  'invalid.mobilisation.future': 'That moment is still to come.',
  'invalid.mobilisation.beforeCallUp': 'Earlier than the call-up.',
  'invalid.mobilisation.leftBeforeArrival': 'Left before arriving.',
  'invalid.mobilisation.unknownAgency': 'No such agency.',
  'invalid.mobilisation.unknownIncident': 'No such incident.',
  'invalid.mobilisation.beforeIssue': 'Earlier than the day of issue.',
  'invalid.mobilisation.reasonNeeded': 'Please give a reason.',
  'mobilisation.log.calledUp': 'Call-up {{number}}: {{count}} people called.',
  'mobilisation.log.ended': 'Call-up {{number}} ended.',
  'mobilisation.log.orderMoved': 'Coordination {{number}}: {{state}}.',
};
