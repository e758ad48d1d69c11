import { handle } from '../../platform/http/handle.ts';
import * as contract from './contract.ts';
import { downloadForm, previewForm, showFormPage } from './draw-form.ts';
import { listForms, readForm } from './read-forms.ts';
import { createForm, refillForm, saveForm } from './save-form.ts';

export const dutyRoutes = [
  handle(contract.listFormsRoute, (ctx, { params }) => listForms(ctx, params.id)),
  handle(contract.createFormRoute, (ctx, { params, body }) => createForm(ctx, params.id, body.kind)),
  handle(contract.getFormRoute, (ctx, { params, query }) => readForm(ctx, params, query.version)),
  handle(contract.saveFormRoute, (ctx, { params, body }) => saveForm(ctx, params, body)),
  handle(contract.refillFormRoute, (ctx, { params, body }) => refillForm(ctx, params, body.version)),
  handle(contract.getFormPdfRoute, (ctx, { params, query }) =>
    downloadForm(ctx, params, query.version, 'pdf'),
  ),
  handle(contract.getFormDocxRoute, (ctx, { params, query }) =>
    downloadForm(ctx, params, query.version, 'docx'),
  ),
  handle(contract.getFormPageRoute, (ctx, { params, query }) => showFormPage(ctx, params, query)),
  handle(contract.previewFormRoute, (ctx, { params, body }) => previewForm(ctx, params, body)),
];
