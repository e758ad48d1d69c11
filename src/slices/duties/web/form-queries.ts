import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../platform/http/client.ts';
import { useLiveEvents } from '../../../ui/live-events.ts';
import {
  documentChanged,
  type FormInput,
  getFormRoute,
  type IncidentForm,
  listFormsRoute,
  previewFormRoute,
} from '../contract.ts';

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
export const useFormPages = (incidentId: string, documentId: string, form: FormInput) =>
  useQuery({
    queryKey: ['form-pages', incidentId, documentId, JSON.stringify(form)],
    queryFn: ({ signal }) =>
      call(previewFormRoute, { params: { id: incidentId, documentId }, body: form, signal }),
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
  return (form: IncidentForm): void => {
    const key = formsKey(form.incident.id);
    client.setQueryData([...key, 'one', form.id, 'newest'], form);
    void client.invalidateQueries({ queryKey: [...key, 'list'] });
  };
};
