import type { vi } from './vi.ts';

export const en: Record<keyof typeof vi, string> = {
  'error.team.personTaken': 'This account already belongs to another member.',
  'error.team.decisionTaken': 'Decision {{number}} of that day is already recorded.',
  'error.team.foundedAlready': 'The team was founded by Decision {{number}}.',
  'error.team.membershipOverlaps': '{{name}} is already in the team during this time.',
  'error.team.leaderOverlaps': '{{name}} is Team Leader during this time.',
  'error.team.primaryOverlaps': '{{name}} is already on primary duty during this time.',
  'error.team.memberOverlaps': '{{name}} already has a shift during this time.',
  'invalid.team.beforeDecision': 'The day must not lie before the decision takes effect.',
  'invalid.team.beforeIssue': 'A decision cannot take effect before it is issued.',
  'invalid.team.beforeFounding': 'No decision on the team may lie before its founding.',
  'invalid.team.endBeforeStart': 'The end must lie after the start.',
  'invalid.team.tooLong': 'A shift lasts 72 hours at most.',
};
