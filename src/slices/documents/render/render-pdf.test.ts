import { afterAll, describe, expect, it } from 'vitest';
import { hasPoppler, type PlacedWord, pdfInfo, pdfRules, pdfText, pdfWords } from './pdf-probe.ts';
import { renderPdf } from './render-pdf.ts';
import { createRenderPool } from './render-pool.ts';
import { sampleDecision, sampleLetter, sampleMinutes, sampleTable } from './sample-documents.ts';

const pool = createRenderPool();
afterAll(() => pool.close());

const find = (words: readonly PlacedWord[], text: string, page = 1): PlacedWord => {
  const word = words.find((candidate) => candidate.text === text && candidate.page === page);
  if (!word) throw new Error(`no word ${text} on page ${page}`);
  return word;
};
const middle = (first: PlacedWord, last: PlacedWord): number => (first.left + last.right) / 2;

describe.skipIf(!hasPoppler)('PDF of an official document (needs pdftotext from poppler-utils)', () => {
  it('keeps every text within the margins of 20, 20, 30 and 20 mm', async () => {
    const words = pdfWords(await renderPdf(pool, sampleLetter({ contactLine: '' })));
    expect(Math.min(...words.map((word) => word.left))).toBeCloseTo(30, 0);
    expect(Math.max(...words.map((word) => word.right))).toBeLessThanOrEqual(190.1);
    expect(Math.min(...words.map((word) => word.top))).toBeGreaterThanOrEqual(19.9);
    expect(Math.max(...words.map((word) => word.bottom))).toBeLessThanOrEqual(277.1);
  });

  it('stands the head in two columns: issuer and number left, nation, motto and date right', async () => {
    const words = pdfWords(await renderPdf(pool, sampleLetter()));
    const left = 30 + (160 * 0.42) / 2;
    const right = 190 - (160 * 0.58) / 2;
    expect(middle(find(words, 'ĐỘI'), find(words, 'CỐ'))).toBeCloseTo(left, 0);
    expect(middle(find(words, 'Số:'), find(words, '05/ƯCSC-KT'))).toBeCloseTo(left, 0);
    expect(middle(find(words, 'CỘNG'), find(words, 'NAM'))).toBeCloseTo(right, 0);
    expect(middle(find(words, 'Độc'), find(words, 'phúc'))).toBeCloseTo(right, 0);
    expect(middle(find(words, 'Sông'), find(words, '2026'))).toBeCloseTo(right, 0);
    expect(find(words, 'Số:').top).toBeCloseTo(find(words, '2026').top, 0);
  });

  it('draws the rule under the motto in its full width and the one under the issuer in 1/3 to 1/2', async () => {
    const pdf = await renderPdf(pool, sampleLetter({ contactLine: '' }));
    const [words, rules] = [pdfWords(pdf), pdfRules(pdf)];
    expect(rules).toHaveLength(2);
    const [motto, issuer] = [...rules].sort((a, b) => b.right - b.left - (a.right - a.left));
    expect(motto!.left).toBeCloseTo(find(words, 'Độc').left, 0);
    expect(motto!.right).toBeCloseTo(find(words, 'phúc').right, 0);
    const share = (issuer!.right - issuer!.left) / (find(words, 'CỐ').right - find(words, 'ĐỘI').left);
    expect(share).toBeGreaterThanOrEqual(1 / 3);
    expect(share).toBeLessThanOrEqual(1 / 2);
    expect(issuer!.y).toBeGreaterThan(find(words, 'ĐỘI').bottom);
  });

  it('numbers pages from the second on, centred in the top margin, and each annex anew', async () => {
    const words = pdfWords(await renderPdf(pool, sampleDecision()));
    const above = words.filter((word) => word.bottom < 20).map((word) => [word.page, word.text]);
    expect(above).toEqual([
      [2, '2'],
      [4, '2'],
      [5, '3'],
      [7, '2'],
      [8, '3'],
    ]);
    const number = words.find((word) => word.page === 2 && word.bottom < 20)!;
    expect((number.left + number.right) / 2).toBeCloseTo(110, 0);
    expect((number.top + number.bottom) / 2).toBeCloseTo(10, 0);
  });

  it('starts paragraphs 12.7 mm in and justifies full lines to the right margin', async () => {
    const words = pdfWords(await renderPdf(pool, sampleLetter()));
    expect(find(words, 'Đội').left).toBeCloseTo(42.7, 0);
    const line = find(words, 'Đội').top;
    const lineEnd = Math.max(...words.filter((w) => Math.abs(w.top - line) < 0.5).map((w) => w.right));
    expect(lineEnd).toBeCloseTo(190, 0);
  });

  it('levels the recipients with the signature, and signs in the right half', async () => {
    const words = pdfWords(await renderPdf(pool, sampleLetter()));
    expect(find(words, 'Nơi').left).toBeCloseTo(30, 0);
    expect(find(words, 'Nơi').top).toBeCloseTo(find(words, 'TRƯỞNG').top, 0);
    expect(middle(find(words, 'Trần'), find(words, 'Ngọc'))).toBeCloseTo(150, 0);
    expect(find(words, 'Trần').top - find(words, 'PHÓ').bottom).toBeGreaterThanOrEqual(24);
  });

  it('writes the fixed wording of a letter', async () => {
    const text = pdfText(await renderPdf(pool, sampleLetter()));
    expect(text).toContain('Sông Mây, ngày 05 tháng 3 năm 2026');
    expect(text).toContain('HỎA TỐC');
    expect(text).toContain(
      '- Các sở, ban, ngành cấp tỉnh; - Ủy ban nhân dân các xã, phường; - Trung tâm Công nghệ số.',
    );
    expect(text).toContain('Trân trọng cảm ơn sự phối hợp của Quý cơ quan./.');
    expect(text).toContain('- Như trên; - Chủ tịch UBND tỉnh (để b/c); - Công an tỉnh; - Lưu: VT, KT.');
  });

  it('leaves number and date of a draft open and marks it', async () => {
    const text = pdfText(await renderPdf(pool, sampleMinutes()));
    expect(text).toMatch(/Số: +\/BB-ƯCSC/);
    expect(text).toContain('DỰ THẢO');
    expect(text).toContain('ngày …… tháng …… năm');
  });

  it('is PDF/A-2b with the shipped font only, its properties and its creation instant', async () => {
    const pdf = await renderPdf(pool, sampleLetter());
    const { text, fonts } = pdfInfo(pdf);
    expect(text).toContain('Công văn rà soát lỗ hổng');
    expect(text).toContain('A4');
    const names = fonts.split('\n').slice(2).filter(Boolean);
    expect(names.length).toBeGreaterThanOrEqual(4);
    for (const name of names) expect(name).toMatch(/\+Tinos-(Regular|Bold|Italic|BoldItalic) /);
    expect(Buffer.from(pdf).toString('latin1')).toContain('pdfaid');
  });

  it('repeats the head of a table of thirty pages and draws every row', async () => {
    const pdf = await renderPdf(pool, sampleLetter({ body: [sampleTable(600)] }));
    const words = pdfWords(pdf);
    const { pages } = pdfInfo(pdf);
    expect(pages).toBeGreaterThanOrEqual(30);
    expect(words.filter((word) => word.text === 'STT').length).toBeGreaterThanOrEqual(pages - 1);
    expect(words.filter((word) => word.text === '12.500.000')).toHaveLength(600);
  });

  it('keeps recipients and signature of a letter on one page with its last words', async () => {
    for (const lines of [8, 10, 11, 12, 13, 14, 15, 16]) {
      const body = Array.from({ length: lines }, () => sampleLetter().body[0]!);
      const words = pdfWords(await renderPdf(pool, sampleLetter({ body })));
      const page = words.find((word) => word.text === 'Nơi')!.page;
      expect(find(words, 'Ngọc', page)).toBeDefined();
      expect(words.some((word) => word.page === page && word.text.endsWith('./.'))).toBe(true);
    }
  });

  it('gives 40 recipients, all of them', async () => {
    const items = Array.from(
      { length: 40 },
      (_, index) => `Cơ quan phối hợp thứ ${index + 1} của tỉnh (để báo cáo)`,
    );
    const text = pdfText(await renderPdf(pool, sampleLetter({ recipients: { items, archive: 'VT' } })));
    for (const item of items) expect(text).toContain(`- ${item};`);
    expect(text).toContain('- Lưu: VT.');
  });
});
