import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { type Form03Input, type Form04Input, isSpecKind, type SpecInput } from '../documents/contract.ts';
import {
  buildForm03,
  buildForm04,
  buildSpecForm,
  listMissingForm03,
  listMissingForm04,
  listMissingSpec,
  listRemarksForm03,
} from '../documents/public.ts';
import type { FormInput, FormKind } from './contract.ts';
import { fillForm03 } from './fill-form-03.ts';
import { fillForm04 } from './fill-form-04.ts';
import { fillSpecForm } from './fill-spec-form.ts';

/** Stored with every version, in Vietnamese like the paper. */
export const titleOfKind: Readonly<Record<FormKind, string>> = {
  'form-03': 'Báo cáo ban đầu sự cố mạng',
  'form-04': 'Báo cáo kết thúc ứng phó sự cố',
  'notice-24h': 'Thông báo ban đầu sự cố an ninh mạng',
  'report-72h': 'Báo cáo sự cố an ninh mạng',
  'progress-report': 'Báo cáo cập nhật sự cố an ninh mạng',
  'final-report': 'Báo cáo kết thúc xử lý sự cố an ninh mạng',
  'personal-data-notice': 'Thông báo vi phạm quy định về bảo vệ dữ liệu cá nhân',
};

const fileParts: Readonly<Record<FormKind, string>> = {
  'form-03': 'Mau-03',
  'form-04': 'Mau-04',
  'notice-24h': 'Thong-bao-24h',
  'report-72h': 'Bao-cao-72h',
  'progress-report': 'Bao-cao-cap-nhat',
  'final-report': 'Bao-cao-ket-thuc',
  'personal-data-notice': 'Vi-pham-du-lieu-ca-nhan',
};

/** "SC-2026-0001_Mau-03_v2.pdf" */
export const fileNameOf = (number: string, kind: FormKind, version: number, format: string): string =>
  `${number}_${fileParts[kind]}_v${version}.${format}`;

export const fillForm = async (ctx: Ctx, tx: Tx, kind: FormKind, incidentId: string): Promise<FormInput> => {
  if (kind === 'form-03') return { kind, input: await fillForm03(ctx, tx, incidentId) };
  if (kind === 'form-04') return { kind, input: await fillForm04(ctx, tx, incidentId) };
  return { kind, input: await fillSpecForm(ctx, tx, kind, incidentId) };
};

export const buildForm = ({ kind, input }: FormInput, createdAt: Date) => {
  if (isSpecKind(kind)) return buildSpecForm(kind, input as SpecInput, createdAt);
  return kind === 'form-03'
    ? buildForm03(input as Form03Input, createdAt)
    : buildForm04(input as Form04Input, createdAt);
};

/** What the form requires and does not have, and what was given and is not printed. */
export const checkForm = ({ kind, input }: FormInput) => {
  if (isSpecKind(kind)) return { missing: listMissingSpec(kind, input as SpecInput), remarks: [] };
  return kind === 'form-03'
    ? { missing: listMissingForm03(input as Form03Input), remarks: listRemarksForm03(input as Form03Input) }
    : { missing: listMissingForm04(input as Form04Input), remarks: [] };
};
