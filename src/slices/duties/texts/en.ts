import { enClocks } from './en-clocks.ts';
import { enFields } from './en-fields.ts';
import { enRules } from './en-rules.ts';
import { enSpecFields } from './en-spec-fields.ts';
import { enYearly } from './en-yearly.ts';
import type { vi } from './vi.ts';

export const en: Record<keyof typeof vi, string> = {
  'duties.forms': 'Forms',
  'duties.forms-lead':
    'Filled from the records of the incident, completed by hand, taken out as PDF and DOCX.',
  'duties.kind.form-03': 'Form 03: initial report',
  'duties.kind.form-04': 'Form 04: final report',
  'duties.create.form-03': 'Draft the initial report (form 03)',
  'duties.create.form-04': 'Draft the final report (form 04)',
  'duties.saved': 'Version {{version}}, saved by {{person}} on {{time}}',
  'duties.complete': 'All required entries are there',
  'duties.missing-count': 'Required entries still missing: {{count}}',
  'duties.missing-rest': 'and {{count}} more',
  'duties.tab-fields': 'Content',
  'duties.tab-pages': 'Pages',
  'duties.versions': 'Saved versions',
  'duties.version-line': 'Version {{version}}: {{time}}, {{person}}',
  'duties.older': 'This is version {{version}}; the newest is version {{newest}}.',
  'duties.to-newest': 'Open the newest',
  'duties.overtaken':
    '{{person}} has just saved version {{version}}. When you save, both are put side by side to choose from.',
  'duties.unsaved': 'Not saved yet; downloads are still version {{version}}.',
  'duties.refill': 'Fill from records again',
  'duties.refill-consequence':
    'Entries that the records hold follow the records as they are now; where they hold nothing, what was typed stays. The result is a new version, the old one remains.',
  'duties.drawing': 'Drawing the pages…',
  'duties.page-count': 'Pages: {{count}}',
  'duties.page-alt': '{{form}}, page {{page}} of {{count}}',
  'duties.time-invalid': 'Write hour and minute, such as 08:05.',
  'duties.help.ipAddresses':
    'One address on each line. Only those used on the Internet; internal ones are not printed.',
  'duties.help.lines': 'One entry on each line.',
  'duties.help.reportCode': 'Given by the clerk at issue, such as 07/BC-ĐƯCSC.',
  'duties.help.result': 'What happened, how it was solved, and what to do about the like.',
  ...enClocks,
  ...enRules,
  ...enFields,
  ...enSpecFields,
  ...enYearly,
  'audit.document.created': '{{actor}} drew up the document {{subject}}',
  'audit.document.saved': '{{actor}} saved the document {{subject}}',
  'audit.document.refilled': '{{actor}} filled {{subject}} in again from the record',
  'audit.document.downloaded': '{{actor}} downloaded the document {{subject}}',
};
