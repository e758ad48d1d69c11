import { Select, type SelectProps } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../../platform/http/client.ts';
import { listSystemsRoute } from '../../systems/contract.ts';

type SystemSelectProps = Omit<SelectProps, 'data' | 'onChange' | 'value'> & {
  agencyId: string | null;
  value: string | null;
  valueName?: string | undefined;
  onChange: (id: string | null, name?: string) => void;
};

/** A system of the chosen agency; without an agency there is nothing to choose from. */
export const SystemSelect = ({ agencyId, value, valueName, onChange, ...rest }: SystemSelectProps) => {
  const { data } = useQuery({
    queryKey: ['systems', 'select', agencyId],
    queryFn: ({ signal }) =>
      call(listSystemsRoute, { signal, query: { limit: 100, ...(agencyId ? { agencyId } : {}) } }),
    enabled: agencyId !== null,
    throwOnError: false,
  });
  const found = (agencyId ? (data?.items ?? []) : []).map(({ id, name }) => ({ value: id, label: name }));
  const isMissing = value !== null && !found.some((option) => option.value === value);
  const options = isMissing && valueName ? [{ value, label: valueName }, ...found] : found;
  return (
    <Select
      {...rest}
      data={options}
      clearable
      searchable={options.length > 8}
      disabled={agencyId === null}
      value={value}
      onChange={(id, option) => onChange(id, option?.label)}
    />
  );
};
