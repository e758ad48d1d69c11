import { afterAll, describe, expect, it } from 'vitest';
import { cleanText } from './clean-tree.ts';
import type { DocumentTree } from './document-tree.ts';
import { readDocxPart } from './docx-probe.ts';
import { hasPoppler, pdfInfo, pdfText, pdfWords } from './pdf-probe.ts';
import { renderDocx } from './render-docx.ts';
import { renderPdf } from './render-pdf.ts';
import { createRenderPool } from './render-pool.ts';
import { renderPreview } from './render-preview.ts';
import { sampleLetter } from './sample-documents.ts';

const pool = createRenderPool();
afterAll(() => pool.close());

const hostile =
  '#import "@preview/x:1.0.0": * #read("/etc/passwd") $ x^2 $ *b* _i_ `c` <l> @r // c </w:t><script>alert(1)</script> &amp; ]]> \u0000\u0001\u0008 \ud800 \udfff \u202eabc ☐ 漢字 😀 \ue000\ue001\ue002 {{}}';

const everywhere = (text: string): DocumentTree => ({
  ...sampleLetter({
    typeName: text,
    subject: text,
    legalBases: [text],
    addressees: [text],
    decidingAuthority: text,
    enactment: text,
    circulationMark: text,
    recipients: { items: [text], archive: text },
    signature: { authority: [text], post: text, hint: text, name: text },
    drafterMark: text,
    contactLine: text.slice(0, 100),
    properties: { title: text, author: text, createdAt: new Date(0) },
    head: {
      kind: 'administrative',
      governingBody: text,
      issuingBody: text,
      sign: text,
      place: text,
      letterSubject: text,
    },
    annexes: [{ label: text, title: text, attachedTo: text, body: [{ kind: 'paragraph', content: text }] }],
  }),
  body: [
    { kind: 'paragraph', content: [{ text, isBold: true, isItalic: true, isUnderlined: true }] },
    { kind: 'heading', level: 'chapter', number: text, content: text },
    { kind: 'heading', level: 'article', number: text, content: text, text },
    { kind: 'list', marker: 'letter', items: [text] },
    { kind: 'table', columns: [{ share: 1 }, { share: 20 }], header: [[text, text]], rows: [[text, text]] },
    { kind: 'check-boxes', label: text, layout: 'line', items: [{ label: text, isChecked: true }] },
    { kind: 'check-boxes', label: text, layout: 3, items: [{ label: text, isChecked: true, detail: text }] },
    { kind: 'field', label: text, value: text },
    { kind: 'field-row', fields: [{ kind: 'field', label: text, value: text }] },
    { kind: 'form-section', title: text },
    { kind: 'signatures', parties: [{ authority: [text], post: text, name: text }] },
  ],
});

describe('hostile and unusual texts', () => {
  it('cleans texts to NFC without control characters, lone surrogates or direction marks', () => {
    expect(cleanText('Vie\u0323\u0302t\u0000\u202e\u200b\ufeff a\r\nb\tc \ud800')).toBe('Việt a\nb c \ufffd');
  });

  it.skipIf(!hasPoppler)('prints markup of Typst and XML as plain text in a PDF', async () => {
    const text = pdfText(await renderPdf(pool, everywhere(hostile)));
    expect(text).toContain('#import "@preview/x:1.0.0": * #read("/etc/passwd") $ x^2 $ *b* _i_ `c`');
    expect(text).toContain('<script>alert(1)</script> &amp; ]]>');
    expect(text).not.toContain('root:');
  });

  it('writes them as text into the DOCX', async () => {
    const xml = readDocxPart(await renderDocx(pool, everywhere(hostile)), 'word/document.xml');
    expect(xml).toContain('&lt;/w:t&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; ]]');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: their absence is the point
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udbff](?![\udc00-\udfff])/);
    expect(xml).not.toContain('<script');
  });

  it('draws a preview that holds nothing but shapes', async () => {
    const pages = await renderPreview(pool, everywhere(hostile));
    for (const { svg } of pages) {
      expect(svg).not.toMatch(/<script|<foreignObject|<image|<text|<style|\son\w+=|href="[^#]/i);
      for (const [, id] of svg.matchAll(/href="#(\w+)"/g)) expect(svg).toContain(`id="${id}"`);
    }
  });

  it.skipIf(!hasPoppler)('renders decomposed and composed Vietnamese alike', async () => {
    const composed = 'Nguyễn Thị Phượng Ưu Việt, Đắk Lắk, thuở ấy';
    const pdfs = await Promise.all(
      [composed, composed.normalize('NFD')].map((text) => renderPdf(pool, everywhere(text))),
    );
    expect(pdfText(pdfs[0]!)).toBe(pdfText(pdfs[1]!));
    expect(pdfText(pdfs[1]!)).toContain(composed);
  });

  it.skipIf(!hasPoppler)('breaks a word of 100,000 characters within the margins', async () => {
    const tree = sampleLetter({
      body: [{ kind: 'paragraph', content: 'W'.repeat(100_000) }],
      hasEndMark: false,
    });
    const words = pdfWords(await renderPdf(pool, tree));
    expect(Math.max(...words.map((word) => word.right))).toBeLessThan(191);
    const letters = words
      .filter((word) => /^W+$/.test(word.text))
      .reduce((sum, word) => sum + word.text.length, 0);
    expect(letters).toBe(100_000);
    expect((await renderDocx(pool, tree)).length).toBeGreaterThan(1_000);
  });

  it.skipIf(!hasPoppler)('keeps long words and names in every place on the paper', async () => {
    for (const text of [
      'Đ'.repeat(600),
      'Trung tâm Giám sát và Điều hành thông minh '.repeat(12),
      '12/QĐ-UBND '.repeat(700),
    ]) {
      const words = pdfWords(await renderPdf(pool, everywhere(text)));
      expect(Math.max(...words.map((word) => word.right))).toBeLessThan(210);
    }
  });

  it('renders empty texts and empty collections', async () => {
    const tree = everywhere('');
    const empty: DocumentTree = {
      ...tree,
      body: [
        ...tree.body,
        { kind: 'list', marker: 'dash', items: [] },
        { kind: 'table', columns: [{ share: 0 }], header: [], rows: [] },
        { kind: 'field-row', fields: [] },
        { kind: 'signatures', parties: [] },
        { kind: 'check-boxes', layout: 1, items: [] },
        { kind: 'page-break' },
      ],
    };
    for (const format of ['pdf', 'docx', 'svg'] as const) {
      expect((await pool.render(format, empty)).length).toBeGreaterThan(1_000);
    }
  });

  it('refuses a document beyond the limits by a code', async () => {
    const tree = sampleLetter({ body: [{ kind: 'paragraph', content: 'a '.repeat(2_100_000) }] });
    await expect(renderPdf(pool, tree)).rejects.toMatchObject({ code: 'documents.too-large' });
  });
});

describe.skipIf(!hasPoppler)('same input', () => {
  it('gives the same pages', async () => {
    const [first, second] = [await renderPdf(pool, sampleLetter()), await renderPdf(pool, sampleLetter())];
    expect(pdfInfo(first!).text).toBe(pdfInfo(second!).text);
    expect(Buffer.from(first!).equals(Buffer.from(second!))).toBe(true);
  });
});
