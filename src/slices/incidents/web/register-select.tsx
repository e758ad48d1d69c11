import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../platform/http/client.ts';
import { listAgenciesRoute } from '../../agencies/contract.ts';
import { listSystemsRoute } from '../../systems/contract.ts';

type RegisterSelectProps = Omit<SelectProps, 'data' | 'onChange' | 'value'> & {
  value: string | null;
  /** Name of the present value, which need not be among the found ones. */
  valueName?: string | undefined;
  onChange: (id: string | null) => void;
};

type Named = readonly { id: string; name: string }[];

const withPresent = (found: Named, value: string | null, valueName: string | undefined) => {
  const options = found.map(({ id, name }) => ({ value: id, label: name }));
  const isMissing = value !== null && valueName && !options.some((option) => option.value === value);
  return isMissing ? [{ value, label: valueName }, ...options] : options;
};

/** An agency out of the register; typing asks the server, tone marks do not matter. */
export const AgencySelect = ({ value, valueName, onChange, ...rest }: RegisterSelectProps) => {
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed, 200);
  const [names] = useState(() => new Map<string, string>());
  const presentName = value ? (names.get(value) ?? valueName) : undefined;
  const q = presentName === asked ? '' : asked.slice(0, 200);
  const { data } = useQuery({
    queryKey: ['agencies', 'choice', q],
    queryFn: ({ signal }) => call(listAgenciesRoute, { signal, query: { limit: 30, ...(q ? { q } : {}) } }),
    placeholderData: (before) => before,
    throwOnError: false,
  });
  const found: Named = data?.items ?? [];
  for (const { id, name } of found) names.set(id, name);
  return (
    <Select
      {...rest}
      data={withPresent(found, value, presentName)}
      searchable
      clearable
      filter={({ options }) => options}
      value={value}
      onChange={onChange}
      onSearchChange={setTyped}
    />
  );
};

/** A system of the chosen agency; without an agency there is nothing to choose from. */
export const SystemSelect = ({
  agencyId,
  value,
  valueName,
  onChange,
  ...rest
}: RegisterSelectProps & { agencyId: string | null }) => {
  const { data } = useQuery({
    queryKey: ['systems', 'choice', agencyId],
    queryFn: ({ signal }) =>
      call(listSystemsRoute, { signal, query: { limit: 100, ...(agencyId ? { agencyId } : {}) } }),
    enabled: agencyId !== null,
    throwOnError: false,
  });
  return (
    <Select
      {...rest}
      data={withPresent(agencyId ? (data?.items ?? []) : [], value, valueName)}
      clearable
      searchable
      disabled={agencyId === null}
      value={value}
      onChange={onChange}
    />
  );
};
