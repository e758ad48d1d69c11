import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import type { AdministrativeHead } from '../render/document-tree.ts';
import { convertWithOffice, hasLibreOffice } from '../render/office-probe.ts';
import { inkDifference, pageFingerprints } from '../render/page-fingerprint.ts';
import { hasPoppler, type PlacedWord, pdfInfo, pdfRules, pdfWords } from '../render/pdf-probe.ts';
import { renderDocx } from '../render/render-docx.ts';
import { renderPdf } from '../render/render-pdf.ts';
import { createRenderPool } from '../render/render-pool.ts';
import { type GoldenName, goldenDocument, goldenNames } from './golden-documents.ts';

/**
 * What stands where on the pages of each type, kept beside this test. `KHIEN_GOLDEN=write` writes them anew: look at the
 * pages as pictures before you keep the change.
 */
type Golden = { words: [page: number, text: string, leftMm: number, topMm: number][]; ink: string[] };

const pool = createRenderPool();
afterAll(() => pool.close());

const fileOf = (name: GoldenName) => new URL(`./golden/${name}.txt`, import.meta.url);
const round = (value: number): number => Math.round(value * 10) / 10;
const toGolden = (pdf: Uint8Array): Golden => ({
  words: pdfWords(pdf).map(({ page, text, left, top }) => [page, text, round(left), round(top)]),
  ink: pageFingerprints(pdf),
});
/** A line for each page's ink, then one for each word. */
const writeGolden = (name: GoldenName, { words, ink }: Golden): void =>
  writeFileSync(
    fileOf(name),
    [...ink, ...words.map((word) => word.join('\t'))].map((line) => `${line}\n`).join(''),
  );
const readGolden = (name: GoldenName): Golden => {
  const lines = readFileSync(fileOf(name), 'utf8').trimEnd().split('\n');
  const words = lines.filter((line) => line.includes('\t')).map((line) => line.split('\t'));
  return {
    ink: lines.filter((line) => !line.includes('\t')),
    words: words.map(([page, text = '', left, top]) => [Number(page), text, Number(left), Number(top)]),
  };
};

const find = (words: readonly PlacedWord[], text: string, page = 1): PlacedWord => {
  const word = words.find((one) => one.text === text && one.page === page);
  if (!word) throw new Error(`no word ${text} on page ${page}`);
  return word;
};

