import { handle } from '../../platform/http/handle.ts';
import * as contract from './contract.ts';
import { downloadFigures, downloadForm05, downloadReport, draftReportDocument } from './draw-report.ts';
import { listCountedRecords } from './list-counted-records.ts';
import { listDueReports } from './list-due-reports.ts';
import { moveReport } from './move-report.ts';
import { listReports, readReport } from './read-report.ts';
import { createReport, replaceReport, saveRemarks } from './save-report.ts';

export const reportRoutes = [
  handle(contract.listPeriodicReportsRoute, (ctx, { query }) => listReports(ctx, query)),
  handle(contract.listDueReportsRoute, (ctx) => listDueReports(ctx)),
  handle(contract.createPeriodicReportRoute, (ctx, { body }) => createReport(ctx, body)),
  handle(contract.getPeriodicReportRoute, (ctx, { params }) => readReport(ctx, params.id)),
  handle(contract.saveRemarksRoute, (ctx, { params, body }) => saveRemarks(ctx, params.id, body)),
  handle(contract.movePeriodicReportRoute, (ctx, { params, body }) => moveReport(ctx, params.id, body)),
  handle(contract.replacePeriodicReportRoute, (ctx, { params }) => replaceReport(ctx, params.id)),
  handle(contract.draftReportDocumentRoute, (ctx, { params }) => draftReportDocument(ctx, params.id)),
  handle(contract.listCountedRecordsRoute, (ctx, { params, query }) =>
    listCountedRecords(ctx, params.id, query),
  ),
  handle(contract.getPeriodicReportPdfRoute, (ctx, { params }) => downloadReport(ctx, params.id, 'pdf')),
  handle(contract.getPeriodicReportDocxRoute, (ctx, { params }) => downloadReport(ctx, params.id, 'docx')),
  handle(contract.getForm05PdfRoute, (ctx, { params }) => downloadForm05(ctx, params.id, 'pdf')),
  handle(contract.getForm05DocxRoute, (ctx, { params }) => downloadForm05(ctx, params.id, 'docx')),
  handle(contract.getPeriodicReportCsvRoute, (ctx, { params }) => downloadFigures(ctx, params.id)),
];
