import type { Ctx } from '../../platform/ctx/ctx.ts';
import { listDocuments } from '../documents/public.ts';
import { getIncidentWithForms, subjectOf } from './access.ts';
import { type FormItem, type FormKind, formKinds, type IncidentForm } from './contract.ts';
import { describeForm, getForm, toFormItem } from './incident-form.ts';

/** The forms of an incident in their newest versions. */
export const listForms = (
  ctx: Ctx,
  incidentId: string,
): Promise<{ items: FormItem[]; can: { create: boolean } }> =>
  ctx.tx(async (tx) => {
    const incident = await getIncidentWithForms(ctx, tx, incidentId, 'document.read');
    const documents = await listDocuments(tx, 'incident', incidentId);
    return {
      items: documents.filter(({ row }) => formKinds.includes(row.kind as FormKind)).map(toFormItem),
      can: { create: ctx.can('document.create', subjectOf(incident)) },
    };
  });

export const readForm = (
  ctx: Ctx,
  named: { id: string; documentId: string },
  version: number | undefined,
): Promise<IncidentForm> =>
  ctx.tx(async (tx) => {
    const incident = await getIncidentWithForms(ctx, tx, named.id, 'document.read');
    return describeForm(ctx, incident, await getForm(tx, incident, named.documentId, version));
  });
