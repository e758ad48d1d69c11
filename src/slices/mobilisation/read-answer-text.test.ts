import { expect, test } from 'vitest';
import { readAnswerText } from './read-answer-text.ts';

/** 02:10 in Viet Nam. */
const now = new Date('2026-11-23T02:10:00+07:00');
const at = (text: string) => new Date(`2026-11-${text}:00+07:00`).toISOString();

test.each([
  ['Có', null],
  ['Vâng, tôi đến ngay', null],
  ['có, đến lúc 3h', at('23T03:00')],
  ['Đến lúc 3 giờ 15', at('23T03:15')],
  ['Tôi đến 15:30', at('23T15:30')],
  ['CO DEN LUC 1h', at('24T01:00')],
  ['đến sau 30 phút', at('23T02:40')],
  ['1 tiếng nữa tôi đến', at('23T03:10')],
  ['Coming at 3:00', at('23T03:00')],
  ['ok', null],
  ['\n\nCó.\n\n> Vào 02:05 ngày 23/11/2026, Công an tỉnh đã viết:\n> không đến thì báo', null],
])('%j of a member is a coming', (text, expected) => {
  expect(readAnswerText(text, 'member', now)).toEqual({ kind: 'coming', at: expected });
});

test.each([
  ['Không, vì đang công tác ở Hà Nội', 'đang công tác ở Hà Nội'],
  ['ko đến được do con ốm', 'con ốm'],
  ['Không tham gia được vì trùng lịch trực', 'trùng lịch trực'],
  ['No, because I am abroad', 'I am abroad'],
])('%j of a member is a refusal with its reason', (text, reason) => {
  expect(readAnswerText(text, 'member', now)).toEqual({ kind: 'declined', reason });
});

test.each(['Đồng ý', 'Nhất trí cử đồng chí Mạnh', 'Yes'])('%j of a head is a consent', (text) => {
  expect(readAnswerText(text, 'head', now)).toEqual({ kind: 'consented' });
});
test('a head refuses only with a reason', () => {
  expect(readAnswerText('Không đồng ý vì đơn vị đang có đoàn thanh tra', 'head', now)).toEqual({
    kind: 'refused',
    reason: 'đơn vị đang có đoàn thanh tra',
  });
  expect(readAnswerText('Không đồng ý', 'head', now)).toBeUndefined();
});

test.each([
  'Không biết có đến được không?',
  'Có nhưng phải họp xong đã',
  'Không',
  'Tôi đang lái xe, gọi lại sau nhé',
  '',
  '> Có',
  'lúc 3h có ai trực không?',
  'đến lúc 27h99',
])('%j is left to somebody to decide', (text) => {
  const answer = readAnswerText(text, 'member', now);
  if (text === 'đến lúc 27h99') expect(answer).toEqual({ kind: 'coming', at: null });
  else expect(answer).toBeUndefined();
});

test('a receipt is neither a coming nor a refusal', () => {
  expect(readAnswerText('Đã nhận, sẽ trả lời sau', 'member', now)).toEqual({ kind: 'received' });
});
