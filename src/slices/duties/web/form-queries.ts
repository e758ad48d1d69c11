import { useQuery, useQueryClient } from '@tanstack/react-query';
import { addressOf, call } from '../../../platform/http/client.ts';
import { useLiveEvents } from '../../../ui/live-events.ts';
import { yearlySpecKinds } from '../../documents/contract.ts';
import {
  type AnyFormInput,
  type AnyFormKind,
  getYearlyDocxRoute,
  getYearlyFormRoute,
  getYearlyPdfRoute,
  listYearlyFormsRoute,
  previewYearlyFormRoute,
  refillYearlyFormRoute,
  saveYearlyFormRoute,
  type YearlyForm,
  type YearlyInput,
  yearlyFormChanged,
} from '../contract/yearly-forms.ts';
import {
  documentChanged,
  type FormInput,
  getFormDocxRoute,
  getFormPdfRoute,
  getFormRoute,
  type IncidentForm,
  listFormsRoute,
  previewFormRoute,
  refillFormRoute,
  saveFormRoute,
} from '../contract.ts';

/** A form as the editor holds it; one of the organisation stands on its year instead of an incident. */
export type EditedForm = IncidentForm | (YearlyForm & { incident: IncidentForm['incident'] });

export const isYearly = (kind: AnyFormKind): boolean => (yearlySpecKinds as readonly string[]).includes(kind);

export const toEdited = (form: YearlyForm): EditedForm => ({
  ...form,
  incident: { id: '', number: String(form.year), title: '' },
});

/** Saves values by the route of the form's home. */
export const saveEdited = async (
  base: EditedForm,
  input: AnyFormInput,
  version: number,
): Promise<EditedForm> =>
  isYearly(base.kind)
    ? toEdited(
        await call(saveYearlyFormRoute, {
          params: { id: base.id },
          body: { ...(input as YearlyInput), version },
        }),
      )
    : call(saveFormRoute, {
        params: { id: base.incident.id, documentId: base.id },
        body: { ...(input as FormInput), version },
      });

export const refillEdited = async (form: EditedForm): Promise<EditedForm> => {
  const body = { version: form.version };
  return isYearly(form.kind)
    ? toEdited(await call(refillYearlyFormRoute, { params: { id: form.id }, body }))
    : call(refillFormRoute, { params: { id: form.incident.id, documentId: form.id }, body });
};

/** Address of a saved version as a file. */
export const fileAddress = (
  form: { incidentId: string; documentId: string; version: number },
  format: 'pdf' | 'docx',
): string => {
  const query = { version: form.version };
  if (form.incidentId === '') {
    return addressOf(
      format === 'pdf' ? getYearlyPdfRoute : getYearlyDocxRoute,
      { id: form.documentId },
      query,
    );
  }
  const params = { id: form.incidentId, documentId: form.documentId };
  return addressOf(format === 'pdf' ? getFormPdfRoute : getFormDocxRoute, params, query);
};

const yearlyKey = ['yearly-forms'] as const;
const formsKey = (incidentId: string) => ['forms', incidentId] as const;

export const useForms = (incidentId: string, isEnabled: boolean) =>
  useQuery({
    queryKey: [...formsKey(incidentId), 'list'],
    queryFn: ({ signal }) => call(listFormsRoute, { params: { id: incidentId }, signal }),
    enabled: isEnabled,
    throwOnError: false,
  });

export const useIncidentForm = (incidentId: string, documentId: string, version: number | undefined) =>
  useQuery({
    queryKey: [...formsKey(incidentId), 'one', documentId, version ?? 'newest'],
    queryFn: ({ signal }) =>
      call(getFormRoute, {
        params: { id: incidentId, documentId },
        ...(version ? { query: { version } } : {}),
        signal,
      }),
  });

/** The pages of values that may not be saved yet; the former pages stay until the new ones are there. */
export const useFormPages = (incidentId: string, documentId: string, form: AnyFormInput) =>
  useQuery({
    queryKey: ['form-pages', incidentId, documentId, JSON.stringify(form)],
    queryFn: ({ signal }) =>
      isYearly(form.kind)
        ? call(previewYearlyFormRoute, { params: { id: documentId }, body: form as YearlyInput, signal })
        : call(previewFormRoute, { params: { id: incidentId, documentId }, body: form as FormInput, signal }),
    placeholderData: (before) => before,
    gcTime: 30_000,
    staleTime: Number.POSITIVE_INFINITY,
    retry: 1,
    throwOnError: false,
  });

/** Reads the forms of an incident again when one was saved elsewhere. */
export const useFreshForms = (incidentId: string): void => {
  const client = useQueryClient();
  useLiveEvents([documentChanged], ({ type, data }) => {
    const changed = (data as { incidentId?: string } | null)?.incidentId;
    if (type === 'live.reconnected' || changed === incidentId) {
      void client.invalidateQueries({ queryKey: formsKey(incidentId) });
    }
  });
};

/** Takes the answer of a change in, so that every part shows it at once. */
export const useTakeInForm = () => {
  const client = useQueryClient();
  return (form: EditedForm): void => {
    if (isYearly(form.kind)) {
      client.setQueryData([...yearlyKey, 'one', form.id, 'newest'], form);
      void client.invalidateQueries({ queryKey: [...yearlyKey, 'list'] });
      return;
    }
    const key = formsKey(form.incident.id);
    client.setQueryData([...key, 'one', form.id, 'newest'], form);
    void client.invalidateQueries({ queryKey: [...key, 'list'] });
  };
};

export const useYearlyForms = (year: number | undefined) =>
  useQuery({
    queryKey: [...yearlyKey, 'list', year ?? null],
    queryFn: ({ signal }) => call(listYearlyFormsRoute, { ...(year ? { query: { year } } : {}), signal }),
  });

export const useYearlyForm = (id: string, version: number | undefined) =>
  useQuery({
    queryKey: [...yearlyKey, 'one', id, version ?? 'newest'],
    queryFn: async ({ signal }) =>
      toEdited(
        await call(getYearlyFormRoute, {
          params: { id },
          ...(version ? { query: { version } } : {}),
          signal,
        }),
      ),
  });

/** Reads the yearly forms again when one was saved elsewhere. */
export const useFreshYearlyForms = (): void => {
  const client = useQueryClient();
  useLiveEvents([yearlyFormChanged, 'live.reconnected'], () => {
    void client.invalidateQueries({ queryKey: yearlyKey });
  });
};
