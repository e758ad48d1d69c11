import { afterAll, describe, expect, it } from 'vitest';
import type { DocumentTree } from '../render/document-tree.ts';
import { hasPoppler, pdfInfo, pdfLines, pdfText } from '../render/pdf-probe.ts';
import { renderPdf } from '../render/render-pdf.ts';
import { createRenderPool } from '../render/render-pool.ts';
import { en } from '../texts/en.ts';
import { vi } from '../texts/vi.ts';
import { buildForm03 } from './form-03.ts';
import { buildForm04 } from './form-04.ts';
import { form03Input, form04Input } from './form-inputs.ts';
import { isInternalAddress } from './internal-address.ts';
import { listMissingForm03, listMissingForm04, listRemarksForm03 } from './list-missing.ts';
import { sampleForm03, sampleForm04 } from './sample-forms.ts';

const pool = createRenderPool();
afterAll(() => pool.close());
const createdAt = new Date('2026-03-05T02:30:00Z');
const textOf = async (tree: DocumentTree) => pdfText(await renderPdf(pool, tree));

/** Every label of the circular's form, in its order. */
const form03Labels = [
  'Mẫu số 03',
  'BÁO CÁO BAN ĐẦU SỰ CỐ MẠNG',
  'THÔNG TIN VỀ TỔ CHỨC/CÁ NHÂN BÁO CÁO SỰ CỐ',
  'Tên tổ chức/cá nhân báo cáo sự cố (*)',
  'Địa chỉ (*)',
  'Điện thoại (*)',
  'Email (*)',
  'NGƯỜI LIÊN HỆ',
  'Họ và tên (*)',
  'Chức vụ',
  'Điện thoại (*)',
  'Email (*)',
  'THÔNG TIN CHI TIẾT VỀ HỆ THỐNG BỊ SỰ CỐ',
  'Tên đơn vị vận hành hệ thống thông tin (*)',
  'Cơ quan chủ quản',
  'Tên hệ thống bị sự cố',
  'Phân loại cấp độ của hệ thống thông tin (nếu có)',
  'Tổ chức cung cấp dịch vụ an toàn thông tin (nếu có)',
  'Tên nhà cung cấp dịch vụ kết nối bên ngoài (nếu có)',
  'MÔ TẢ SƠ BỘ VỀ SỰ CỐ (*)',
  'Ngày phát hiện sự cố (*) (dd/mm/yy)',
  'Thời gian phát hiện (*)',
  'HIỆN TRẠNG SỰ CỐ (*)',
  'CÁCH THỨC PHÁT HIỆN (*)',
  'ĐÃ GỬI THÔNG BÁO SỰ CỐ CHO (*)',
  'THÔNG TIN BỔ SUNG VỀ HỆ THỐNG XẢY RA SỰ CỐ',
  'Hệ điều hành',
  'Version',
  'Các dịch vụ có trên hệ thống',
  'Các biện pháp an toàn thông tin đã triển khai',
  'Các địa chỉ IP của hệ thống',
  'Các tên miền của hệ thống',
  'Mục đích chính sử dụng hệ thống',
  'Thông tin gửi kèm',
  'phải được giữ bí mật',
  'KIẾN NGHỊ, ĐỀ XUẤT HỖ TRỢ',
  'THỜI GIAN THỰC HIỆN BÁO CÁO SỰ CỐ (*)',
  'CÁ NHÂN/NGƯỜI ĐẠI DIỆN THEO PHÁP LUẬT',
];

const form04Labels = [
  'Mẫu số 04',
  'BÁO CÁO KẾT THÚC ỨNG PHÓ SỰ CỐ',
  'Địa chỉ (*)',
  'KÝ HIỆU BÁO CÁO BAN ĐẦU SỰ CỐ',
  'Số ký hiệu',
  'Ngày báo cáo',
  'Tên đơn vị vận hành hệ thống thông tin (*)',
  'Cơ quan chủ quản',
  'Tên hệ thống bị sự cố',
  'Phân loại cấp độ',
  'Tên/Mô tả về sự cố',
  'Ngày phát hiện sự cố (*)',
  'Thời gian phát hiện (*)',
  'KẾT QUẢ XỬ LÝ SỰ CỐ',
  'CÁC TÀI LIỆU ĐÍNH KÈM',
  'CÁ NHÂN/NGƯỜI ĐẠI DIỆN THEO PHÁP LUẬT',
];

const expectInOrder = (text: string, labels: readonly string[]): void => {
  let from = 0;
  for (const label of labels) {
    const at = text.indexOf(label, from);
    expect(at, label).toBeGreaterThanOrEqual(0);
    from = at + label.length;
  }
};

