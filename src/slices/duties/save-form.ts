import { isDeepStrictEqual } from 'node:util';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import type { BodyOf } from '../../platform/http/route.ts';
import { addDocumentVersion, type FoundDocument, findDocumentOfKind } from '../documents/public.ts';
import { getIncidentWithForms, type SeenIncident } from './access.ts';
import {
  dutyErrors,
  type FormInput,
  type FormKind,
  type IncidentForm,
  type saveFormRoute,
} from './contract.ts';
import { fillForm, titleOfKind } from './form-of-kind.ts';
import { describeForm, formOf, getForm, recordForm, tellFormChange } from './incident-form.ts';
import { dropBlank, mergeInput } from './merge-input.ts';

const addVersion = (ctx: Ctx, tx: Tx, incident: SeenIncident, version: number, form: FormInput) =>
  addDocumentVersion(ctx, tx, {
    kind: form.kind,
    subjectKind: 'incident',
    subjectId: incident.id,
    title: titleOfKind[form.kind],
    version,
    input: dropBlank(form.input),
  });

/** Drafts a form from the records. @throws AppError duties.formExists */
export const createForm = (ctx: Ctx, incidentId: string, kind: FormKind): Promise<IncidentForm> =>
  ctx.tx(async (tx) => {
    const incident = await getIncidentWithForms(ctx, tx, incidentId, 'document.create');
    const row = await addVersion(ctx, tx, incident, 1, await fillForm(ctx, tx, kind, incidentId));
    const found = await findDocumentOfKind(tx, kind, 'incident', incidentId);
    if (!row || !found) {
      throw dutyErrors.formExists(
        { number: incident.number },
        { details: { documentId: found?.id ?? null } },
      );
    }
    await recordForm(ctx, tx, incident, 'document.created', { documentId: found.id, kind, version: 1 });
    await tellFormChange(ctx, tx, incident, found.id);
    return describeForm(ctx, incident, found);
  });

const changedFields = (before: object, after: object): string[] => {
  const [one, other] = [before as Record<string, unknown>, after as Record<string, unknown>];
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
    (name) => !isDeepStrictEqual(one[name], other[name]),
  );
};

/** Saves `next` as the version after `found`, if nobody saved meanwhile; nothing is written where nothing changed. */
const saveNext = async (
  ctx: Ctx,
  tx: Tx,
  incident: SeenIncident,
  found: FoundDocument,
  next: FormInput,
  action: string,
): Promise<IncidentForm> => {
  const fields = changedFields(formOf(found).input, dropBlank(next.input));
  if (fields.length === 0) return describeForm(ctx, incident, found);
  const version = found.row.version + 1;
  if (!(await addVersion(ctx, tx, incident, version, next))) {
    return refuseStale(ctx, incident, await getForm(tx, incident, found.id));
  }
  await recordForm(ctx, tx, incident, action, { documentId: found.id, kind: next.kind, version, fields });
  await tellFormChange(ctx, tx, incident, found.id);
  return describeForm(ctx, incident, await getForm(tx, incident, found.id));
};

const refuseStale = (ctx: Ctx, incident: SeenIncident, current: FoundDocument): never => {
  throw platformErrors.stale(undefined, { details: { current: describeForm(ctx, incident, current) } });
};

type Named = { id: string; documentId: string };

/** Completes a form by hand: a new version. @throws AppError platform.stale with the current version */
export const saveForm = (ctx: Ctx, named: Named, body: BodyOf<typeof saveFormRoute>): Promise<IncidentForm> =>
  ctx.tx(async (tx) => {
    const incident = await getIncidentWithForms(ctx, tx, named.id, 'document.create');
    const found = await getForm(tx, incident, named.documentId);
    if (found.row.kind !== body.kind) {
      throw platformErrors.invalid(undefined, { fields: [{ field: 'kind', reason: 'invalid' }] });
    }
    if (found.row.version !== body.version) refuseStale(ctx, incident, found);
    return saveNext(ctx, tx, incident, found, body, 'document.saved');
  });

/** Moments of the report itself are no records: a second filling keeps them. */
const ownMoments = ['reported', 'signedOn'] as const;

/** Takes the records as they are now; what was typed stays where they hold nothing. */
export const refillForm = (ctx: Ctx, named: Named, version: number): Promise<IncidentForm> =>
  ctx.tx(async (tx) => {
    const incident = await getIncidentWithForms(ctx, tx, named.id, 'document.create');
    const found = await getForm(tx, incident, named.documentId);
    if (found.row.version !== version) refuseStale(ctx, incident, found);
    const held = formOf(found);
    const filled = await fillForm(ctx, tx, held.kind, incident.id);
    const kept = Object.fromEntries(
      ownMoments.flatMap((name) => (name in held.input ? [[name, held.input[name as never]]] : [])),
    );
    const input = mergeInput({ ...filled.input, ...kept }, held.input);
    return saveNext(ctx, tx, incident, found, { kind: held.kind, input } as FormInput, 'document.refilled');
  });
