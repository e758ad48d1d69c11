import { Button, Modal, NumberInput, Select, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { addressOf, call } from '../../../platform/http/client.ts';
import { AppLink } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { type Column, DataTable } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FilterChips } from '../../../ui/filter-chips.tsx';
import { formatDate } from '../../../ui/format-date.ts';
import { IconDownload, IconList } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import { PrintButton } from '../../../ui/print-button.tsx';
import { problemOf } from '../../../ui/problem.ts';
import { ErrorPage, PageLoading } from '../../../ui/state-pages.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { useAddressFilters } from '../../../ui/use-address.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { forget, useAnswer } from '../../agencies/web/public/use-call.ts';
import { numberAndSign, type OfficialType } from '../contract/official-types.ts';
import {
  type DocumentRegister,
  explainNumbersRoute,
  exportRegisterRoute,
  getRegisterRoute,
  listRegistersRoute,
  type NumberEntryAnswer,
} from '../contract/registers.ts';
import styles from './document-page.module.css';
import { documentAddress, registersAddress } from './documents-address.ts';

const keyOf = (register: DocumentRegister): string =>
  `${registersAddress}/${register.year}/${register.type}/${register.issuerAgencyId ?? 'team'}`;

/** The registers of a year, each with what is unexplained. */
export const RegistersPage = () => {
  const text = useText();
  const { values } = useAddressFilters();
  const { data, error, isPending } = useAnswer(listRegistersRoute, {
    query: values.year ? { year: Number(values.year) } : {},
  });
  const columns: Column<DocumentRegister>[] = [
    {
      key: 'type',
      label: text('documents.column-type'),
      render: (row) => text(`documents.type.${row.type}`),
    },
    {
      key: 'issuer',
      label: text('documents.issuer'),
      render: (row) => row.issuer?.name ?? text('documents.issuer-team'),
    },
    {
      key: 'last',
      onPhone: 'hidden',
      label: text('documents.register.last'),
      width: '7rem',
      align: 'end',
      render: (row) => row.lastNumber,
    },
    {
      key: 'issued',
      onPhone: 'hidden',
      label: text('documents.number-state.issued'),
      width: '8rem',
      align: 'end',
      render: (row) => row.issued,
    },
    {
      key: 'voided',
      onPhone: 'hidden',
      label: text('documents.number-state.voided'),
      width: '6rem',
      align: 'end',
      render: (row) => row.voided,
    },
    {
      key: 'paper',
      onPhone: 'hidden',
      label: text('documents.number-state.paper'),
      width: '6rem',
      align: 'end',
      render: (row) => row.paper,
    },
    {
      key: 'unexplained',
      label: text('documents.number-state.unexplained'),
      width: '9rem',
      align: 'end',
      onPhone: 'mark',
      render: (row) =>
        row.unexplained > 0 ? (
          <StatusBadge tone="harm" label={text('documents.unexplained-count', { count: row.unexplained })} />
        ) : (
          ''
        ),
    },
  ];
  if (error) return <ErrorPage error={error} />;
  const years = data?.years ?? [];
  return (
    <Page
      title={text('documents.registers')}
      lead={text('documents.registers-lead')}
      actions={<PrintButton />}
    >
      <FilterChips
        filters={[
          {
            key: 'year',
            label: text('documents.year'),
            options: years.map((year) => ({ value: String(year), label: String(year) })),
          },
        ]}
      />
      <DataTable
        label={text('documents.registers')}
        columns={columns}
        rows={data?.items ?? []}
        isLoading={isPending}
        rowKey={keyOf}
        rowTo={keyOf}
        empty={
          <EmptyState
            icon={IconList}
            title={text('documents.registers-empty')}
            text={text('documents.registers-empty-text')}
          />
        }
      />
    </Page>
  );
};

type ExplainProps = { register: DocumentRegister; from: number; to: number; label: string };

/** Explains numbers of the register: voided, or given on paper. */
const ExplainButton = ({ register, from, to, label }: ExplainProps) => {
  const text = useText();
  const client = useQueryClient();
  const [isOpen, dialog] = useDisclosure(false);
  const [range, setRange] = useState<{ from: number | string; to: number | string }>({ from, to });
  const [state, setState] = useState<'voided' | 'paper'>('paper');
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<string>();
  const send = async () => {
    if (reason.trim().length < 3) return setFault(text('ui.reason-missing'));
    const { issuerAgencyId, type, year } = register;
    try {
      await call(explainNumbersRoute, {
        body: { issuerAgencyId, type, year, from: Number(range.from), to: Number(range.to), state, reason },
      });
      dialog.close();
      setReason('');
      setFault(undefined);
      void forget(client, '/api/v1/document-registers');
    } catch (thrown) {
      const problem = problemOf(thrown);
      setFault(problem?.status ? problem.title : text('ui.problem-network'));
    }
  };
  return (
    <>
      <Button
        variant="default"
        size="xs"
        onClick={() => {
          setRange({ from, to });
          dialog.open();
        }}
      >
        {label}
      </Button>
      <Modal
        opened={isOpen}
        onClose={dialog.close}
        title={<strong>{text('documents.explain')}</strong>}
        closeButtonProps={{ 'aria-label': text('ui.close') }}
      >
        <div className={styles.fields}>
          <NumberInput
            className={styles.half}
            label={text('documents.explain-from')}
            min={1}
            max={99_999}
            value={range.from}
            onChange={(value) => setRange({ ...range, from: value })}
          />
          <NumberInput
            className={styles.half}
            label={text('documents.explain-to')}
            min={1}
            max={99_999}
            value={range.to}
            onChange={(value) => setRange({ ...range, to: value })}
          />
          <Select
            className={styles.wide}
            label={text('documents.register.state')}
            allowDeselect={false}
            value={state}
            data={(['paper', 'voided'] as const).map((value) => ({
              value,
              label: text(`documents.number-state.${value}`),
            }))}
            onChange={(value) => setState((value ?? 'paper') as 'voided' | 'paper')}
          />
          <Textarea
            className={styles.wide}
            label={text('ui.reason')}
            description={text('documents.explain-help')}
            autosize
            minRows={2}
            value={reason}
            error={fault}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </div>
        <Button mt="lg" onClick={() => void send()}>
          {text('documents.explain')}
        </Button>
      </Modal>
    </>
  );
};