describe.skipIf(!hasPoppler)(
  'forms of Circular 20/2017 on paper (needs pdftotext from poppler-utils)',
  () => {
    it('form 03 has every label in order, filled or empty, on two pages', async () => {
      for (const input of [sampleForm03, {}]) {
        const pdf = await renderPdf(pool, buildForm03(input, createdAt));
        expectInOrder(pdfLines(pdf), form03Labels);
        expect(pdfInfo(pdf).pages).toBe(2);
      }
    });

    it('form 03 prints its values, a cross for each choice and no internal address', async () => {
      const text = await textOf(buildForm03(sampleForm03, createdAt));
      expect(text).toContain('(dd/mm/yy): 05/03/2026');
      expect(text).toContain('08 giờ 05 phút');
      expect(text).toContain('x Chưa được xử lý');
      expect(text).toContain('x Nhận được thông báo từ: người dùng tại bộ phận một cửa');
      expect(text).toContain('203.0.113.10; 2001:db8::10');
      expect(text).not.toContain('192.168.1.20');
      expect(text).toContain('Đặng Quốc Khánh');
    });

    it('form 04 has every label in order and points to the initial report', async () => {
      for (const input of [sampleForm04, {}]) {
        expectInOrder(pdfLines(await renderPdf(pool, buildForm04(input, createdAt))), form04Labels);
      }
      const text = await textOf(buildForm04(sampleForm04, createdAt));
      expect(text).toContain('Số ký hiệu: 07/BC-SNNMT');
      expect(text).toContain('Ngày báo cáo: 05/03/2026');
      expect(text).toContain('- Phương án xử lý');
    });

    it('a missing value prints a dotted line', async () => {
      expect(await textOf(buildForm03({}, createdAt))).toMatch(/Địa chỉ \(\*\): \.{20,}/);
    });
  },
);

describe('missing fields', () => {
  it('an empty form 03 misses all its mandatory fields, a full one none', () => {
    expect(listMissingForm03({}).map(({ field }) => field)).toEqual([
      'reporter.name',
      'reporter.address',
      'reporter.phone',
      'reporter.email',
      'contact.name',
      'contact.phone',
      'contact.email',
      'system.operatorName',
      'description',
      'detected.date',
      'detected.hour',
      'detected.minute',
      'status',
      'detectionMethods',
      'notifiedParties',
      'reported.date',
      'reported.hour',
      'reported.minute',
    ]);
    expect(listMissingForm03(sampleForm03)).toEqual([]);
    expect(listMissingForm04(sampleForm04)).toEqual([]);
    expect(listMissingForm04({})).toHaveLength(8);
  });

  it('midnight is a time and blanks are no value', () => {
    expect(
      listMissingForm03({ ...sampleForm03, detected: { date: '2026-03-05', hour: 0, minute: 0 } }),
    ).toEqual([]);
    expect(listMissingForm03({ ...sampleForm03, description: '  ' })).toEqual([
      { field: 'description', reasonKey: 'documents.form.description-needed' },
    ]);
  });

  it('a ticked "from" or "other" needs its text', () => {
    const input = { ...sampleForm03, detectionMethods: ['notified', 'other'] as const, notifiedBy: '' };
    const missing = listMissingForm03({ ...input, detectionMethods: [...input.detectionMethods] });
    expect(missing.map(({ field }) => field)).toEqual(['notifiedBy', 'otherDetectionMethod']);
  });

  it('every reason has a text in both languages', () => {
    expect(Object.keys(vi)).toEqual(Object.keys(en));
  });

  it('an internal address is left out and named', () => {
    expect(listRemarksForm03(sampleForm03)).toEqual([
      { field: 'ipAddresses', reasonKey: 'documents.form.internal-address-left-out', value: '192.168.1.20' },
    ]);
    for (const address of [
      '10.1.2.3',
      '172.20.0.1/16',
      '100.64.0.1',
      '::1',
      'fd00::1',
      'fe80::1',
      '::ffff:10.0.0.1',
    ]) {
      expect(isInternalAddress(address), address).toBe(true);
    }
    for (const address of ['203.0.113.9', '172.32.0.1', '100.128.0.1', '2001:db8::1', '110.1.1.1']) {
      expect(isInternalAddress(address), address).toBe(false);
    }
  });

  it('option lists whose wording was not compared with the law say so', () => {
    const unverified = buildForm03({}, createdAt).body.filter(
      (block) => block.kind === 'check-boxes' && block.isVerified === false,
    );
    expect(unverified).toHaveLength(5);
  });

  it('the schemas take the samples and name a wrong field', () => {
    expect(form03Input.parse(sampleForm03)).toEqual(sampleForm03);
    expect(form04Input.parse(sampleForm04)).toEqual(sampleForm04);
    const wrong = form03Input.safeParse({ detected: { hour: 24 } });
    expect(wrong.error?.issues[0]?.path).toEqual(['detected', 'hour']);
  });
});
