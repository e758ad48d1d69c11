import { expect, test } from 'vitest';
import { toInternationalNumber } from './phone-number.ts';
import { fitSms, measureSms, oneLine, toPlainSms } from './sms-text.ts';

test('a text of the basic alphabet travels in 7 bits, one Vietnamese letter makes it UCS-2', () => {
  expect(measureSms('a'.repeat(160))).toEqual({ encoding: 'gsm-7', units: 160, parts: 1 });
  expect(measureSms('a'.repeat(161))).toEqual({ encoding: 'gsm-7', units: 161, parts: 2 });
  expect(measureSms('{'.repeat(80)).units).toBe(160);
  expect(measureSms(`ư${'a'.repeat(69)}`)).toEqual({ encoding: 'ucs-2', units: 70, parts: 1 });
  expect(measureSms(`ư${'a'.repeat(70)}`)).toEqual({ encoding: 'ucs-2', units: 71, parts: 2 });
  expect(measureSms('ế'.repeat(135)).parts).toBe(3);
});

test('without tone marks every Vietnamese text fits the basic alphabet', () => {
  expect(toPlainSms('Đề nghị đồng chí có mặt lúc 03:00 – “khẩn”…')).toBe(
    'De nghi dong chi co mat luc 03:00 - "khan"...',
  );
  expect(measureSms(toPlainSms('ăâđêôơư ÁÀẢÃẠ 🚨')).encoding).toBe('gsm-7');
});

test('a long text is shortened before its link, never the link', () => {
  const link = 'https://ungcuu.tinh.example/h/AAAAAAAAAAAAAAAAAAAAAA';
  const text = fitSms('Noi dung dai '.repeat(40), 2, (part) => `HUY DONG: ${part} Tra loi: ${link}`);
  expect(measureSms(text).parts).toBeLessThanOrEqual(2);
  expect(text.endsWith(link)).toBe(true);
});

test('a name with line breaks or turned direction becomes one plain line', () => {
  expect(oneLine('Nguyễn\r\nVăn\u202eA\u2028B')).toBe('Nguyễn Văn A B');
});

test.each([
  ['0912 345 678', '+84912345678'],
  ['+84 912.345.678', '+84912345678'],
  ['0084912345678', '+84912345678'],
  ['0210-3846-114', '+842103846114'],
  ['113', null],
  ['gọi chị Mai', null],
  ['0912345678\r\nX: 1', null],
])('%s is the number %s', (typed, number) => expect(toInternationalNumber(typed)).toBe(number));
