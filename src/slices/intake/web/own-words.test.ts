import { describe, expect, test } from 'vitest';
import { ownWords } from './own-words.ts';

describe('the words of a reporter', () => {
  test('leave out the answers that stand beside them', () => {
    const answers = { scope: '12 máy\n\nở phòng kế toán', backup: 'Không (đã mất)' };
    const description = [
      'Sáng nay mở máy thấy chữ đỏ.',
      'Bao nhiêu máy?\n12 máy\n\nở phòng kế toán',
      'Có bản sao lưu không?\nKhông (đã mất)',
    ].join('\n\n');
    expect(ownWords(description, answers)).toBe('Sáng nay mở máy thấy chữ đỏ.');
    expect(ownWords('Bao nhiêu máy?\n12 máy\n\nở phòng kế toán', answers)).toBe('');
  });

  test('stay whole where nothing was answered, also with signs that mean something in patterns', () => {
    const text = 'Địa chỉ http://[2001:db8::1]/?a=(b)*\n\nHai dòng\ncuối';
    expect(ownWords(text, {})).toBe(text);
    expect(ownWords(text, { seen: '(b)*' })).toBe(text);
  });
});
