import { useQuery } from '@tanstack/react-query';
import type { FieldOption } from '../../../../ui/form-fields.tsx';
import { type AgencyItem, listAgenciesRoute } from '../../contract.ts';
import { useCall } from './use-call.ts';

const PAGES_MAX = 20;

/** All agencies of today (or, with `all`, ended ones too) for a field to choose from. */
export const useAgencies = (on?: 'all'): readonly AgencyItem[] => {
  const send = useCall();
  const { data } = useQuery({
    queryKey: [listAgenciesRoute.path, 'everything', on ?? null],
    staleTime: 60_000,
    queryFn: async () => {
      const items: AgencyItem[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < PAGES_MAX; page++) {
        const answer = await send(listAgenciesRoute, {
          query: { limit: 100, ...(on ? { on } : {}), ...(cursor ? { cursor } : {}) },
        });
        items.push(...answer.items);
        if (!answer.nextCursor) break;
        cursor = answer.nextCursor;
      }
      return items;
    },
  });
  return data ?? [];
};

/** The same as options; an ended agency carries its years. */
export const toAgencyOptions = (agencies: readonly AgencyItem[]): FieldOption[] =>
  agencies.map(({ id, name, validFrom, validTo }) => ({
    value: id,
    label: validTo ? `${name} (${validFrom.slice(0, 4)}–${validTo.slice(0, 4)})` : name,
  }));
