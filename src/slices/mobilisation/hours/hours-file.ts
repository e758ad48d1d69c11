import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { QueryOf, RawReply } from '../../../platform/http/route.ts';
import { vietnamDateOf } from '../../../platform/time/vietnam-time.ts';
import { getOrganisationProfile } from '../../accounts/public.ts';
import { type DocumentTree, drawDocx } from '../../documents/public.ts';
import type { HourLine, hoursFileRoute } from '../contract/hours.ts';
import { findSender } from '../create-call-up.ts';
import { sayMoment } from '../say-moment.ts';
import { listHours, type MonthOfHours } from './list-hours.ts';
import { addHours, payFactors, payOf } from './work-hours.ts';

type Query = QueryOf<typeof hoursFileRoute>;
type Cell = string | number;

const contentTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

const percent = (factor: number): string => `${Math.round(factor * 100)}%`;

/** Head line and widths of both tables; the allowance table has money beside the hours. */
const columnsOf = (query: Query): { label: string; width: number }[] => [
  { label: 'STT', width: 6 },
  { label: 'Họ và tên', width: 26 },
  { label: 'Cơ quan', width: 34 },
  { label: 'Đợt huy động', width: 15 },
  { label: 'Có mặt', width: 20 },
  { label: 'Rời đi', width: 20 },
  { label: 'Ngày làm việc (giờ)', width: 12 },
  { label: 'Ngày nghỉ (giờ)', width: 12 },
  { label: 'Ngày lễ (giờ)', width: 12 },
  { label: 'Trong đó ban đêm (giờ)', width: 12 },
  { label: 'Tổng (giờ)', width: 10 },
  ...(query.kind === 'allowance'
    ? [
        { label: 'Đơn giá giờ (đồng)', width: 14 },
        { label: 'Thành tiền (đồng)', width: 16 },
      ]
    : []),
];

const lineOf = (item: HourLine, index: number, query: Query): Cell[] => [
  index + 1,
  item.fullName,
  item.agency.name,
  item.number,
  sayMoment(new Date(item.arrivedAt), 'vi'),
  item.leftAt ? sayMoment(new Date(item.leftAt), 'vi') : 'chưa rời đi',
  item.hours.workday,
  item.hours.weekend,
  item.hours.holiday,
  item.hours.night,
  item.hours.total,
  ...(query.kind === 'allowance' ? [query.rate ?? 0, payOf(item.hours, query.rate ?? 0)] : []),
];

const totalOf = (month: MonthOfHours, query: Query): Cell[] => {
  const sum = addHours(month.items.map((item) => item.hours));
  const pay = month.items.reduce((total, item) => total + payOf(item.hours, query.rate ?? 0), 0);
  return [
    '',
    'Cộng',
    '',
    '',
    '',
    '',
    sum.workday,
    sum.weekend,
    sum.holiday,
    sum.night,
    sum.total,
    ...(query.kind === 'allowance' ? ['', pay] : []),
  ];
};

const titleOf = (query: Query): string =>
  query.kind === 'note'
    ? `Bảng kê giờ tham gia ứng cứu sự cố tháng ${query.month.slice(5)}/${query.month.slice(0, 4)}`
    : `Bảng thanh toán bồi dưỡng tham gia ứng cứu sự cố tháng ${query.month.slice(5)}/${query.month.slice(0, 4)}`;

const remarkOf = (month: MonthOfHours, query: Query): string[] => [
  ...(query.kind === 'allowance'
    ? [
        `Hệ số: ngày làm việc ${percent(payFactors.workday)}, ngày nghỉ hằng tuần ${percent(payFactors.weekend)}, ngày lễ ${percent(payFactors.holiday)}, ban đêm (22 giờ đến 6 giờ) cộng thêm ${percent(payFactors.night)} (Điều 98, Điều 106 Bộ luật Lao động 2019). Kế toán kiểm tra chế độ áp dụng trước khi thanh toán.`,
      ]
    : []),
  ...(month.isCalendarComplete
    ? []
    : ['Lịch ngày lễ của năm chưa được nhập: giờ ngày lễ đang tính như ngày thường.']),
];

