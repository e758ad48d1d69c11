import { Button } from '@mantine/core';
import { useState } from 'react';
import { type Column, DataTable } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FilterChips } from '../../../ui/filter-chips.tsx';
import { formatDateTime } from '../../../ui/format-date.ts';
import { IconDownload, IconHistory } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import { useAddressFilters } from '../../../ui/use-address.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { type AuditEntry, exportAuditRoute, listAuditRoute } from '../contract/audit.ts';
import { AuditDetails } from './audit-details.tsx';
import { useAuditSentence } from './audit-sentence.ts';
import { usePages } from './use-pages.ts';

const areas = [
  'session',
  'person',
  'api-key',
  'organisation',
  'agency',
  'member',
  'system',
  'report',
  'incident',
  'document',
  'audit',
] as const;
const dayMs = 86_400_000;
const ranges = { day: dayMs, week: 7 * dayMs, month: 30 * dayMs } as const;
type Range = keyof typeof ranges;

/** Start of a range, to the minute, so that it stays one and the same list while it is read. */
const startOf = (range: string | undefined): string | undefined => {
  const spanMs = ranges[range as Range];
  return spanMs ? new Date(Math.floor((Date.now() - spanMs) / 60_000) * 60_000).toISOString() : undefined;
};

const useColumns = (): Column<AuditEntry>[] => {
  const text = useText();
  const language = useLanguage();
  const say = useAuditSentence();
  return [
    {
      key: 'at',
      label: text('accounts.audit-at'),
      width: '10rem',
      onPhone: 'mark',
      render: (row) => <time dateTime={row.at}>{formatDateTime(row.at, language)}</time>,
    },
    { key: 'what', label: text('accounts.audit-what'), onPhone: 'title', render: (row) => say(row) },
    {
      key: 'details',
      label: text('accounts.audit-details'),
      width: '36%',
      onPhone: 'text',
      render: (row) => <AuditDetails entry={row} />,
    },
  ];
};

/** Sends the filters as a plain form, so that the browser saves the answer as a file. */
const ExportForm = ({ filters }: { filters: Readonly<Record<string, string | undefined>> }) => {
  const text = useText();
  return (
    <form method="post" action={exportAuditRoute.path}>
      {Object.entries(filters).map(
        ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
      )}
      <Button type="submit" variant="default" leftSection={<IconDownload size="1rem" />}>
        {text('accounts.audit-export')}
      </Button>
    </form>
  );
};

/** The audit log: who did what, when, to which record, with old and new values. */
export const AuditPage = () => {
  const text = useText();
  const { values } = useAddressFilters();
  const columns = useColumns();
  const [from, setFrom] = useState(() => ({ range: values.range, at: startOf(values.range) }));
  if (from.range !== values.range) setFrom({ range: values.range, at: startOf(values.range) });
  const filters = {
    action: values.action,
    subjectKind: values.subjectKind,
    subjectId: values.subjectId,
    actorId: values.actorId,
    from: from.at,
  };
  const list = usePages(listAuditRoute, filters);
  return (
    <Page
      title={text('accounts.audit')}
      lead={text('accounts.audit-lead')}
      actions={<ExportForm filters={filters} />}
    >
      <FilterChips
        filters={[
          {
            key: 'action',
            label: text('accounts.audit-area'),
            options: areas.map((area) => ({ value: area, label: text(`accounts.audit-area.${area}`) })),
          },
          {
            key: 'range',
            label: text('accounts.audit-range'),
            options: (Object.keys(ranges) as Range[]).map((range) => ({
              value: range,
              label: text(`accounts.audit-range.${range}`),
            })),
          },
          ...(values.subjectId
            ? [
                {
                  key: 'subjectId',
                  label: text('accounts.audit-subject'),
                  options: [{ value: values.subjectId, label: text('accounts.audit-one-subject') }],
                },
              ]
            : []),
        ]}
      />
      <DataTable
        {...list}
        label={text('accounts.audit')}
        columns={columns}
        rowKey={(row) => row.id}
        empty={
          <EmptyState
            icon={IconHistory}
            title={text('accounts.audit-empty')}
            text={text('accounts.audit-empty-text')}
          />
        }
      />
    </Page>
  );
};