describe.skipIf(!hasPoppler)('pages of each type (needs poppler-utils)', () => {
  it.each(goldenNames)('%s: every word at its place, the ink where it was', async (name) => {
    const now = toGolden(await renderPdf(pool, goldenDocument(name)));
    if (process.env.KHIEN_GOLDEN === 'write' || !existsSync(fileOf(name))) writeGolden(name, now);
    const kept = readGolden(name);
    expect(now.words.map(([page, text]) => `${page} ${text}`)).toEqual(
      kept.words.map(([page, text]) => `${page} ${text}`),
    );
    for (const [index, [, text, left, top]] of kept.words.entries()) {
      expect(Math.abs((now.words[index]?.[2] ?? 0) - left), text).toBeLessThanOrEqual(0.3);
      expect(Math.abs((now.words[index]?.[3] ?? 0) - top), text).toBeLessThanOrEqual(0.3);
    }
    expect(now.ink).toHaveLength(kept.ink.length);
    for (const [index, page] of kept.ink.entries()) {
      const { mean, greatest } = inkDifference(now.ink[index] ?? '', page);
      expect(mean).toBeLessThan(0.25);
      expect(greatest).toBeLessThanOrEqual(2);
    }
  });

  it.each(goldenNames)('%s: margins, head and foot as the decree draws them', async (name) => {
    const pdf = await renderPdf(pool, goldenDocument(name));
    const all = pdfWords(pdf);
    const words = all.filter((word) => word.page === 1 && word.bottom < 280);
    expect(Math.min(...words.map((word) => word.left))).toBeCloseTo(30, 0);
    expect(Math.max(...words.map((word) => word.right))).toBeLessThanOrEqual(190.1);
    expect(Math.min(...words.map((word) => word.top))).toBeGreaterThanOrEqual(19.9);
    const rightColumn = 190 - (160 * 0.58) / 2;
    expect((find(words, 'CỘNG').left + find(words, 'NAM').right) / 2).toBeCloseTo(rightColumn, 0);
    expect((find(words, 'Độc').left + find(words, 'phúc').right) / 2).toBeCloseTo(rightColumn, 0);
    expect(find(words, 'Số:').top).toBeCloseTo(find(words, 'Sông').top, 0);
    // Two rules at least: under the motto in its full width, under the issuing body in a part of it.
    const motto = pdfRules(pdf).find((rule) => Math.abs(rule.left - find(words, 'Độc').left) < 0.5);
    expect(motto?.right).toBeCloseTo(find(words, 'phúc').right, 0);
    expect(find(words, 'Nơi').left).toBeCloseTo(30, 0);
    expect(all.some((word) => word.text.endsWith('./.'))).toBe(true);
  });

  it('writes the signs as the registers do, small letters of TTr included', async () => {
    const signs = await Promise.all(
      goldenNames.map(async (name) => {
        const words = pdfWords(await renderPdf(pool, goldenDocument(name)));
        return [name, words[words.findIndex(({ text }) => text === 'Số:') + 1]?.text];
      }),
    );
    expect(Object.fromEntries(signs)).toEqual({
      decision: '05/QĐ-UBND',
      'decision-indirect': '05/QĐ-UBND',
      submission: '05/TTr-ĐƯCSC',
      'official-letter': '05/ĐƯCSC-KT',
      report: '05/BC-ĐƯCSC',
      notice: '05/TB-ĐƯCSC',
      plan: '05/KH-ĐƯCSC',
      minutes: '05/BB-ĐƯCSC',
      invitation: '05/GM-ĐƯCSC',
      'urgent-telegram': '05/CĐ-ĐƯCSC',
    });
  });

  it('the document that a decision issues begins with its own head and names the decision', async () => {
    const words = pdfWords(await renderPdf(pool, goldenDocument('decision-indirect')));
    const second = words
      .filter((word) => word.page === 2)
      .map((word) => word.text)
      .join(' ');
    expect(second).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
    expect(second).toContain('QUY CHẾ');
    expect(second).toContain('(Kèm theo Quyết định số 05/QĐ-UBND ngày 05 tháng 02 năm 2026 của');
    expect(second).not.toContain('Số: ');
  });

  it('text in composed and in decomposed Unicode gives the same page', async () => {
    const tree = goldenDocument('submission');
    const decomposed = JSON.parse(JSON.stringify(tree).normalize('NFD')) as typeof tree;
    const [one, other] = [
      await renderPdf(pool, tree),
      await renderPdf(pool, { ...decomposed, properties: tree.properties }),
    ].map((pdf) => pdfWords(pdf).map(({ text, left, top }) => [text, round(left), round(top)]));
    expect(other).toEqual(one);
  });

  it('a very long name, 40 recipients and a table of 30 pages stay inside the margins', async () => {
    const tree = goldenDocument('report');
    const rows = Array.from({ length: 620 }, (_, index) => [
      String(index + 1),
      'Sở Nông nghiệp và Môi trường',
      'x'.repeat(90),
    ]);
    const pdf = await renderPdf(pool, {
      ...tree,
      head: {
        ...(tree.head as AdministrativeHead),
        issuingBody:
          'Trung tâm Giám sát, điều hành và ứng cứu sự cố an toàn thông tin mạng các cơ quan nhà nước trên địa bàn tỉnh Sông Mây',
      },
      recipients: {
        items: Array.from({ length: 40 }, (_, index) => `Cơ quan phối hợp thứ ${index + 1} (để báo cáo)`),
        archive: 'VT',
      },
      annexes: [
        {
          label: 'Phụ lục',
          title: 'Danh sách',
          body: [
            {
              kind: 'table',
              columns: [{ share: 8 }, { share: 42 }, { share: 50 }],
              header: [['STT', 'Cơ quan', 'Ghi chú']],
              rows,
            },
          ],
        },
      ],
    });
    expect(pdfInfo(pdf).pages).toBeGreaterThanOrEqual(30);
    const words = pdfWords(pdf);
    expect(Math.max(...words.map((word) => word.right))).toBeLessThanOrEqual(190.2);
    expect(Math.min(...words.map((word) => word.left))).toBeGreaterThanOrEqual(29.8);
    for (let number = 1; number <= 40; number += 1) {
      expect(
        words.some((word, index) => word.text === String(number) && words[index - 1]?.text === 'thứ'),
      ).toBe(true);
    }
  });
});

describe.skipIf(!hasLibreOffice || !hasPoppler)(
  'each DOCX opened in LibreOffice (needs soffice and poppler-utils)',
  () => {
    it('has the pages, the words and the places of the PDF', { timeout: 240_000 }, async () => {
      const documents = await Promise.all(
        goldenNames.map(async (name) => ({ name, docx: await renderDocx(pool, goldenDocument(name)) })),
      );
      const converted = convertWithOffice(documents);
      for (const name of goldenNames) {
        const office = converted.get(name);
        if (!office) throw new Error(`${name} was not converted`);
        const pdf = await renderPdf(pool, goldenDocument(name));
        expect([name, pdfInfo(office).pages]).toEqual([name, pdfInfo(pdf).pages]);
        const [there, here] = [pdfWords(office), pdfWords(pdf)];
        const sorted = (words: readonly PlacedWord[]) => words.map(({ text }) => text).sort();
        expect([name, sorted(there)]).toEqual([name, sorted(here)]);
        for (const text of ['CỘNG', 'NAM', 'Độc', 'phúc', 'Số:', 'Nơi']) {
          expect(Math.abs(find(there, text).left - find(here, text).left), `${name} ${text}`).toBeLessThan(
            1.5,
          );
          expect(Math.abs(find(there, text).right - find(here, text).right), `${name} ${text}`).toBeLessThan(
            1.5,
          );
        }
        for (const text of ['CỘNG', 'Độc', 'Số:']) {
          expect(Math.abs(find(there, text).top - find(here, text).top), `${name} ${text}`).toBeLessThan(2);
        }
      }
    });
  },
);
