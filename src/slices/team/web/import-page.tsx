import { Button, Checkbox } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Card } from '../../../ui/card.tsx';
import { ConfirmAction } from '../../../ui/confirm-action.tsx';
import { type Column, DataTable } from '../../../ui/data-table.tsx';
import { formatDateTime } from '../../../ui/format-date.ts';
import { IconCheck, IconDownload } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import { problemOf } from '../../../ui/problem.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { useAddressFilters } from '../../../ui/use-address.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { forget, useAnswer, useCall } from '../../agencies/web/public/use-call.ts';
import {
  applyImportRoute,
  checkImportRoute,
  getImportRoute,
  listImportsRoute,
  type RosterImport,
  undoImportRoute,
} from '../contract/imports.ts';
import { FileButton } from './file-button.tsx';
import styles from './replacement.module.css';

type Row = RosterImport['rows'][number];

const useColumns = (): Column<Row>[] => {
  const text = useText();
  const cell = (column: string) => (row: Row) => row.cells[column];
  return [
    { key: 'row', label: text('team.import-row'), width: '4rem', onPhone: 'mark', render: (row) => row.row },
    { key: 'name', label: text('team.column.fullName'), onPhone: 'title', render: cell('fullName') },
    { key: 'agency', label: text('team.column.agency'), render: cell('agency') },
    { key: 'role', label: text('team.column.roleInTeam'), width: '13%', render: cell('roleInTeam') },
    {
      key: 'from',
      label: text('team.column.validFrom'),
      width: '7.5rem',
      isOneLine: true,
      render: cell('validFrom'),
    },
    {
      key: 'result',
      label: text('team.import-result'),
      width: '32%',
      onPhone: 'text',
      render: (row) =>
        row.faults.length === 0 ? (
          row.action && (
            <StatusBadge
              tone={row.action === 'unchanged' ? 'quiet' : 'good'}
              label={text(`team.import-action.${row.action}`)}
            />
          )
        ) : (
          <ul className={styles.plain}>
            {row.faults.map((fault) => (
              <li key={`${fault.column} ${fault.message}`} className={styles.late}>
                {fault.label && `${fault.label}: `}
                {fault.message}
              </li>
            ))}
          </ul>
        ),
    },
  ];
};

const Outcome = ({ plan, onChange }: { plan: RosterImport; onChange: (plan: RosterImport) => void }) => {
  const text = useText();
  const language = useLanguage();
  const send = useCall();
  const client = useQueryClient();
  const [fault, setFault] = useState<string>();
  const { counts, version } = plan;
  const act = async (route: typeof applyImportRoute | typeof undoImportRoute) => {
    try {
      onChange(await send(route, { params: { id: plan.id }, body: { version } }));
      setFault(undefined);
    } catch (thrown) {
      const problem = problemOf(thrown);
      setFault(problem?.title ?? text('ui.problem-network'));
      throw thrown;
    } finally {
      await forget(client, '/api/v1/roster-imports', '/api/v1/team', '/api/v1/members');
    }
  };
  return (
    <div>
      <p role="status" className={plan.faults > 0 ? styles.late : undefined}>
        {plan.state === 'applied' &&
          text('team.import-applied', { time: formatDateTime(plan.appliedAt ?? '', language) })}
        {plan.state === 'undone' &&
          text('team.import-undone', { time: formatDateTime(plan.undoneAt ?? '', language) })}
        {plan.state === 'checked' &&
          (plan.faults > 0
            ? text('team.import-faults', { count: plan.faults })
            : text('team.import-fine', {
                members: counts.newMembers,
                memberships: counts.memberships,
                unchanged: counts.unchanged,
              }))}
      </p>
      {fault && <p role="alert">{fault}</p>}
      <div className={styles.actions}>
        {plan.can.apply && (
          <Button
            leftSection={<IconCheck size="1rem" />}
            onClick={() => void act(applyImportRoute).catch(() => undefined)}
          >
            {text('team.import-apply', { count: counts.memberships })}
          </Button>
        )}
        {plan.can.undo && (
          <ConfirmAction
            title={text('team.import-undo')}
            consequence={text('team.import-undo-text', {
              memberships: counts.memberships,
              members: counts.newMembers,
            })}
            confirmLabel={text('team.import-undo')}
            isHarmful
            onConfirm={() => act(undoImportRoute)}
            trigger={(open) => (
              <Button variant="default" onClick={open}>
                {text('team.import-undo')}
              </Button>
            )}
          />
        )}
      </div>
    </div>
  );
};

