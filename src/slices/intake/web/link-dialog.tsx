import { Button, Group, Modal, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../platform/http/client.ts';
import { useText } from '../../../ui/use-text.ts';
import { listIncidentsRoute } from '../../incidents/contract/incident-routes.ts';
import type { Report } from '../contract/report.ts';
import { linkReportRoute } from '../contract/triage.ts';
import { useQuickAction } from './report-queries.ts';

type DialogProps = { report: Report; onClose: () => void };

/** Chooses an open incident; typing asks the server by number, title and agency. */
export const LinkDialog = ({ report, onClose }: DialogProps) => {
  const text = useText();
  const [incidentId, setIncidentId] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed, 200);
  const { run, isRunning } = useQuickAction();
  // The chosen line stands in the field as its own text: that is no search.
  const q = asked.includes(' · ') ? '' : asked;
  const { data } = useQuery({
    queryKey: ['incidents', 'select', q],
    queryFn: ({ signal }) =>
      call(listIncidentsRoute, { signal, query: { state: 'open', limit: 20, ...(q ? { q } : {}) } }),
    placeholderData: (before) => before,
    throwOnError: false,
  });
  const link = async () => {
    if (!incidentId) return;
    const linked = await run(() =>
      call(linkReportRoute, { params: { id: report.id }, body: { incidentId } }),
    );
    if (linked) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={<strong>{text('intake.linking.title', { number: report.number })}</strong>}
      closeButtonProps={{ 'aria-label': text('ui.close') }}
    >
      <Select
        label={text('intake.linking.search')}
        placeholder={text('intake.linking.placeholder')}
        data={(data?.items ?? []).map(({ id, number, title }) => ({
          value: id,
          label: `${number} · ${title}`,
        }))}
        searchable
        filter={({ options }) => options}
        nothingFoundMessage={text('intake.linking.none')}
        value={incidentId}
        onChange={setIncidentId}
        onSearchChange={setTyped}
        data-autofocus
      />
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose}>
          {text('ui.cancel')}
        </Button>
        <Button disabled={!incidentId} loading={isRunning} onClick={link}>
          {text('intake.linking.do')}
        </Button>
      </Group>
    </Modal>
  );
};
