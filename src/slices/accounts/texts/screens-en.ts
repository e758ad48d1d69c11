import type { screensVi } from './screens-vi.ts';

export const screensEn: Record<keyof typeof screensVi, string> = {
  'accounts.role.administrator': 'Administrator',
  'accounts.role.peoples-committee-leader': "Leader of the People's Committee",
  'accounts.role.steering-committee': 'Steering Committee',
  'accounts.role.team-leader': 'Team leader',
  'accounts.role.deputy-leader': 'Deputy leader',
  'accounts.role.duty-officer': 'Duty officer',
  'accounts.role.responder': 'Responder',
  'accounts.role.agency-focal-point': "Agency's focal point",
  'accounts.role.agency-head': 'Head of an agency',
  'accounts.role.auditor': 'Auditor (read only)',
  'accounts.role.external-expert': 'External expert (single case)',
};
