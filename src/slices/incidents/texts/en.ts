import { enCodes } from './en-codes.ts';
import { enScreens } from './en-screens.ts';
import type { vi } from './vi.ts';

export const en: Record<keyof typeof vi, string> = {
  'error.incidents.moveNotPossible': 'The status cannot go from “{{from}}” to “{{to}}”.',
  'error.incidents.closingIncomplete':
    '{{number}} cannot be closed yet: outcome, root cause and lessons must be written.',
  'error.incidents.ended': 'Incident {{number}} has ended. Reopen it to make changes.',
  'error.incidents.notTakingPart': 'This person does not take part in the incident.',
  'invalid.incidents.future': 'The time lies in the future.',
  'invalid.incidents.timeOrder': 'The times are not in order: occurrence, detection, containment, recovery.',
  'invalid.incidents.unknownAgency': 'There is no such agency in the register.',
  'invalid.incidents.unknownSystem': 'There is no such system in the register.',
  'invalid.incidents.systemOfOtherAgency': 'The system belongs to another agency.',
  'invalid.incidents.unknownPerson': 'There is no such person, or the account is disabled.',
  'invalid.incidents.notTakingPart': 'Tasks go only to people who take part in the incident.',
  'invalid.incidents.notClearedForRed': 'Only command, duty officers and participants may set TLP:RED.',
  'invalid.incidents.corrected': 'A correction must name a log entry of this incident.',
  'incidents.hand-over.opened': 'New incidents',
  'incidents.hand-over.changed': 'Changed incidents',
  'incidents.hand-over.closed': 'Ended incidents',
  'incidents.hand-over.tasks': 'Tasks that are late or due within 24 hours',
  'incidents.hand-over.line': '{{number}} {{title}}',
  'incidents.hand-over.task': '{{title}} ({{number}})',
  'incidents.log.opened': 'Opened incident {{number}}.',
  'incidents.log.moved': 'Status moved from “{{from}}” to “{{to}}”.',
  'incidents.log.movedBecause': 'Status moved from “{{from}}” to “{{to}}”. Reason: {{reason}}',
  'incidents.log.classified': 'Classified: {{group}}, {{severity}}. Grounds: {{reason}}',
  'incidents.log.reclassified': 'Reclassified: {{group}}, {{severity}}. Grounds: {{reason}}',
  'incidents.log.leadAssigned': '{{person}} leads the response.',
  'incidents.log.memberAssigned': '{{person}} joined the response.',
  'incidents.log.personRemoved': '{{person}} no longer takes part.',
  'incidents.log.taskDone': 'Task “{{title}}” done.',
  'incidents.log.fileAdded': 'File {{name}} added (SHA-256 {{sha256}}).',
  ...enCodes,
  ...enScreens,
};
