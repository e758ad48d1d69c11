import type { vi } from './vi.ts';

export const en: Record<keyof typeof vi, string> = {
  'error.agencies.codeTaken': 'The code {{code}} belongs to another agency.',
  'error.agencies.alreadyEnded': '{{name}} already ended on another day.',
  'error.agencies.wrongSuccession':
    'The agencies do not fit the kind of change: a rename is one to one, a merger many to one, a split one to many, and successors must exist on that day.',
  'error.agencies.roleTaken':
    'A holder of this role is already recorded from {{date}} on. Choose a later day.',
  'invalid.agencies.publicSuffix': 'This domain is shared by many; it is not one agency’s own.',
  'invalid.agencies.network': 'Enter an address or a network in CIDR form, such as 203.0.113.0/24.',
  'invalid.agencies.ownParent': 'An agency cannot stand above itself.',
  'invalid.agencies.codeTwice': 'The code occurs twice in the batch.',
  'invalid.agencies.endBeforeStart': 'The end must lie after the start.',
  'invalid.agencies.afterEnd': 'The start must lie before the end.',
  'invalid.agencies.beforeStart': 'The day must lie after the founding of the agencies that end.',
};
