import { afterAll, describe, expect, it } from 'vitest';
import {
  incidentSpecKinds,
  type SpecInput,
  type SpecKind,
  specFieldsOf,
  specInputSchema,
  specOf,
  yearlySpecKinds,
} from '../contract/form-spec.ts';
import { convertWithOffice, hasLibreOffice } from '../render/office-probe.ts';
import { hasPoppler, pdfInfo, pdfLines, pdfText, pdfWords } from '../render/pdf-probe.ts';
import { renderDocx } from '../render/render-docx.ts';
import { renderPdf } from '../render/render-pdf.ts';
import { createRenderPool } from '../render/render-pool.ts';
import { vi } from '../texts/vi.ts';
import { buildForm05, form05Input, sumForm05 } from './form-05.ts';
import { buildSpecForm, listMissingSpec } from './spec-form.ts';

const kinds: readonly SpecKind[] = [...incidentSpecKinds, ...yearlySpecKinds];
const createdAt = new Date('2026-11-23T02:30:00Z');
const pool = createRenderPool();
afterAll(() => pool.close());

/** A value in every field, which names its field. */
const full = (kind: SpecKind): SpecInput => {
  const input: Record<string, unknown> = {};
  specFieldsOf(kind).forEach((field, index) => {
    const value = {
      line: `v${index}x`,
      area: `a${index}x`,
      lines: [`l${index}x`],
      date: '2026-11-22',
      moment: { date: '2026-11-22', hour: 18, minute: 5 },
      choice: field.options?.[0]?.[0],
      checks: field.options?.map(([name]) => name),
      rows: [(field.columns ?? []).map((_, column) => `c${column}x`)],
    }[field.kind];
    const [group, name] = field.path.split('.') as [string, string | undefined];
    if (name === undefined) input[group] = value;
    else input[group] = { ...(input[group] as object), [name]: field.path === 'system.level' ? 3 : value };
  });
  return input;
};

describe.each(kinds)('form %s', (kind) => {
  it('takes a value in every field and refuses unknown names by their place', () => {
    expect(specInputSchema(kind).safeParse(full(kind)).success).toBe(true);
    const refused = specInputSchema(kind).safeParse({ ...full(kind), unknownName: 'x' });
    expect(refused.error?.issues[0]).toMatchObject({ code: 'unrecognized_keys', keys: ['unknownName'] });
  });

  it('names what is missing, each with a reason that has its text, and nothing once it is full', () => {
    const required = specFieldsOf(kind).filter(({ reason }) => reason);
    const missing = listMissingSpec(kind, {});
    expect(new Set(missing.map(({ field }) => field.replace(/\.(date|hour|minute)$/, '')))).toEqual(
      new Set(required.map(({ path }) => path)),
    );
    for (const { reasonKey } of missing) expect(vi[reasonKey]).toBeTruthy();
    expect(listMissingSpec(kind, full(kind))).toEqual([]);
  });

  it.skipIf(!hasPoppler)('prints every value and keeps to the margins; empty it prints dots', async () => {
    const pdf = await renderPdf(pool, buildSpecForm(kind, full(kind), createdAt));
    const text = pdfText(pdf);
    expect(text).toContain(specOf(kind).title.toLocaleUpperCase('vi').slice(0, 40));
    specFieldsOf(kind).forEach((field, index) => {
      if (
        field.kind === 'line' &&
        field.path !== 'reportCode' &&
        !['reporter.name', 'governingBody', 'signer.post'].includes(field.path)
      )
        expect(text, field.path).toContain(`v${index}x`);
      if (field.kind === 'area') expect(text, field.path).toContain(`a${index}x`);
      if (field.kind === 'rows') expect(text, field.path).toContain('c0x');
    });
    const words = pdfWords(pdf).filter((word) => word.page === 1);
    expect(Math.max(...words.map((word) => word.right))).toBeLessThanOrEqual(190.2);
    expect(pdfLines(await renderPdf(pool, buildSpecForm(kind, {}, createdAt)))).toContain('………');
  });
});

describe('form 05', () => {
  const row = {
    count: 3,
    handledAlone: 1,
    withOthers: 1,
    withForeign: 0,
    coordinatorAsked: 1,
    damage: 12_500_000,
  };
  const input = form05Input.parse({
    from: '2026-01-01',
    to: '2026-06-30',
    organisation: 'Đội Ứng cứu sự cố tỉnh Sông Mây',
    memberCode: 'VN-SM-01',
    rows: { malware: row, defacement: { ...row, damage: null } },
    helpers: ['Công ty An ninh mạng Mây Xanh'],
    proposals: 'Đề nghị tổ chức tập huấn.',
    signer: { post: 'Đội trưởng', name: 'Nguyễn Hữu Trí' },
  });

  it('sums its rows; damage counts where it was estimated', () => {
    expect(sumForm05(input.rows)).toEqual({
      ...row,
      count: 6,
      handledAlone: 2,
      withOthers: 2,
      coordinatorAsked: 2,
    });
    expect(sumForm05({}).damage).toBeNull();
  });

  it('refuses counts below nought and unknown kinds of attack by their place', () => {
    const bad = form05Input.safeParse({ ...input, rows: { malware: { ...row, count: -1 } } });
    expect(bad.error?.issues[0]?.path).toEqual(['rows', 'malware', 'count']);
    expect(form05Input.safeParse({ ...input, rows: { virus: row } }).success).toBe(false);
  });

  it.skipIf(!hasPoppler)('prints the period, each row, the sum and who helped', async () => {
    const text = pdfText(await renderPdf(pool, buildForm05(input, createdAt)));
    expect(text).toContain('Từ ngày 01/01/2026 đến ngày 30/06/2026');
    for (const words of [
      'Mẫu số 05',
      'Tấn công sử dụng mã độc',
      'Tổng số',
      '12.500.000',
      'VN-SM-01',
      'Mây Xanh',
    ]) {
      expect(text).toContain(words);
    }
  });
});

it.skipIf(!hasLibreOffice || !hasPoppler)(
  'every form opens in LibreOffice with the words of its PDF (needs soffice and poppler-utils)',
  { timeout: 240_000 },
  async () => {
    const documents = await Promise.all(
      kinds.map(async (kind) => ({
        name: kind,
        docx: await renderDocx(pool, buildSpecForm(kind, full(kind), createdAt)),
      })),
    );
    const converted = convertWithOffice(documents);
    for (const kind of kinds) {
      const office = converted.get(kind);
      if (!office) throw new Error(`${kind} was not converted`);
      const pdf = await renderPdf(pool, buildSpecForm(kind, full(kind), createdAt));
      const sorted = (bytes: Uint8Array) =>
        pdfWords(bytes)
          .map(({ text }) => text)
          .filter((text) => /\p{L}{2}/u.test(text))
          .sort();
      expect([kind, sorted(office)]).toEqual([kind, sorted(pdf)]);
      expect(Math.abs(pdfInfo(office).pages - pdfInfo(pdf).pages)).toBeLessThanOrEqual(1);
    }
  },
);
