import { type BoundRoute, handle } from '../../platform/http/handle.ts';
import { sendMessage } from './add-message.ts';
import { completeCallBack, completeChecklistStep } from './complete-steps.ts';
import { createCallRoute, getDeskRoute } from './contract/desk.ts';
import { createReportRoute, createReportsRoute } from './contract/new-report.ts';
import {
  getReportFileRoute,
  getReportRoute,
  listIncidentReportsRoute,
  listReportsRoute,
  listSimilarRoute,
} from './contract/report.ts';
import {
  completeCallBackRoute,
  completeChecklistRoute,
  linkReportRoute,
  openIncidentFromReportRoute,
  rejectReportRoute,
  reopenReportRoute,
  sendMessageRoute,
  unlinkReportRoute,
  updateReportRoute,
  verifyReportRoute,
} from './contract/triage.ts';
import { createCall } from './create-call.ts';
import { createReports } from './create-reports.ts';
import { linkReport, unlinkReport } from './link-report.ts';
import { openIncidentFromReport } from './open-incident-from-report.ts';
import { getDesk } from './queries/get-desk.ts';
import { getReport } from './queries/get-report.ts';
import { getReportFile } from './queries/get-report-file.ts';
import { listIncidentReports } from './queries/list-incident-reports.ts';
import { listReports } from './queries/list-reports.ts';
import { listSimilar } from './queries/list-similar.ts';
import { receiveReport } from './receive-report.ts';
import { rejectReport } from './reject-report.ts';
import { reopenReport } from './reopen-report.ts';
import { updateReport } from './update-report.ts';
import { verifyReport } from './verify-report.ts';

export const intakeRoutes: readonly BoundRoute[] = [
  handle(createReportRoute, receiveReport),
  handle(createReportsRoute, (ctx, { body }) => createReports(ctx, body.reports)),
  handle(createCallRoute, (ctx, { body }) => createCall(ctx, body)),
  handle(getDeskRoute, (ctx) => getDesk(ctx)),
  handle(listReportsRoute, (ctx, { query }) => listReports(ctx, query)),
  handle(getReportRoute, (ctx, { params }) => getReport(ctx, params.id)),
  handle(getReportFileRoute, (ctx, { params }) => getReportFile(ctx, params.id, params.fileId)),
  handle(listSimilarRoute, (ctx, { params }) => listSimilar(ctx, params.id)),
  handle(listIncidentReportsRoute, (ctx, { params }) => listIncidentReports(ctx, params.id)),
  handle(updateReportRoute, (ctx, { params, body }) => updateReport(ctx, params.id, body)),
  handle(verifyReportRoute, (ctx, { params, body }) => verifyReport(ctx, params.id, body)),
  handle(rejectReportRoute, (ctx, { params, body }) => rejectReport(ctx, params.id, body)),
  handle(reopenReportRoute, (ctx, { params, body }) => reopenReport(ctx, params.id, body)),
  handle(linkReportRoute, (ctx, { params, body }) => linkReport(ctx, params.id, body)),
  handle(unlinkReportRoute, (ctx, { params, body }) => unlinkReport(ctx, params.id, body)),
  handle(openIncidentFromReportRoute, (ctx, { params, body }) =>
    openIncidentFromReport(ctx, params.id, body),
  ),
  handle(completeChecklistRoute, (ctx, { params, body }) =>
    completeChecklistStep(ctx, params.id, params.step, body),
  ),
  handle(sendMessageRoute, (ctx, { params, body }) => sendMessage(ctx, params.id, body)),
  handle(completeCallBackRoute, (ctx, { params, body }) => completeCallBack(ctx, params.id, body)),
];
