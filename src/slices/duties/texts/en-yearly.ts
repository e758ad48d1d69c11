import type { viYearly } from './vi-yearly.ts';

export const enYearly: Record<keyof typeof viYearly, string> = {
  'duties.kind.notice-24h': 'Initial notice within 24 hours',
  'duties.kind.report-72h': '72-hour report',
  'duties.kind.progress-report': 'Update',
  'duties.kind.final-report': 'Final report',
  'duties.kind.personal-data-notice': 'Notice of a personal data breach',
  'duties.kind.form-01': 'Form 01: member file',
  'duties.kind.form-02': 'Form 02: application for membership',
  'duties.kind.form-08-331': 'Form 08: yearly report on levels (Decree 331/2026)',
  'duties.create.notice-24h': 'Draft the initial notice (24 hours)',
  'duties.create.report-72h': 'Draft the 72-hour report',
  'duties.create.progress-report': 'Draft an update',
  'duties.create.final-report': 'Draft the final report',
  'duties.create.personal-data-notice': 'Draft the notice of a personal data breach',
  'duties.create.form-01': 'Draft the member file (form 01)',
  'duties.create.form-02': 'Draft the application (form 02)',
  'duties.create.form-08-331': 'Draft the yearly report (form 08)',
  'duties.regime-b': 'Decree 331/2026 and personal data',
  'duties.regime-a': 'Circular 20/2017',
  'duties.yearly': 'Yearly forms',
  'duties.yearly-lead':
    'Filled from the organisation, the members of the team and the register of systems; can be completed by hand, one for each year.',
  'duties.yearly-none': 'Not drafted for {{year}} yet',
  'duties.year': 'Year',
  'duties.unverified': 'not verified against the text',
  'duties.unverified-form':
    'The layout of this form follows the rule and reference material and was not compared with an official form. Check it before you send it.',
  'duties.help.rows':
    'One row on each line, cells parted by |: {{columns}}. Can be pasted from a spreadsheet.',
  'audit.yearly-form.created': '{{actor}} drafted {{subject}}',
  'audit.yearly-form.saved': '{{actor}} saved {{subject}}',
  'audit.yearly-form.refilled': '{{actor}} filled {{subject}} from the records again',
  'audit.yearly-form.downloaded': '{{actor}} downloaded {{subject}}',
};
