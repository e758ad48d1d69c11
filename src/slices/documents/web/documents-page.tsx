import { Button } from '@mantine/core';
import { AppLink } from '../../../ui/app-link.tsx';
import { type Column, DataTable } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FilterChips } from '../../../ui/filter-chips.tsx';
import { formatDate, formatDateTime } from '../../../ui/format-date.ts';
import { IconFile, IconList, IconPlus } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import { PanelSlot } from '../../../ui/panel-slot.tsx';
import { useMay } from '../../../ui/session.ts';
import { useAddressFilters } from '../../../ui/use-address.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { useLiveRefresh, usePages } from '../../agencies/web/public/use-call.ts';
import {
  listOfficialDocumentsRoute,
  type OfficialItem,
  officialDocumentChanged,
} from '../contract/official.ts';
import { officialStates, officialTypes } from '../contract/official-types.ts';
import { DocumentState } from './document-state.tsx';
import { documentAddress, registersAddress } from './documents-address.ts';

const useColumns = (): Column<OfficialItem>[] => {
  const text = useText();
  const language = useLanguage();
  return [
    { key: 'title', label: text('documents.column-title'), onPhone: 'title', render: (row) => row.title },
    {
      key: 'number',
      label: text('documents.column-number'),
      width: '9.5rem',
      isOneLine: true,
      render: (row) => row.number ?? <span>…/{row.sign}</span>,
    },
    {
      key: 'type',
      label: text('documents.column-type'),
      width: '8rem',
      render: (row) => text(`documents.type.${row.type}`),
    },
    {
      key: 'state',
      label: text('documents.column-state'),
      width: '10rem',
      onPhone: 'mark',
      render: (row) => <DocumentState state={row.state} />,
    },
    {
      key: 'issued',
      label: text('documents.column-issued'),
      width: '7.5rem',
      render: (row) => (row.issuedOn ? formatDate(row.issuedOn, language) : ''),
    },
    {
      key: 'signed-copy',
      label: text('documents.column-signed-copy'),
      width: '7rem',
      render: (row) => (row.hasSignedCopy ? text('documents.has-signed-copy') : ''),
    },
    {
      key: 'updated',
      label: text('documents.column-updated'),
      width: '10rem',
      onPhone: 'hidden',
      render: (row) => formatDateTime(row.updatedAt, language),
    },
  ];
};

/** Official documents with their state, last changed first. */
export const DocumentsPage = () => {
  const text = useText();
  const columns = useColumns();
  const mayReadRegisters = useMay('document-register.read');
  const { values } = useAddressFilters();
  const list = usePages(listOfficialDocumentsRoute, {
    q: values.q,
    state: values.state,
    type: values.type,
    year: values.year,
  });
  useLiveRefresh([officialDocumentChanged], listOfficialDocumentsRoute.path);
  return (
    <Page
      title={text('documents.title')}
      actions={
        <>
          <PanelSlot slot="documents.actions" id="" />
          {mayReadRegisters && (
            <Button
              component={AppLink}
              to={registersAddress}
              variant="default"
              leftSection={<IconList size="1rem" />}
            >
              {text('documents.registers')}
            </Button>
          )}
          {list.first?.can.draft && (
            <Button component={AppLink} to="/documents/new" leftSection={<IconPlus size="1rem" />}>
              {text('documents.new')}
            </Button>
          )}
        </>
      }
    >
      <FilterChips
        searchKey="q"
        filters={[
          {
            key: 'state',
            label: text('documents.column-state'),
            options: officialStates.map((value) => ({ value, label: text(`documents.state.${value}`) })),
          },
          {
            key: 'type',
            label: text('documents.column-type'),
            options: officialTypes.map((value) => ({ value, label: text(`documents.type.${value}`) })),
          },
        ]}
      />
      <DataTable
        {...list}
        label={text('documents.title')}
        columns={columns}
        rowKey={(row) => row.id}
        rowTo={(row) => documentAddress(row.id)}
        empty={
          <EmptyState icon={IconFile} title={text('documents.empty')} text={text('documents.empty-text')} />
        }
      />
    </Page>
  );
};
