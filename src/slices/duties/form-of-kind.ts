import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import {
  buildForm03,
  buildForm04,
  listMissingForm03,
  listMissingForm04,
  listRemarksForm03,
} from '../documents/public.ts';
import type { FormInput, FormKind } from './contract.ts';
import { fillForm03 } from './fill-form-03.ts';
import { fillForm04 } from './fill-form-04.ts';

/** Stored with every version, in Vietnamese like the paper. */
export const titleOfKind: Readonly<Record<FormKind, string>> = {
  'form-03': 'Báo cáo ban đầu sự cố mạng',
  'form-04': 'Báo cáo kết thúc ứng phó sự cố',
};

/** "SC-2026-0001_Mau-03_v2.pdf" */
export const fileNameOf = (number: string, kind: FormKind, version: number, format: string): string =>
  `${number}_Mau-${kind.slice(-2)}_v${version}.${format}`;

export const fillForm = async (ctx: Ctx, tx: Tx, kind: FormKind, incidentId: string): Promise<FormInput> =>
  kind === 'form-03'
    ? { kind, input: await fillForm03(ctx, tx, incidentId) }
    : { kind, input: await fillForm04(ctx, tx, incidentId) };

export const buildForm = (form: FormInput, createdAt: Date) =>
  form.kind === 'form-03' ? buildForm03(form.input, createdAt) : buildForm04(form.input, createdAt);

/** What the form requires and does not have, and what was given and is not printed. */
export const checkForm = (form: FormInput) =>
  form.kind === 'form-03'
    ? { missing: listMissingForm03(form.input), remarks: listRemarksForm03(form.input) }
    : { missing: listMissingForm04(form.input), remarks: [] };
