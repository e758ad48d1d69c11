import type { noticeVi } from './notice-vi.ts';

export const noticeEn: Record<keyof typeof noticeVi, string> = {
  'mobilisation.notice.exerciseMark': '[EXERCISE]',
  'mobilisation.notice.chaseMark': '[REMINDER]',
  'mobilisation.notice.chaseLine':
    'Reminder: no answer from you has arrived yet. If you have answered, please ignore this message.',
  'mobilisation.notice.subject.member': '[CALL-UP] {{number}}: please be present {{when}}',
  'mobilisation.notice.subject.head': '[CALL-UP] {{number}}: please release staff for incident response',
  'mobilisation.notice.subject.exercise': 'Communications check {{number}}',
  'mobilisation.notice.greeting.member': 'Dear {{name}},\n\n{{agency}} calls you up (call-up {{number}}):',
  'mobilisation.notice.greeting.head':
    'Dear {{name}},\n\n{{agency}} asks you to release staff of your agency with priority (call-up {{number}}):',
  'mobilisation.notice.members': 'Staff called up:',
  'mobilisation.notice.basis': 'Legal basis',
  'mobilisation.notice.tap.member':
    'Answer with one tap, no sign-in needed (received, coming at, or cannot come):',
  'mobilisation.notice.tap.head':
    'Answer with one tap, no sign-in needed (agreed, or refused with a reason):',
  'mobilisation.notice.reply.member':
    'Or reply to this mail with one line: "Yes", "Coming at 3:00", "No, because ...".',
  'mobilisation.notice.reply.head': 'Or reply to this mail with one line: "Agreed", "No, because ...".',
  'mobilisation.notice.personal':
    'The link is for you alone, please do not pass it on. It stops working when the call-up ends.',
  'mobilisation.notice.sms.member':
    '{{agency}} call-up {{number}}: be present {{when}}, {{place}}. Answer: {{link}}',
  'mobilisation.notice.sms.head':
    '{{agency}} call-up {{number}}: please release staff for {{when}}, {{place}}. Answer: {{link}}',
  'mobilisation.notice.sms.exercise':
    '{{agency}} communications check {{number}}, not a real incident. Answer: {{link}}',
  'mobilisation.tell.subject': '[CALL-UP] For your attention',
  'mobilisation.tell.memberSilent':
    'Call-up {{number}}: {{name}} ({{agency}}, {{phone}}) has not answered. Contact: {{contact}}.',
  'mobilisation.tell.headSilent':
    'Call-up {{number}}: the head of {{agency}} ({{name}}, {{phone}}) has not answered the request for staff. Contact: {{contact}}.',
  'mobilisation.tell.headRefused':
    'Call-up {{number}}: {{agency}} refuses to release staff. Reason: {{reason}}. Contact: {{contact}}.',
  'mobilisation.tell.footer': 'Automatic mail of the call-up system; no reply needed.',
  'mobilisation.page.title.member': 'Call-up {{number}}',
  'mobilisation.page.title.head': 'Call-up {{number}}: request for staff',
  'mobilisation.page.title.exercise': 'Exercise {{number}}: communications check',
  'mobilisation.page.deadTitle': 'This link no longer works',
  'mobilisation.page.deadText':
    'The link is wrong, has expired, or the call-up has ended. If needed, call the 24/7 number in the notice.',
  'mobilisation.page.hotline': '24/7 duty desk:',
  'mobilisation.page.for': 'For',
  'mobilisation.page.whyCannot': 'Tap the reason:',
  'mobilisation.page.reason.away': 'Away from the province on duty',
  'mobilisation.page.reason.ill': 'Ill',
  'mobilisation.page.reason.other-task': 'On another urgent task',
  'mobilisation.page.otherReason': 'Another reason',
  'mobilisation.page.consent': 'I agree to release them',
  'mobilisation.page.refuse': 'I do not agree',
  'mobilisation.page.refuseReason': 'Reason (required)',
  'mobilisation.page.sendRefusal': 'Send the refusal',
  'mobilisation.page.reasonFault': 'Please give a reason, even one sentence.',
  'mobilisation.page.done.received':
    'Noted: you have received this. Please answer again when you know whether you can come.',
  'mobilisation.page.done.coming': 'Noted: you are coming.',
  'mobilisation.page.done.comingAt': 'Noted: you are coming at {{when}}.',
  'mobilisation.page.done.declined': 'Noted: you cannot come.',
  'mobilisation.page.done.consented': 'Noted: you agree to release the staff.',
  'mobilisation.page.done.refused': 'Noted: you do not agree.',
  'mobilisation.page.done.arrived': 'Noted: you have arrived.',
};
