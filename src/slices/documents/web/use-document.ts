import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../platform/http/client.ts';
import { useAnswer } from '../../agencies/web/public/use-call.ts';
import {
  getOfficialDocumentRoute,
  listOfficialDocumentsRoute,
  type OfficialDocument,
  previewOfficialDocumentRoute,
} from '../contract/official.ts';
import type { OfficialContent } from '../contract/official-content.ts';

export const useDocument = (id: string) => useAnswer(getOfficialDocumentRoute, { params: { id } });

/** The pages of a content that may not be saved yet; the former pages stay until the new ones are there. */
export const useDocumentPages = (id: string, content: OfficialContent, stamp: string) =>
  useQuery({
    queryKey: ['official-document-pages', id, stamp, JSON.stringify(content)],
    queryFn: ({ signal }) =>
      call(previewOfficialDocumentRoute, { params: { id }, body: { content }, signal }),
    placeholderData: (before) => before,
    gcTime: 30_000,
    staleTime: Number.POSITIVE_INFINITY,
    retry: 1,
    throwOnError: false,
  });

/** Takes the answer of a change in, so that every part shows it at once. */
export const useTakeInDocument = () => {
  const client = useQueryClient();
  return (document: OfficialDocument): void => {
    client.setQueryData([getOfficialDocumentRoute.path, { id: document.id }, null], document);
    void client.invalidateQueries({ queryKey: [listOfficialDocumentsRoute.path] });
  };
};
