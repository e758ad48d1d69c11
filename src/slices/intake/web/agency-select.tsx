import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../platform/http/client.ts';
import { listAgenciesRoute } from '../../agencies/contract.ts';

type AgencySelectProps = Omit<SelectProps, 'data' | 'onChange' | 'value'> & {
  value: string | null;
  /** Name of the present value, which need not be among the found ones. */
  valueName?: string | undefined;
  onChange: (id: string | null, name?: string) => void;
};

/** An agency out of the register; typing asks the server, tone marks do not matter. */
export const AgencySelect = ({ value, valueName, onChange, ...rest }: AgencySelectProps) => {
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed, 200);
  const [names] = useState(() => new Map<string, string>());
  const isPresent = value !== null && (names.get(value) ?? valueName) === typed;
  const q = isPresent ? '' : asked;
  const { data } = useQuery({
    queryKey: ['agencies', 'select', q],
    queryFn: ({ signal }) =>
      call(listAgenciesRoute, { signal, query: { limit: 30, ...(q ? { q: q.slice(0, 200) } : {}) } }),
    placeholderData: (before) => before,
    throwOnError: false,
  });
  const found = (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  for (const option of found) names.set(option.value, option.label);
  const presentName = value ? (names.get(value) ?? valueName) : undefined;
  const options =
    value && presentName && !found.some((option) => option.value === value)
      ? [{ value, label: presentName }, ...found]
      : found;
  return (
    <Select
      {...rest}
      data={options}
      searchable
      clearable
      filter={({ options: all }) => all}
      value={value}
      onChange={(id, option) => onChange(id, option?.label)}
      onSearchChange={setTyped}
    />
  );
};
