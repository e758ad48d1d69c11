import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { decodeCharset } from './decode-charset.ts';
import { decodeHeader } from './decode-header.ts';
import { decodeVniWindows } from './vni-windows.ts';

const text = 'Cổng thông tin điện tử của Sở bị chèn mã độc, đề nghị Đội ứng cứu hỗ trợ gấp.';

/** windows-1258 has no letters with both kinds of marks: the tone follows as a mark of its own. */
const encodeWindows1258 = (value: string): Buffer =>
  iconv.encode(
    value
      .normalize('NFD')
      // Canonical order puts the dot below first; here circumflex, breve and horn belong to the letter.
      .replace(/(\p{L})(\u0323)(\u0302|\u0306|\u031b)/gu, '$1$3$2')
      .replace(/\p{L}(?:\u0302|\u0306|\u031b)/gu, (letter) => letter.normalize('NFC')),
    'windows1258',
  );

// "Sở Y tế bị tấn công, đề nghị hỗ trợ" as typed with a VNI font.
const vniBytes = Buffer.from('Sôû Y teá bò taán coâng, ñeà nghò hoã trôï', 'latin1');
const vniText = 'Sở Y tế bị tấn công, đề nghị hỗ trợ';

describe('Vietnamese code pages', () => {
  test.each([
    ['utf-8', Buffer.from(text)],
    ['windows-1258', encodeWindows1258(text)],
    ['x-viet-tcvn5712', iconv.encode(text, 'tcvn')],
    ['TCVN-5712', iconv.encode(text, 'tcvn')],
    ['VISCII', iconv.encode(text, 'viscii')],
    ['utf-16le', iconv.encode(text, 'utf-16le')],
  ])('%s is read as declared and comes out composed', (charset, bytes) => {
    expect(decodeCharset(bytes, charset).text).toBe(text);
  });

  test.each([
    ['utf-8', Buffer.from(text)],
    ['windows-1258', encodeWindows1258(text)],
    ['tcvn3', iconv.encode(text, 'tcvn')],
    ['viscii', iconv.encode(text, 'viscii')],
  ])('%s is recognised without a declaration and under a wrong one', (charset, bytes) => {
    for (const declared of [undefined, 'us-ascii', 'iso-8859-1', 'no-such-charset']) {
      expect(decodeCharset(bytes, declared)).toEqual({ text, charset, isGuessed: true });
    }
    if (charset !== 'utf-8') expect(decodeCharset(bytes, 'utf-8').text).toBe(text);
  });

  test('VNI-Windows is read when declared and recognised when not', () => {
    expect(decodeCharset(vniBytes, 'x-viet-vni').text).toBe(vniText);
    expect(decodeCharset(vniBytes, 'iso-8859-1')).toMatchObject({ text: vniText, charset: 'vni' });
    expect(decodeVniWindows('ÑOÄI ÖÙNG CÖÙU')).toBe('ĐỘI ỨNG CỨU');
  });

  test('French and German text in windows-1252 is left alone', () => {
    const french = 'Le café déjà fermé, où êtes-vous? Größe über alles';
    expect(decodeCharset(Buffer.from(french, 'latin1'), 'iso-8859-1')).toMatchObject({ text: french });
  });

  test('UTF-7 is never decoded', () => {
    expect(decodeCharset(Buffer.from('+ADw-script+AD4-'), 'utf-7').text).toBe('+ADw-script+AD4-');
  });
});

test('a letter split between two encoded words of a header is put together', () => {
  const bytes = Buffer.from('Sở');
  const word = (part: Buffer): string => `=?utf-8?B?${part.toString('base64')}?=`;
  expect(decodeHeader(`${word(bytes.subarray(0, 2))} ${word(bytes.subarray(2))}`)).toBe('Sở');
  expect(decodeHeader('=?utf-8*vi?Q?=C4=90=E1=BB=99i?= A')).toBe('Đội A');
  expect(decodeHeader(Buffer.from('Báo cáo').toString('latin1'))).toBe('Báo cáo');
});
