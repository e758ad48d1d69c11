import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { type FoundDocument, findDocument } from '../documents/public.ts';
import { type SeenIncident, subjectOf } from './access.ts';
import {
  documentChanged,
  type FormInput,
  type FormItem,
  type FormKind,
  type IncidentForm,
} from './contract.ts';
import { checkForm } from './form-of-kind.ts';

/** The values of a stored version; they were checked by the schema of their kind when they were saved. */
export const formOf = ({ row }: FoundDocument): FormInput =>
  ({ kind: row.kind as FormKind, input: row.input }) as FormInput;

/**
 * A form of this very incident.
 * @throws AppError platform.notFound also when the document hangs on another incident
 */
export const getForm = async (
  tx: Tx,
  incident: SeenIncident,
  documentId: string,
  version?: number,
): Promise<FoundDocument> => {
  const found = await findDocument(tx, documentId, 'incident', incident.id, version);
  if (!found) throw platformErrors.notFound();
  return found;
};

export const toFormItem = (found: FoundDocument): FormItem => ({
  id: found.id,
  kind: found.row.kind as FormKind,
  version: found.row.version,
  newestVersion: found.versions[0]?.version ?? found.row.version,
  savedAt: found.row.created_at.toISOString(),
  savedBy: found.row.created_by_label,
  missing: checkForm(formOf(found)).missing,
  versions: found.versions.map((version) => ({
    version: version.version,
    createdAt: version.created_at.toISOString(),
    createdBy: version.created_by_label,
  })),
});

export const describeForm = (ctx: Ctx, incident: SeenIncident, found: FoundDocument): IncidentForm => ({
  ...toFormItem(found),
  ...formOf(found),
  ...checkForm(formOf(found)),
  incident: { id: incident.id, number: incident.number, title: incident.title },
  can: { update: ctx.can('document.create', subjectOf(incident)) },
});

/** Records what was done with a form and, for a change, tells live pages. Values are never recorded, only their names. */
export const recordForm = async (
  ctx: Ctx,
  tx: Tx,
  incident: SeenIncident,
  action: string,
  data: Readonly<Record<string, unknown>>,
): Promise<void> =>
  ctx.audit(
    tx,
    action,
    { kind: 'incident', id: incident.id, label: incident.number, organisationId: null },
    data,
  );

export const tellFormChange = (ctx: Ctx, tx: Tx, incident: SeenIncident, id: string): Promise<void> =>
  ctx.publish(tx, {
    type: documentChanged,
    data: { id, incidentId: incident.id },
    permission: incident.tlp === 'red' ? 'incident.read-red' : 'document.read',
    organisationId: null,
    personIds: incident.participant_ids,
  });
