import type { Block, CalendarDay, CheckBox, Field, FormHead } from '../render/document-tree.ts';
import type { Form03Input, Form04Input, FormMoment } from './form-inputs.ts';
import { isInternalAddress } from './internal-address.ts';

/** Parts that forms 03 and 04 of Circular 20/2017/TT-BTTTT have in common. Their text is Vietnamese only. */
export const formSource = '(Ban hành kèm theo Thông tư số 20/2017/TT-BTTTT ngày 12 tháng 9 năm 2017)';

export const calendarDay = (date: string | undefined): CalendarDay | undefined => {
  const [year, month, day] = (date ?? '').split('-').map(Number);
  return year && month && day ? { year, month, day } : undefined;
};

const digits = (value: number | undefined): string =>
  value === undefined ? '…….' : String(value).padStart(2, '0');

/** "05/03/2026" */
export const dayText = (date: string | undefined): string => {
  const day = calendarDay(date);
  return day ? `${digits(day.day)}/${digits(day.month)}/${day.year}` : '……./……./…………';
};

/** "08 giờ 05 phút" */
export const timeText = (moment: FormMoment | undefined): string =>
  `${digits(moment?.hour)} giờ ${digits(moment?.minute)} phút`;

export const field = (label: string, value: string | undefined, emptyLines = 1): Field => ({
  kind: 'field',
  label,
  value: value?.trim() ?? '',
  emptyLines,
});

export const option = (label: string, isChecked: boolean, detail?: string): CheckBox => ({
  label,
  isChecked,
  ...(detail === undefined ? {} : { detail }),
});

export const formHead = (formName: string, input: Form03Input | Form04Input): FormHead => ({
  kind: 'form',
  formName,
  formSource,
  ...(input.governingBody ? { governingBody: input.governingBody } : {}),
  ...(input.reporter?.name ? { organisation: input.reporter.name } : {}),
  ...(input.reportCode ? { reportCode: input.reportCode } : {}),
});

export const reporterBlocks = (input: Form03Input | Form04Input): Block[] => [
  { kind: 'form-section', title: 'THÔNG TIN VỀ TỔ CHỨC/CÁ NHÂN BÁO CÁO SỰ CỐ' },
  field('Tên tổ chức/cá nhân báo cáo sự cố (*)', input.reporter?.name),
  field('Địa chỉ (*)', input.reporter?.address),
  {
    kind: 'field-row',
    fields: [field('Điện thoại (*)', input.reporter?.phone), field('Email (*)', input.reporter?.email)],
  },
];

/** The system's name, bodies and security level, as both forms ask for them. */
export const systemBlocks = (input: Form03Input | Form04Input): Block[] => [
  { kind: 'form-section', title: 'THÔNG TIN CHI TIẾT VỀ HỆ THỐNG BỊ SỰ CỐ' },
  field('Tên đơn vị vận hành hệ thống thông tin (*)', input.system?.operatorName),
  field('Cơ quan chủ quản', input.system?.governingBody),
  field('Tên hệ thống bị sự cố', input.system?.name),
  {
    kind: 'check-boxes',
    label: 'Phân loại cấp độ của hệ thống thông tin (nếu có)',
    layout: 'line',
    items: [1, 2, 3, 4, 5].map((level) => option(String(level), input.system?.level === level)),
  },
];

export const detectionBlocks = (input: Form03Input | Form04Input): Block[] => [
  field('Ngày phát hiện sự cố (*) (dd/mm/yy)', dayText(input.detected?.date)),
  field('Thời gian phát hiện (*)', timeText(input.detected)),
];

export const signature = (input: Form03Input | Form04Input) => ({
  authority: ['Cá nhân/Người đại diện\ntheo pháp luật'],
  ...(input.signer?.post ? { post: input.signer.post } : {}),
  hint: '(Ký tên, đóng dấu)',
  ...(input.signer?.name ? { name: input.signer.name } : {}),
});

/** Addresses fit for the form, which takes only those used on the Internet. */
export const publicAddresses = (addresses: readonly string[] | undefined): string[] =>
  (addresses ?? [])
    .map((address) => address.trim())
    .filter((address) => address !== '' && !isInternalAddress(address));
