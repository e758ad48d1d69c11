import { publicEn } from './public-en.ts';
import { sheetEn } from './sheet-en.ts';
import type { vi } from './vi.ts';
import { webEn } from './web-en.ts';

export const en: Record<keyof typeof vi, string> = {
  ...publicEn,
  ...sheetEn,
  ...webEn,
  'error.intake.alreadySettled': 'Report {{number}} has already been settled.',
  'error.intake.notLinked': 'Report {{number}} is not linked to an incident.',
  'error.intake.incidentNotOpen': 'Incident {{number}} is closed; reopen it before linking reports.',
  'error.intake.tooManyReports': 'This address has sent too many reports. Please call the 24/7 number.',
  'error.intake.wrongCode': 'The receipt number or the follow-up code is wrong.',
  'error.intake.attachmentNotBase64': 'The attachment is not valid base64.',
  'intake.receipt.subject': '[{{number}}] Incident report received',
  'intake.receipt.noName': 'Sir or Madam',
  'intake.receipt.text':
    'Dear {{name}},\n\nthe incident response team has received your report.\n\nReceipt number: {{number}}\nFollow-up code: {{code}}\nFollow or add information: {{url}}\n\nThe duty officer is looking at it. You may answer this mail to add information or files.\nNever send state secrets by e-mail or through this portal.\n\nThis is an automatic reply.',
  'intake.reply.subject': '[{{number}}] About your incident report',
  'intake.reply.text':
    '{{text}}\n\n--\nReport {{number}}. Answer this mail or open {{url}}\nNever send state secrets by e-mail.',
  'intake.mail.noSubject': '(no subject)',
  'intake.mail.embedded': '--- Attached message: {{subject}} | From: {{from}} | {{date}}',
  'intake.hand-over.waiting': 'Reports that wait',
  'intake.hand-over.call-backs': 'Call the reporter back',
  'intake.hand-over.line': '{{number}} {{title}}',
  'intake.log.linked': 'Report {{number}} was linked to the incident.',
  'intake.log.unlinked': 'Report {{number}} was unlinked from the incident: {{reason}}',
};
