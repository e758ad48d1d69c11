import { z } from 'zod';
import type { Block, DocumentTree } from '../render/document-tree.ts';
import { calendarDay, dayText, field, formSource } from './form-parts.ts';

/**
 * Rows of form 05 of Circular 20/2017/TT-BTTTT. Their order and wording are recalled, not compared with the legal text.
 */
export const form05Rows = {
  'denial-of-service': 'Từ chối dịch vụ',
  phishing: 'Tấn công giả mạo',
  malware: 'Tấn công sử dụng mã độc',
  intrusion: 'Truy cập trái phép, chiếm quyền điều khiển',
  defacement: 'Thay đổi giao diện',
  encryption: 'Mã hóa phần mềm, dữ liệu, thiết bị',
  destruction: 'Phá hoại thông tin, dữ liệu, phần mềm',
  espionage: 'Nghe trộm, gián điệp, lấy cắp thông tin, dữ liệu',
  combined: 'Tấn công tổng hợp sử dụng kết hợp nhiều hình thức',
  other: 'Các hình thức tấn công khác',
} as const;
export type Form05Row = keyof typeof form05Rows;

const count = z.int().min(0);
const counts = z.strictObject({
  count,
  handledAlone: count,
  withOthers: count,
  withForeign: count,
  coordinatorAsked: count,
  /** Estimated damage in đồng; null where nothing was estimated. */
  damage: z.number().min(0).nullable(),
});
const line = z.string().max(1_000).optional();

export const form05Input = z.strictObject({
  /** First and last day of the period, `YYYY-MM-DD`. */
  from: z.iso.date(),
  to: z.iso.date(),
  governingBody: line,
  organisation: line,
  address: line,
  memberCode: line,
  reportCode: line,
  /** Rows that are absent print as nought. */
  rows: z.partialRecord(z.enum(Object.keys(form05Rows) as [Form05Row, ...Form05Row[]]), counts),
  helpers: z.array(z.string().max(500)).max(500).optional(),
  foreignHelpers: z.array(z.string().max(500)).max(500).optional(),
  remarks: z.string().max(100_000).optional(),
  proposals: z.string().max(100_000).optional(),
  place: line,
  signedOn: z.iso.date().optional(),
  signer: z.strictObject({ post: line, name: line }).optional(),
});
export type Form05Input = z.infer<typeof form05Input>;
export type Form05Counts = z.infer<typeof counts>;

const none: Form05Counts = {
  count: 0,
  handledAlone: 0,
  withOthers: 0,
  withForeign: 0,
  coordinatorAsked: 0,
  damage: null,
};

/** "12.500.000" */
const grouped = (value: number): string => String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, '.');

const cells = (row: Form05Counts): string[] => [
  ...[row.count, row.handledAlone, row.withOthers, row.withForeign, row.coordinatorAsked].map(grouped),
  row.damage === null ? '–' : grouped(row.damage),
];

/** The sum of all rows; damage only of those that have one. */
export const sumForm05 = (rows: Form05Input['rows']): Form05Counts =>
  Object.values(rows).reduce<Form05Counts>(
    (sum, row) => ({
      count: sum.count + row.count,
      handledAlone: sum.handledAlone + row.handledAlone,
      withOthers: sum.withOthers + row.withOthers,
      withForeign: sum.withForeign + row.withForeign,
      coordinatorAsked: sum.coordinatorAsked + row.coordinatorAsked,
      damage: row.damage === null ? sum.damage : (sum.damage ?? 0) + row.damage,
    }),
    none,
  );

/** The table of form 05 with its sum, fit for a report's annex too. */
export const buildForm05Table = (rows: Form05Input['rows']): Block => ({
  kind: 'table',
  columns: [
    { share: 28 },
    ...Array.from({ length: 5 }, () => ({ share: 11, align: 'center' as const })),
    { share: 17, align: 'right' },
  ],
  header: [
    [
      'Loại sự cố/tấn công mạng',
      'Số lượng',
      'Số sự cố tự xử lý',
      'Số sự cố có sự hỗ trợ từ tổ chức khác',
      'Số sự cố có hỗ trợ từ tổ chức nước ngoài',
      'Số sự cố đề nghị Cơ quan điều phối hỗ trợ',
      'Thiệt hại ước tính (đồng)',
    ],
  ],
  rows: [
    ...(Object.keys(form05Rows) as Form05Row[]).map((row) => [form05Rows[row], ...cells(rows[row] ?? none)]),
    ['Tổng số', ...cells(sumForm05(rows))].map((text) => [{ text, isBold: true }]),
  ],
  sizePt: 11,
});

const listed = (label: string, items: readonly string[]): Block[] =>
  items.length === 0
    ? [field(label, 'Không có')]
    : [
        { kind: 'paragraph', align: 'left', staysWithNext: true, content: `${label}:` },
        { kind: 'list', marker: 'dash', items },
      ];

/**
 * Form 05 of Circular 20/2017/TT-BTTTT: summary of the incidents that were received and handled in a period.
 * @param createdAt written into the file's properties
 */
export const buildForm05 = (input: Form05Input, createdAt: Date): DocumentTree => {
  const date = calendarDay(input.signedOn);
  return {
    properties: {
      title: 'Báo cáo tổng hợp về hoạt động tiếp nhận và xử lý sự cố',
      ...(input.organisation ? { author: input.organisation } : {}),
      createdAt,
    },
    state: 'final',
    head: {
      kind: 'form',
      formName: 'Mẫu số 05',
      formSource,
      ...(input.governingBody ? { governingBody: input.governingBody } : {}),
      ...(input.organisation ? { organisation: input.organisation } : {}),
      ...(input.reportCode ? { reportCode: input.reportCode } : {}),
      place: input.place?.trim() || '…………',
      ...(date ? { date } : {}),
    },
    typeName: 'Báo cáo tổng hợp về hoạt động tiếp nhận và xử lý sự cố',
    subject: `(Từ ngày ${dayText(input.from)} đến ngày ${dayText(input.to)})`,
    body: [
      field('Tên tổ chức', input.organisation),
      field('Địa chỉ', input.address),
      field('Mã thành viên', input.memberCode),
      { kind: 'form-section', title: '1. SỐ LƯỢNG SỰ CỐ VÀ CÁCH THỨC XỬ LÝ' },
      buildForm05Table(input.rows),
      { kind: 'form-section', title: '2. TỔ CHỨC HỖ TRỢ XỬ LÝ' },
      ...listed('Danh sách tổ chức hỗ trợ xử lý sự cố', input.helpers ?? []),
      ...listed('Danh sách tổ chức nước ngoài hỗ trợ', input.foreignHelpers ?? []),
      ...(input.remarks
        ? [
            { kind: 'form-section', title: '3. NHẬN XÉT, ĐÁNH GIÁ' } as const,
            { kind: 'paragraph', content: input.remarks } as const,
          ]
        : []),
      field('ĐỀ XUẤT, KIẾN NGHỊ', input.proposals, 3),
    ],
    signature: {
      authority: ['Người đại diện theo pháp luật'],
      ...(input.signer?.post ? { post: input.signer.post } : {}),
      hint: '(Ký tên, đóng dấu)',
      ...(input.signer?.name ? { name: input.signer.name } : {}),
    },
  };
};
