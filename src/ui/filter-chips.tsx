import { Menu, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { type ReactNode, useEffect, useState } from 'react';
import styles from './filter-chips.module.css';
import { IconCheck, IconChevronDown, IconSearch, IconX } from './icons.tsx';
import { useAddressFilters } from './use-address.ts';
import { useText } from './use-text.ts';

export type Filter = {
  /** Name in the address: `?status=open`. */
  key: string;
  label: string;
  options: readonly { value: string; label: string }[];
  /** Several values at once, joined by commas in the address. */
  isMultiple?: boolean;
};

export type FilterChipsProps = {
  filters: readonly Filter[];
  /** Saved views: a name and the query that it stands for. */
  views?: readonly { label: string; query: string }[];
  /** Name of the free text in the address; a search field appears with it. */
  searchKey?: string;
  /** Filters that are no list of options, such as a register or a date; they stand in the same line. */
  children?: ReactNode;
};

const chosenOf = (value: string | undefined): readonly string[] => (value ? value.split(',') : []);

type ChipProps = { filter: Filter; value: string | undefined; onChange: (value: string | undefined) => void };

const FilterChip = ({ filter, value, onChange }: ChipProps) => {
  const text = useText();
  const chosen = chosenOf(value);
  const words = filter.options
    .filter((option) => chosen.includes(option.value))
    .map((option) => option.label);
  const choose = (picked: string) => {
    if (!filter.isMultiple) return onChange(chosen.includes(picked) ? undefined : picked);
    const next = chosen.includes(picked) ? chosen.filter((one) => one !== picked) : [...chosen, picked];
    onChange(next.join(',') || undefined);
  };
  return (
    <span className={styles.chip} data-on={words.length > 0 || undefined}>
      <Menu closeOnItemClick={!filter.isMultiple} position="bottom-start">
        <Menu.Target>
          <UnstyledButton className={styles.open}>
            {filter.label}
            {words.length > 0 && <strong className={styles.value}>{words.join(', ')}</strong>}
            {words.length === 0 && <IconChevronDown size="0.875rem" />}
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown className={styles.options}>
          {filter.options.map((option) => (
            <Menu.Item
              key={option.value}
              rightSection={chosen.includes(option.value) && <IconCheck size="1rem" />}
              aria-current={chosen.includes(option.value) || undefined}
              onClick={() => choose(option.value)}
            >
              {option.label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {words.length > 0 && (
        <UnstyledButton
          className={styles.remove}
          aria-label={text('ui.filter-remove', { label: filter.label })}
          onClick={() => onChange(undefined)}
        >
          <IconX size="0.875rem" />
        </UnstyledButton>
      )}
    </span>
  );
};

const SearchField = ({ value, onChange }: { value: string; onChange: (value: string) => void }) => {
  const text = useText();
  const [typed, setTyped] = useState(value);
  const send = useDebouncedCallback(onChange, 250);
  useEffect(() => setTyped(value), [value]);
  return (
    <TextInput
      size="xs"
      className={styles.search}
      leftSection={<IconSearch size="1rem" />}
      aria-label={text('ui.filter-search')}
      placeholder={text('ui.filter-search')}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        send(event.currentTarget.value.trim());
      }}
    />
  );
};

/** Filters of a list as chips. All of it lives in the address, so that a link shows the same list. */
export const FilterChips = ({ filters, views = [], searchKey, children }: FilterChipsProps) => {
  const text = useText();
  const address = useAddressFilters();
  const query = new URLSearchParams(address.values).toString();
  const isFiltered =
    filters.some(({ key }) => address.values[key]) || Boolean(searchKey && address.values[searchKey]);
  return (
    <search className={styles.bar} aria-label={text('ui.filters')}>
      {views.length > 0 && (
        <fieldset className={styles.views} aria-label={text('ui.views')}>
          {views.map((view) => (
            <UnstyledButton
              key={view.query}
              className={styles.view}
              aria-pressed={new URLSearchParams(view.query).toString() === query}
              onClick={() => address.replace(view.query)}
            >
              {view.label}
            </UnstyledButton>
          ))}
        </fieldset>
      )}
      {searchKey && (
        <SearchField
          value={address.values[searchKey] ?? ''}
          onChange={(value) => address.set({ [searchKey]: value })}
        />
      )}
      {filters.map((filter) => (
        <FilterChip
          key={filter.key}
          filter={filter}
          value={address.values[filter.key]}
          onChange={(value) => address.set({ [filter.key]: value })}
        />
      ))}
      {children}
      {isFiltered && (
        <UnstyledButton
          className={styles.clear}
          onClick={() =>
            address.set(
              Object.fromEntries([...filters.map(({ key }) => key), searchKey ?? ''].map((key) => [key, ''])),
            )
          }
        >
          {text('ui.filter-clear')}
        </UnstyledButton>
      )}
    </search>
  );
};