const useEntryColumns = (): Column<NumberEntryAnswer>[] => {
  const text = useText();
  const language = useLanguage();
  return [
    {
      key: 'number',
      label: text('documents.register.number'),
      width: '10rem',
      isOneLine: true,
      onPhone: 'title',
      render: (row) =>
        row.documentId ? (
          <AppLink to={documentAddress(row.documentId)}>{numberAndSign(row.number, row.sign ?? '')}</AppLink>
        ) : (
          numberAndSign(row.number, row.sign ?? '').replace(/\/$/, '')
        ),
    },
    {
      key: 'issued',
      label: text('documents.register.issued-on'),
      width: '8rem',
      render: (row) => (row.issuedOn ? formatDate(row.issuedOn, language) : ''),
    },
    { key: 'title', label: text('documents.register.title'), render: (row) => row.title ?? '' },
    {
      key: 'state',
      label: text('documents.register.state'),
      width: '9rem',
      onPhone: 'mark',
      render: (row) => {
        const state = row.isWithdrawn ? 'withdrawn' : row.state;
        return (
          <StatusBadge
            tone={state === 'issued' ? 'good' : state === 'paper' ? 'quiet' : 'harm'}
            label={text(`documents.number-state.${state}`)}
          />
        );
      },
    },
    {
      key: 'reason',
      label: text('documents.register.reason'),
      width: '22%',
      onPhone: 'text',
      render: (row) => row.reason ?? '',
    },
    {
      key: 'by',
      label: text('documents.register.given-by'),
      width: '9rem',
      onPhone: 'hidden',
      render: (row) => row.givenBy,
    },
  ];
};

/** One register: its numbers, newest first, and its gaps. */
export const RegisterPage = ({
  year,
  type,
  issuer,
}: {
  year: number;
  type: OfficialType;
  issuer: string;
}) => {
  const text = useText();
  const columns = useEntryColumns();
  const key = { year, type, ...(issuer === 'team' ? {} : { issuerAgencyId: issuer }) };
  const [limit, setLimit] = useState(100);
  const { data, error } = useAnswer(getRegisterRoute, { query: { ...key, limit } });
  if (error) return <ErrorPage error={error} />;
  if (!data) return <PageLoading />;
  const { register, gaps, items } = data;
  const next = register.lastNumber + 1;
  return (
    <Page
      title={text('documents.register-title', { type: text(`documents.type.${type}`), year })}
      lead={register.issuer?.name ?? text('documents.issuer-team')}
      actions={
        <>
          {data.can.update && (
            <ExplainButton
              register={register}
              from={next}
              to={next}
              label={text('documents.explain-number')}
            />
          )}
          <Button
            component="a"
            href={addressOf(exportRegisterRoute, {}, key)}
            download
            variant="default"
            leftSection={<IconDownload size="1rem" />}
          >
            CSV
          </Button>
          <PrintButton />
        </>
      }
    >
      {gaps.length > 0 && (
        <Card title={text('documents.gaps')} count={register.unexplained}>
          <ul className={styles.copies}>
            {gaps.map((gap) => (
              <li key={gap.from} className={styles.gap}>
                <span>
                  {gap.from === gap.to
                    ? text('documents.gap-one', { number: gap.from })
                    : text('documents.gap-range', gap)}
                </span>
                {data.can.update && (
                  <ExplainButton register={register} {...gap} label={text('documents.explain')} />
                )}
              </li>
            ))}
          </ul>
        </Card>
      )}
      <DataTable
        label={text('documents.registers')}
        columns={columns}
        rows={items}
        rowKey={(row) => String(row.number)}
        hasMore={data.nextBelow !== null && limit < 500}
        onMore={() => setLimit(500)}
        empty={
          <EmptyState
            icon={IconList}
            title={text('documents.registers-empty')}
            text={text('documents.registers-empty-text')}
          />
        }
      />
    </Page>
  );
};
