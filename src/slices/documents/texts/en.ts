import { enOfficial } from './en-official.ts';
import { enScreens } from './en-screens.ts';
import type { vi } from './vi.ts';

export const en: Record<keyof typeof vi, string> = {
  ...enOfficial,
  ...enScreens,
  'error.documents.renderBusy': 'Too many documents wait to be drawn. Try again in a moment.',
  'error.documents.renderTooLarge': 'The content is too long for the document to be drawn.',
  'error.documents.renderFailed': 'The document could not be drawn. What was saved is not affected.',
  'documents.form.reporter-identifies': 'The coordinator must know which organisation or person reports.',
  'documents.form.reporter-reachable': 'Telephone and e-mail are needed to confirm that the report arrived.',
  'documents.form.contact-called-back':
    'Responders must be able to call back someone who knows the incident.',
  'documents.form.operator-responsible':
    'The operator handles the incident first and answers for the system.',
  'documents.form.description-needed': 'Without a description the incident cannot be verified or classified.',
  'documents.form.detection-starts-clock': 'The reporting deadline runs from the detection, to the minute.',
  'documents.form.status-sets-priority': 'The current state decides the priority of the response.',
  'documents.form.method-shows-reliability':
    'How it was detected shows how reliable the report is and which traces to keep.',
  'documents.form.parties-avoid-duplicates':
    'Who was told already, so that nobody is told twice or left out.',
  'documents.form.detail-of-choice': 'A ticked option of this kind must say what it stands for.',
  'documents.form.report-time-proves-deadline': 'The time of the report proves that the deadline was kept.',
  'documents.form.severity-sets-deadline': 'The preliminary severity sets the next deadline.',
  'documents.form.signs-decide-at-once': 'With such signs the report is due at once.',
  'documents.form.cause-asked': 'The report names the cause.',
  'documents.form.scope-asked': 'The report names the scope of the effect.',
  'documents.form.measures-asked': 'The report names the measures taken.',
  'documents.form.progress-asked': 'An update tells what happened since the last report.',
  'documents.form.result-asked': 'A final report names result and lessons.',
  'documents.form.data-kind-decides': 'The kind of data decides who must be told.',
  'documents.form.subjects-counted': 'The number of data subjects shows the extent.',
  'documents.form.consequence-decides': 'The consequences decide whether a notice is due.',
  'documents.form.member-reachable': 'The coordinator must reach the member at any hour.',
  'documents.form.member-identified': 'The file identifies the member.',
  'documents.form.owner-identified': 'The report identifies who is responsible.',
  'documents.form.counters-needed': 'The summary of the Ministry needs these figures.',
  'documents.form.signer-responsible': 'The signer answers for the content.',
  'documents.form.system-named': 'It must be known which system is affected.',
  'documents.form.internal-address-left-out':
    'Internal IP addresses do not belong on this form and are not printed.',
};
