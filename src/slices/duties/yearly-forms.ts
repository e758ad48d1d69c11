import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import type { AnswerInputOf, BodyOf, RawReply } from '../../platform/http/route.ts';
import { vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import type { SpecInput } from '../documents/contract.ts';
import {
  addDocumentVersion,
  buildSpecForm,
  drawDocx,
  drawPages,
  drawPdf,
  type FoundDocument,
  findDocument,
  findDocumentOfKind,
  listDocumentHomes,
  listMissingSpec,
} from '../documents/public.ts';
import {
  type listYearlyFormsRoute,
  type previewYearlyFormRoute,
  type saveYearlyFormRoute,
  type YearlyForm,
  type YearlyFormItem,
  type YearlyInput,
  type YearlyKind,
  yearlyFormChanged,
} from './contract/yearly-forms.ts';
import { dutyErrors, previewPagesMax } from './contract.ts';
import { fillYearlyForm } from './fill-yearly-form.ts';
import { dropBlank, mergeInput } from './merge-input.ts';

const subjectKind = 'organisation';

/** The organisation has no record with an id for each year; the year itself stands in a fixed one. */
const subjectOfYear = (year: number): string => `00000000-0000-8000-8000-${String(year).padStart(12, '0')}`;
const yearOfSubject = (id: string): number => Number(id.slice(-12));

const titles: Readonly<Record<YearlyKind, string>> = {
  'form-01': 'Bản khai hồ sơ thành viên mạng lưới ứng cứu sự cố',
  'form-02': 'Đơn đăng ký tham gia mạng lưới ứng cứu sự cố',
  'form-08-331': 'Báo cáo công tác bảo đảm an ninh mạng theo cấp độ',
};
const fileParts: Readonly<Record<YearlyKind, string>> = {
  'form-01': 'Mau-01',
  'form-02': 'Mau-02',
  'form-08-331': 'Mau-08-ND-331',
};

const kindOf = ({ row }: FoundDocument): YearlyKind => row.kind as YearlyKind;
const inputOf = ({ row }: FoundDocument): SpecInput => row.input as SpecInput;

const toItem = (found: FoundDocument): YearlyFormItem => ({
  id: found.id,
  kind: kindOf(found),
  year: yearOfSubject(found.row.subject_id),
  version: found.row.version,
  newestVersion: found.versions[0]?.version ?? found.row.version,
  savedAt: found.row.created_at.toISOString(),
  savedBy: found.row.created_by_label,
  missing: listMissingSpec(kindOf(found), inputOf(found)),
  versions: found.versions.map((version) => ({
    version: version.version,
    createdAt: version.created_at.toISOString(),
    createdBy: version.created_by_label,
  })),
});

const describe = (ctx: Ctx, found: FoundDocument): YearlyForm => ({
  ...toItem(found),
  input: inputOf(found),
  remarks: [],
  can: { update: ctx.can('yearly-form.update') },
});

const record = (
  ctx: Ctx,
  tx: Tx,
  found: FoundDocument,
  action: string,
  data: Readonly<Record<string, unknown>>,
) =>
  ctx.audit(
    tx,
    action,
    {
      kind: 'yearly-form',
      id: found.id,
      label: `${titles[kindOf(found)]} ${yearOfSubject(found.row.subject_id)}`,
      organisationId: null,
    },
    { kind: kindOf(found), ...data },
  );

const tell = (ctx: Ctx, tx: Tx, id: string) =>
  ctx.publish(tx, {
    type: yearlyFormChanged,
    data: { id },
    permission: 'yearly-form.read',
    organisationId: null,
  });

/** @throws AppError platform.notFound */
const getForm = async (tx: Tx, id: string, version?: number): Promise<FoundDocument> => {
  const row = (await listDocumentHomes(tx, subjectKind)).find((home) => home.id === id);
  const found = row && (await findDocument(tx, id, subjectKind, row.subject_id, version));
  if (!found) throw platformErrors.notFound();
  return found;
};

export const listYearlyForms = (
  ctx: Ctx,
  wanted: number | undefined,
): Promise<AnswerInputOf<typeof listYearlyFormsRoute>> =>
  ctx.tx(async (tx) => {
    const thisYear = Number(vietnamDateOf(ctx.now()).slice(0, 4));
    const year = wanted ?? thisYear;
    const rows = await listDocumentHomes(tx, subjectKind);
    const items: YearlyFormItem[] = [];
    for (const row of rows.filter((one) => yearOfSubject(one.subject_id) === year)) {
      const found = await findDocumentOfKind(tx, row.kind, subjectKind, row.subject_id);
      if (found) items.push(toItem(found));
    }
    const years = new Set([thisYear + 1, thisYear, ...rows.map((row) => yearOfSubject(row.subject_id))]);
    return {
      year,
      years: [...years].sort((a, b) => b - a),
      items,
      can: { create: ctx.can('yearly-form.update') },
    };
  });

const addVersion = (ctx: Ctx, tx: Tx, kind: YearlyKind, year: number, version: number, input: SpecInput) =>
  addDocumentVersion(ctx, tx, {
    kind,
    subjectKind,
    subjectId: subjectOfYear(year),
    title: titles[kind],
    version,
    input: dropBlank(input),
  });

/** Drafts a yearly form. @throws AppError duties.formExists */
export const createYearlyForm = (
  ctx: Ctx,
  { kind, year }: { kind: YearlyKind; year: number },
): Promise<YearlyForm> =>
  ctx.tx(async (tx) => {
    const row = await addVersion(ctx, tx, kind, year, 1, await fillYearlyForm(ctx, tx, kind, year));
    const found = await findDocumentOfKind(tx, kind, subjectKind, subjectOfYear(year));
    if (!row || !found) {
      throw dutyErrors.formExists({ number: year }, { details: { documentId: found?.id ?? null } });
    }
    await record(ctx, tx, found, 'yearly-form.created', { year });
    await tell(ctx, tx, found.id);
    return describe(ctx, found);
  });

export const readYearlyForm = (ctx: Ctx, id: string, version: number | undefined): Promise<YearlyForm> =>
  ctx.tx(async (tx) => describe(ctx, await getForm(tx, id, version)));

const saveNext = async (
  ctx: Ctx,
  tx: Tx,
  found: FoundDocument,
  input: SpecInput,
  action: string,
): Promise<YearlyForm> => {
  if (JSON.stringify(dropBlank(input)) === JSON.stringify(inputOf(found))) return describe(ctx, found);
  const version = found.row.version + 1;
  const added = await addVersion(ctx, tx, kindOf(found), yearOfSubject(found.row.subject_id), version, input);
  const current = await getForm(tx, found.id);
  if (!added) throw platformErrors.stale(undefined, { details: { current: describe(ctx, current) } });
  await record(ctx, tx, current, action, { version });
  await tell(ctx, tx, found.id);
  return describe(ctx, current);
};

const takeVersion = async (ctx: Ctx, tx: Tx, id: string, version: number): Promise<FoundDocument> => {
  const found = await getForm(tx, id);
  if (found.row.version !== version) {
    throw platformErrors.stale(undefined, { details: { current: describe(ctx, found) } });
  }
  return found;
};

const needSameKind = (found: FoundDocument, kind: YearlyKind): void => {
  if (kindOf(found) !== kind) {
    throw platformErrors.invalid(undefined, { fields: [{ field: 'kind', reason: 'invalid' }] });
  }
};

/** Completes a form by hand: a new version; the records stay as they are. */
export const saveYearlyForm = (
  ctx: Ctx,
  id: string,
  body: BodyOf<typeof saveYearlyFormRoute>,
): Promise<YearlyForm> =>
  ctx.tx(async (tx) => {
    needSameKind(await getForm(tx, id), body.kind);
    const found = await takeVersion(ctx, tx, id, body.version);
    return saveNext(ctx, tx, found, body.input, 'yearly-form.saved');
  });

/** Takes the records as they are now; what was typed stays where they hold nothing. */
export const refillYearlyForm = (ctx: Ctx, id: string, version: number): Promise<YearlyForm> =>
  ctx.tx(async (tx) => {
    const found = await takeVersion(ctx, tx, id, version);
    const held = inputOf(found);
    const filled = await fillYearlyForm(ctx, tx, kindOf(found), yearOfSubject(found.row.subject_id));
    const kept = held.signedOn === undefined ? {} : { signedOn: held.signedOn };
    return saveNext(ctx, tx, found, mergeInput({ ...filled, ...kept }, held), 'yearly-form.refilled');
  });

/** A version as a file to be saved. Taking it out is recorded. */
export const downloadYearlyForm = async (
  ctx: Ctx,
  id: string,
  version: number | undefined,
  format: 'pdf' | 'docx',
): Promise<RawReply> => {
  const found = await ctx.tx(async (tx) => {
    const form = await getForm(tx, id, version);
    await record(ctx, tx, form, 'yearly-form.downloaded', { version: form.row.version, format });
    return form;
  });
  const kind = kindOf(found);
  const tree = buildSpecForm(kind, inputOf(found), found.row.created_at);
  const body = Buffer.from(await (format === 'pdf' ? drawPdf : drawDocx)(ctx.services, tree));
  return {
    contentType:
      format === 'pdf'
        ? 'application/pdf'
        : 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    fileName: `${yearOfSubject(found.row.subject_id)}_${fileParts[kind]}_v${found.row.version}.${format}`,
    headers: {
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'cache-control': 'private, no-store',
    },
    body,
  };
};

/** What the values in the editor would look like; nothing is stored. */
export const previewYearlyForm = async (
  ctx: Ctx,
  id: string,
  { kind, input }: YearlyInput,
): Promise<AnswerInputOf<typeof previewYearlyFormRoute>> => {
  const found = await ctx.tx((tx) => getForm(tx, id));
  needSameKind(found, kind);
  const pages = await drawPages(ctx.services, buildSpecForm(kind, input, found.row.created_at));
  return {
    pages: pages.slice(0, previewPagesMax),
    pageCount: pages.length,
    missing: listMissingSpec(kind, input),
    remarks: [],
  };
};
