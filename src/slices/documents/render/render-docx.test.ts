import { afterAll, describe, expect, it } from 'vitest';
import { readDocxPart } from './docx-probe.ts';
import { convertWithOffice, hasLibreOffice } from './office-probe.ts';
import { hasPoppler, pdfInfo, pdfLines, pdfRules, pdfWords } from './pdf-probe.ts';
import { renderDocx } from './render-docx.ts';
import { renderPdf } from './render-pdf.ts';
import { createRenderPool } from './render-pool.ts';
import { sampleDecision, sampleLetter } from './sample-documents.ts';

const pool = createRenderPool();
afterAll(() => pool.close());

describe('DOCX of an official document', () => {
  it('sets A4 with margins of 20, 20, 30 and 20 mm in twentieths of a point', async () => {
    const xml = readDocxPart(await renderDocx(pool, sampleLetter()), 'word/document.xml');
    expect(xml).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
    expect(xml).toMatch(/<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701"/);
  });

  it('names Times New Roman of 14 pt as the font of the text, in Vietnamese', async () => {
    const xml = readDocxPart(await renderDocx(pool, sampleLetter()), 'word/styles.xml');
    expect(xml).toContain('w:ascii="Times New Roman"');
    expect(xml).toContain('<w:sz w:val="28"/>');
    expect(xml).toContain('w:val="vi-VN"');
  });

  it('numbers pages in the header of all pages but the first', async () => {
    const docx = await renderDocx(pool, sampleLetter());
    expect(readDocxPart(docx, 'word/document.xml')).toContain('<w:titlePg/>');
    const headers = ['word/header1.xml', 'word/header2.xml'].map((name) => readDocxPart(docx, name));
    expect(headers.filter((xml) => /PAGE/.test(xml))).toHaveLength(1);
    expect(headers.find((xml) => /PAGE/.test(xml))).toContain('<w:jc w:val="center"/>');
  });

  it('repeats header rows, turns an annex to landscape and restarts its page numbers', async () => {
    const xml = readDocxPart(await renderDocx(pool, sampleDecision()), 'word/document.xml');
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(2);
    expect(xml).toContain('w:orient="landscape"');
    expect(xml.match(/<w:pgNumType w:start="1"\/>/g)).toHaveLength(3);
  });

  it('justifies the text, indents first lines by 12.7 mm and spaces paragraphs by 6 pt', async () => {
    const xml = readDocxPart(await renderDocx(pool, sampleLetter()), 'word/document.xml');
    const paragraph = xml.split('<w:p>').find((part) => part.includes('hoàn thành trước'))!;
    expect(paragraph).toContain('<w:jc w:val="both"/>');
    expect(paragraph).toContain('w:firstLine="720"');
    expect(paragraph).toContain('w:after="120"');
  });
});

const convert = (docx: Uint8Array): Uint8Array => {
  const pdf = convertWithOffice([{ name: 'a', docx }]).get('a');
  if (!pdf) throw new Error('not converted');
  return pdf;
};

describe.skipIf(!hasLibreOffice || !hasPoppler)(
  'the DOCX opened in LibreOffice (needs soffice and poppler-utils)',
  () => {
    it('has the pages and the places of the PDF', { timeout: 60_000 }, async () => {
      const office = convert(await renderDocx(pool, sampleDecision()));
      const pdf = await renderPdf(pool, sampleDecision());
      expect(pdfInfo(office).pages).toBe(pdfInfo(pdf).pages);
      const [there, here] = [pdfWords(office), pdfWords(pdf)];
      const at = (words: typeof here, text: string) => words.find((word) => word.text === text)!;
      for (const text of ['CỘNG', 'NAM', 'Độc', 'phúc', 'Số:', 'ỦY', 'Nơi', 'TM.', 'Điều', 'PHÓ']) {
        expect(Math.abs(at(there, text).left - at(here, text).left), text).toBeLessThan(1.5);
        expect(Math.abs(at(there, text).right - at(here, text).right), text).toBeLessThan(1.5);
      }
      for (const text of ['CỘNG', 'Độc', 'Số:', 'ỦY']) {
        expect(Math.abs(at(there, text).top - at(here, text).top), text).toBeLessThan(2);
      }
      const motto = pdfRules(office).sort((a, b) => b.right - a.right)[0]!;
      expect(motto.left).toBeCloseTo(at(here, 'Độc').left, 0);
      const number = there.find((word) => word.page === 2 && word.bottom < 20)!;
      expect(number.text).toBe('2');
      expect((number.left + number.right) / 2).toBeCloseTo(110, 0);
      expect(pdfLines(office)).toContain('Quyết định này./.');
    });
  },
);
