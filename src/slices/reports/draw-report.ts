import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import type { RawReply } from '../../platform/http/route.ts';
import { getOrganisationProfile } from '../accounts/public.ts';
import {
  buildForm05,
  type DocumentTree,
  draftOfficialDocument,
  drawDocx,
  drawPdf,
} from '../documents/public.ts';
import { buildReportDocument } from './build-report-document.ts';
import { reportErrors } from './contract.ts';
import { fillForm05 } from './fill-form-05.ts';
import { compileReport } from './read-report.ts';
import { getReportRow, periodOf, type ReportRow, remarksOf } from './report-rows.ts';
import { auditReport, recordReport } from './save-report.ts';

const contentTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;
const lonely = {
  'content-security-policy': "default-src 'none'; sandbox",
  'cache-control': 'private, no-store',
};

const fileNameOf = (row: ReportRow, ending: string): string =>
  `bao-cao-${row.from_date}-${row.to_date}${row.edition > 1 ? `-lan-${row.edition}` : ''}.${ending}`;

/** The report as the tree of an official document. */
const treeOf = async (ctx: Ctx, tx: Tx, row: ReportRow): Promise<DocumentTree> => {
  const { figures, previous, agencies } = await compileReport(ctx, tx, row);
  return buildReportDocument({
    period: periodOf(row),
    agency: row.agency_id === null ? null : (agencies.get(row.agency_id) ?? null),
    state: row.state,
    remarks: remarksOf(row),
    figures,
    previous,
    agencies,
    profile: await getOrganisationProfile(tx),
    createdAt: row.approved_at ?? row.created_at,
  });
};

const readTree = (ctx: Ctx, id: string, format: string): Promise<{ tree: DocumentTree; fileName: string }> =>
  ctx.tx(async (tx) => {
    const row = await getReportRow(tx, ctx.actor, id);
    const tree = await treeOf(ctx, tx, row);
    await auditReport(ctx, tx, 'periodic-report.downloaded', row, { format });
    return { tree, fileName: fileNameOf(row, format) };
  });

/**
 * Drafts the official document of an approved report, in the team's own number series: from there it is initialled,
 * signed and issued like every other.
 * @throws AppError reports.wrongState
 */
export const draftReportDocument = (ctx: Ctx, id: string): Promise<{ id: string }> =>
  ctx.tx(async (tx) => {
    const row = await getReportRow(tx, ctx.actor, id);
    ctx.require('periodic-report.write');
    ctx.require('official-document.draft');
    if (row.state !== 'approved') throw reportErrors.wrongState();
    const tree = await treeOf(ctx, tx, row);
    const document = await draftOfficialDocument(ctx, tx, {
      type: 'report',
      tree,
      issuerAgencyId: null,
      subjectKind: 'periodic-report',
      subjectId: row.id,
      agencyId: row.agency_id,
      title: tree.properties.title,
    });
    await recordReport(ctx, tx, 'periodic-report.document-drafted', row, { documentId: document.id });
    return document;
  });

/** The report as a file to be saved. Taking it out is recorded. */
export const downloadReport = async (ctx: Ctx, id: string, format: 'pdf' | 'docx'): Promise<RawReply> => {
  const { tree, fileName } = await readTree(ctx, id, format);
  const draw = format === 'pdf' ? drawPdf : drawDocx;
  const body = Buffer.from(await draw(ctx.services, tree));
  return { contentType: contentTypes[format], fileName, headers: lonely, body };
};

/** Form 05 with the report's figures, as a file to be saved. */
export const downloadForm05 = async (ctx: Ctx, id: string, format: 'pdf' | 'docx'): Promise<RawReply> => {
  const { tree, fileName } = await ctx.tx(async (tx) => {
    const row = await getReportRow(tx, ctx.actor, id);
    const { figures } = await compileReport(ctx, tx, row);
    const profile = await getOrganisationProfile(tx);
    await auditReport(ctx, tx, 'periodic-report.downloaded', row, { format: `form-05 ${format}` });
    const input = fillForm05({ period: periodOf(row), figures, remarks: remarksOf(row), profile });
    const form = buildForm05(input, row.approved_at ?? row.created_at);
    return {
      tree: { ...form, state: row.state === 'approved' ? ('final' as const) : ('draft' as const) },
      fileName: `Mau-05_${fileNameOf(row, format)}`,
    };
  });
  const draw = format === 'pdf' ? drawPdf : drawDocx;
  const body = Buffer.from(await draw(ctx.services, tree));
  return { contentType: contentTypes[format], fileName, headers: lonely, body };
};

/** A cell that no spreadsheet takes for a formula. */
const cell = (value: string | number | null): string => {
  const text = value === null ? '' : String(value);
  const safe = /^[=+\-@\t\r]/.test(text) && typeof value !== 'number' ? `'${text}` : text;
  return /[",\n;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** The figures as CSV in UTF-8 with a byte order mark, as spreadsheets in Viet Nam expect it. */
export const downloadFigures = (ctx: Ctx, id: string): Promise<RawReply> =>
  ctx.tx(async (tx) => {
    const row = await getReportRow(tx, ctx.actor, id);
    const { figures, previous, agencies } = await compileReport(ctx, tx, row);
    const lines = [...figures].map(([key, value]) => {
      const name = key.startsWith('agency.') ? (agencies.get(key.slice(7))?.name ?? '') : '';
      return [key, name, value, previous.get(key) ?? null].map(cell).join(',');
    });
    await auditReport(ctx, tx, 'periodic-report.downloaded', row, { format: 'csv' });
    return {
      contentType: 'text/csv; charset=utf-8',
      fileName: fileNameOf(row, 'csv'),
      headers: lonely,
      body: `\ufefffigure,name,value,previous\r\n${lines.join('\r\n')}\r\n`,
    };
  });
