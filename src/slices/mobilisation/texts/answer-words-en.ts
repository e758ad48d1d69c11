import type { answerWordsVi } from './answer-words-vi.ts';

export const answerWordsEn: Record<keyof typeof answerWordsVi, string> = {
  'mobilisation.notice.exerciseBanner':
    'THIS IS AN EXERCISE: a communications check. There is no real incident and you need not move; just answer.',
  'mobilisation.notice.atOnce': 'as soon as you get this notice',
  'mobilisation.notice.remote': 'remotely',
  'mobilisation.notice.task': 'Task',
  'mobilisation.notice.when': 'Be present',
  'mobilisation.notice.place': 'Place',
  'mobilisation.notice.bring': 'Bring',
  'mobilisation.notice.contact': '24/7 contact',
  'mobilisation.page.whenLabel': 'When will you be there?',
  'mobilisation.page.asAsked': 'At the time asked ({{when}})',
  'mobilisation.page.atOnce': 'Leaving now',
  'mobilisation.page.inMinutes': 'In {{minutes}} minutes',
  'mobilisation.page.coming': 'I am coming',
  'mobilisation.page.received': 'Received, answer follows',
  'mobilisation.page.cannot': 'I cannot come',
  'mobilisation.page.sendReason': 'Send the reason',
};
