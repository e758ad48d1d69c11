import { handle } from '../../platform/http/handle.ts';
import * as yearlyContract from './contract/yearly-forms.ts';
import * as yearly from './yearly-forms.ts';

/** Forms of the organisation itself; those of incidents are in `routes.ts`. */
export const yearlyRoutes = [
  handle(yearlyContract.listYearlyFormsRoute, (ctx, { query }) => yearly.listYearlyForms(ctx, query.year)),
  handle(yearlyContract.createYearlyFormRoute, (ctx, { body }) => yearly.createYearlyForm(ctx, body)),
  handle(yearlyContract.getYearlyFormRoute, (ctx, { params, query }) =>
    yearly.readYearlyForm(ctx, params.id, query.version),
  ),
  handle(yearlyContract.saveYearlyFormRoute, (ctx, { params, body }) =>
    yearly.saveYearlyForm(ctx, params.id, body),
  ),
  handle(yearlyContract.refillYearlyFormRoute, (ctx, { params, body }) =>
    yearly.refillYearlyForm(ctx, params.id, body.version),
  ),
  handle(yearlyContract.getYearlyPdfRoute, (ctx, { params, query }) =>
    yearly.downloadYearlyForm(ctx, params.id, query.version, 'pdf'),
  ),
  handle(yearlyContract.getYearlyDocxRoute, (ctx, { params, query }) =>
    yearly.downloadYearlyForm(ctx, params.id, query.version, 'docx'),
  ),
  handle(yearlyContract.previewYearlyFormRoute, (ctx, { params, body }) =>
    yearly.previewYearlyForm(ctx, params.id, body),
  ),
];