/** Numbers stay numbers, so that the clerk's own sums work; text cells never become formulas. */
const drawXlsx = async (month: MonthOfHours, query: Query): Promise<Buffer> => {
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  const columns = columnsOf(query);
  const cell = (value: Cell, isBold = false) =>
    value === ''
      ? null
      : typeof value === 'number'
        ? {
            value,
            type: Number,
            format: Number.isInteger(value) ? '#,##0' : '#,##0.00',
            ...(isBold ? { fontWeight: 'bold' as const } : {}),
          }
        : {
            value,
            type: String,
            format: '@',
            wrap: true,
            ...(isBold ? { fontWeight: 'bold' as const } : {}),
          };
  const rows = [
    [cell(titleOf(query), true)],
    columns.map(({ label }) => cell(label, true)),
    ...month.items.map((item, index) => lineOf(item, index, query).map((value) => cell(value))),
    totalOf(month, query).map((value) => cell(value, true)),
    ...remarkOf(month, query).map((remark) => [cell(remark)]),
  ];
  return writeXlsxFile(rows, {
    sheet: query.kind === 'note' ? 'Giờ tham gia' : 'Bồi dưỡng',
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 2,
  }).toBuffer();
};

const say = (value: Cell): string =>
  typeof value === 'number'
    ? new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 2 }).format(value)
    : value;

const treeOf = async (ctx: Ctx, month: MonthOfHours, query: Query): Promise<DocumentTree> => {
  const { sender, profile } = await ctx.tx(async (tx) => ({
    sender: await findSender(ctx, tx),
    profile: await getOrganisationProfile(tx),
  }));
  const [year = 0, number = 1, day = 1] = vietnamDateOf(ctx.now()).split('-').map(Number);
  const columns = columnsOf(query);
  return {
    properties: { title: titleOf(query), createdAt: ctx.now() },
    state: 'final',
    head: {
      kind: 'administrative',
      ...(profile.governingBody ? { governingBody: profile.governingBody } : {}),
      issuingBody: sender.name,
      sign: query.kind === 'note' ? 'BK' : 'BTT',
      place: profile.placeName || profile.province,
      date: { year, month: number, day },
    },
    typeName: query.kind === 'note' ? 'Bảng kê' : 'Bảng thanh toán',
    subject: titleOf(query).replace(/^Bảng (kê|thanh toán) /, ''),
    body: [
      {
        kind: 'table',
        columns: columns.map(({ width }, index) => ({
          share: width,
          ...(index === 0 ? { align: 'center' as const } : index > 5 ? { align: 'right' as const } : {}),
        })),
        header: [columns.map(({ label }) => label)],
        rows: [
          ...month.items.map((item, index) => lineOf(item, index, query).map(say)),
          totalOf(month, query).map(say),
        ],
        sizePt: 9,
      },
      ...remarkOf(month, query).map((content) => ({ kind: 'paragraph' as const, content })),
      {
        kind: 'signatures',
        parties: [
          { authority: ['Người lập bảng'] },
          { authority: [query.kind === 'note' ? 'Thủ trưởng cơ quan' : 'Kế toán'] },
        ],
      },
    ],
  };
};

/** The note of hours or the allowance table of one month, of all agencies or of one. */
export const downloadHours = async (ctx: Ctx, query: Query): Promise<RawReply> => {
  const month = await listHours(ctx, query);
  const body =
    query.format === 'xlsx'
      ? await drawXlsx(month, query)
      : Buffer.from(await drawDocx(ctx.services, await treeOf(ctx, month, query)));
  await ctx.tx((tx) =>
    ctx.audit(
      tx,
      'call-up.hours-downloaded',
      { kind: 'call-up-hours', id: null, label: query.month, organisationId: null },
      { kind: query.kind, format: query.format, agencyId: query.agencyId ?? null },
    ),
  );
  return {
    contentType: contentTypes[query.format],
    fileName: `${query.kind === 'note' ? 'bang-ke-gio' : 'bang-boi-duong'}-${query.month}.${query.format}`,
    headers: { 'cache-control': 'private, no-store' },
    body,
  };
};