const Earlier = ({ onOpen }: { onOpen: (id: string) => void }) => {
  const text = useText();
  const language = useLanguage();
  const { data } = useAnswer(listImportsRoute);
  const items = data?.items.filter((item) => item.state !== 'checked') ?? [];
  if (items.length === 0) return null;
  return (
    <Card title={text('team.import-earlier')}>
      <ul className={styles.plain}>
        {items.map((item) => (
          <li key={item.id} className={styles.marks}>
            <Button variant="subtle" size="compact-sm" onClick={() => onOpen(item.id)}>
              {item.fileName}
            </Button>
            <span className={styles.quiet}>
              {item.createdBy}, {formatDateTime(item.appliedAt ?? item.createdAt, language)}
              {item.undoneAt &&
                ` · ${text('team.import-undone', { time: formatDateTime(item.undoneAt, language) })}`}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
};

/** Members from a file: checked row by row, taken over whole, undone whole. */
export const ImportPage = () => {
  const text = useText();
  const send = useCall();
  const columns = useColumns();
  const { values, set } = useAddressFilters();
  const [fault, setFault] = useState<string>();
  const [isReading, setReading] = useState(false);
  const [onlyFaults, setOnlyFaults] = useState(false);
  const id = values.import ?? '';
  const client = useQueryClient();
  const { data: plan } = useAnswer(getImportRoute, { params: { id } }, { isOff: id === '' });
  const show = (shown: RosterImport) => {
    client.setQueryData([getImportRoute.path, { id: shown.id }, null], shown);
    set({ import: shown.id });
  };
  const read = async (file: File) => {
    const form = new FormData();
    form.append('file', file);
    setReading(true);
    setFault(undefined);
    try {
      show(await send(checkImportRoute, { body: form }));
    } catch (thrown) {
      const problem = problemOf(thrown);
      setFault(
        [problem?.title, ...(problem?.errors ?? []).map((error) => error.message)].filter(Boolean).join(' '),
      );
    }
    setReading(false);
  };
  const rows = plan?.rows.filter((row) => !onlyFaults || row.faults.length > 0) ?? [];
  return (
    <Page title={text('team.import')} lead={text('team.import-lead')}>
      <div className={styles.bar}>
        <FileButton
          label={text('team.import-choose')}
          accept=".xlsx,.csv"
          loading={isReading}
          onPick={(file) => void read(file)}
        />
        <a href="/api/v1/team/roster/file?format=xlsx" download>
          <IconDownload size="1em" /> {text('team.export')}
        </a>
      </div>
      {fault && (
        <p role="alert" className={styles.late}>
          {fault}
        </p>
      )}
      {id !== '' && plan && (
        <Card title={plan.fileName} count={plan.rows.length}>
          <Outcome plan={plan} onChange={show} />
          {plan.faults > 0 && (
            <Checkbox
              my="sm"
              label={text('team.import-only-faults')}
              checked={onlyFaults}
              onChange={(event) => setOnlyFaults(event.currentTarget.checked)}
            />
          )}
          <DataTable
            label={plan.fileName}
            columns={columns}
            rows={rows}
            rowKey={(row) => String(row.row)}
            rowTone={(row) => (row.faults.length > 0 ? 'late' : undefined)}
            isLoading={false}
            empty={null}
          />
        </Card>
      )}
      <Earlier onOpen={(open) => set({ import: open })} />
    </Page>
  );
};
