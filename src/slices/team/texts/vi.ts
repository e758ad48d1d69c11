import type { ErrorTexts } from '../../../platform/errors/app-error.ts';
import type { teamErrors } from '../contract.ts';

export const vi = {
  'error.team.personTaken': 'Tài khoản này đã gắn với một thành viên khác.',
  'error.team.decisionTaken': 'Quyết định số {{number}} cùng ngày đã có trong hệ thống.',
  'error.team.foundedAlready': 'Đội đã được thành lập theo Quyết định số {{number}}.',
  'error.team.membershipOverlaps': '{{name}} đã tham gia Đội trong khoảng thời gian này.',
  'error.team.leaderOverlaps': '{{name}} đang là Đội trưởng trong khoảng thời gian này.',
  'error.team.primaryOverlaps': '{{name}} đã trực chính trong khoảng thời gian này.',
  'error.team.memberOverlaps': '{{name}} đã có ca trực trong khoảng thời gian này.',
  'invalid.team.beforeDecision': 'Ngày không được sớm hơn ngày quyết định có hiệu lực.',
  'invalid.team.beforeIssue': 'Ngày có hiệu lực không được sớm hơn ngày ban hành.',
  'invalid.team.beforeFounding': 'Không có quyết định nào về Đội được sớm hơn quyết định thành lập.',
  'invalid.team.endBeforeStart': 'Thời điểm kết thúc phải sau thời điểm bắt đầu.',
  'invalid.team.tooLong': 'Một ca trực dài nhất 72 giờ.',
} as const satisfies ErrorTexts<typeof teamErrors> & Record<string, string>;
