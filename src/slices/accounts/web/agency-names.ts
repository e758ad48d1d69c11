import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { defineRoute } from '../../../platform/http/route.ts';
import { useSession } from '../../../ui/session.ts';
import { useSend } from './use-send.ts';

/**
 * The list of agencies as far as this slice needs it. Agencies are a later slice: their contract may not be imported
 * here, so only what is read is written down. Without the right to read them no name is known and none is asked.
 */
const agencyNamesRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/agencies',
  access: 'agency.read',
  summary: 'Agencies by name',
  query: z.object({ q: z.string().optional(), limit: z.number().optional(), cursor: z.string().optional() }),
  answer: z.object({
    items: z.array(z.object({ id: z.uuid(), name: z.string() })),
    nextCursor: z.string().nullable(),
  }),
});

export type AgencyOption = { value: string; label: string };
const pagesMax = 10;

/** All agencies as options; a province has a few hundred. */
export const useAgencyOptions = (): readonly AgencyOption[] => {
  const send = useSend();
  const { permissions } = useSession();
  const { data } = useQuery({
    queryKey: [agencyNamesRoute.path, 'names'],
    enabled: permissions.includes('agency.read'),
    staleTime: 300_000,
    throwOnError: false,
    queryFn: async () => {
      const options: AgencyOption[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < pagesMax; page += 1) {
        const { items, nextCursor } = await send(agencyNamesRoute, { query: { limit: 100, cursor } });
        options.push(...items.map(({ id, name }) => ({ value: id, label: name })));
        if (!nextCursor) break;
        cursor = nextCursor;
      }
      return options;
    },
  });
  return data ?? [];
};
