import { Button, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { AppLink } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { type Column, DataTable } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatDateTime } from '../../../ui/format-date.ts';
import { IconClock, IconDownload } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import { useAddressFilters } from '../../../ui/use-address.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import type { HourLine, Hours } from '../contract/hours.ts';
import { callUpAddress, useFreshCallUps, useHours } from './call-up-queries.ts';
import styles from './mobilisation.module.css';

const VIETNAM_MS = 7 * 3_600_000;
const thisMonth = (): string => new Date(Date.now() + VIETNAM_MS).toISOString().slice(0, 7);
const monthPattern = /^20\d\d-(0[1-9]|1[0-2])$/;

type WithHours = { hours: Hours };

const useHourColumns = <Row extends WithHours>(): Column<Row>[] => {
  const text = useText();
  const language = useLanguage();
  const say = (value: number) =>
    value === 0 ? '–' : new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value);
  return (['workday', 'weekend', 'holiday', 'night', 'total'] as const).map((kind) => ({
    key: kind,
    label: text(`mobilisation.hours.${kind}`),
    width: '7rem',
    align: 'end' as const,
    render: ({ hours }) => say(hours[kind]),
  }));
};

const FileLinks = ({ month, rate }: { month: string; rate: number }) => {
  const text = useText();
  return (
    <>
      {(['note', 'allowance'] as const).flatMap((kind) =>
        (['xlsx', 'docx'] as const).map((format) => (
          <Button
            key={`${kind}-${format}`}
            component="a"
            variant="default"
            size="sm"
            leftSection={<IconDownload size="1rem" />}
            href={`/api/v1/call-up-hours/file?month=${month}&kind=${kind}&format=${format}&rate=${rate}`}
          >
            {text(`mobilisation.hours.${kind}`)} {format.toUpperCase()}
          </Button>
        )),
      )}
    </>
  );
};

/** Hours of a month by agency and by person, with the note and the allowance table as files. */
export const HoursPage = () => {
  const text = useText();
  const language = useLanguage();
  const address = useAddressFilters();
  const given = address.values.month ?? '';
  const month = monthPattern.test(given) ? given : thisMonth();
  const [rate, setRate] = useState(0);
  const { data, isPending } = useHours(month);
  useFreshCallUps();
  const hourColumns = useHourColumns<HourLine>();
  const sumColumns = useHourColumns<NonNullable<typeof data>['agencies'][number]>();
  return (
    <Page title={text('mobilisation.hours.title')}>
      <div className={styles.filters}>
        <TextInput
          type="month"
          label={text('mobilisation.hours.month')}
          value={month}
          onChange={(event) => address.set({ month: event.currentTarget.value || undefined })}
        />
        <NumberInput
          label={text('mobilisation.hours.rate')}
          min={0}
          max={10_000_000}
          thousandSeparator="."
          decimalSeparator=","
          value={rate}
          onChange={(value) => setRate(Math.max(0, Math.round(Number(value) || 0)))}
        />
        <FileLinks month={month} rate={rate} />
      </div>
      {data && !data.isCalendarComplete && (
        <p className={styles.banner}>{text('mobilisation.hours.noCalendar')}</p>
      )}
      <div className={styles.stack}>
        {data && data.agencies.length > 0 && (
          <Card title={text('mobilisation.hours.byAgency')} padding="flush">
            <DataTable
              label={text('mobilisation.hours.byAgency')}
              rows={data.agencies}
              rowKey={({ agency }) => agency.id}
              columns={[
                {
                  key: 'agency',
                  label: text('mobilisation.compose.agency'),
                  onPhone: 'title',
                  render: ({ agency }) => agency.name,
                },
                {
                  key: 'people',
                  label: text('mobilisation.hours.people'),
                  width: '6rem',
                  align: 'end',
                  render: ({ people }) => people,
                },
                ...sumColumns,
              ]}
            />
          </Card>
        )}
        <Card title={text('mobilisation.hours.byPerson')} padding="flush">
          <DataTable
            label={text('mobilisation.hours.byPerson')}
            rows={data?.items ?? []}
            isLoading={isPending}
            rowKey={({ recipientId }) => recipientId}
            columns={[
              {
                key: 'name',
                label: text('mobilisation.board.person'),
                onPhone: 'title',
                render: (line) => (
                  <>
                    {line.fullName}
                    <span className={styles.sub}>{line.agency.name}</span>
                  </>
                ),
              },
              {
                key: 'callUp',
                label: text('mobilisation.callUp'),
                width: '9rem',
                render: (line) => <AppLink to={callUpAddress(line.callUpId)}>{line.number}</AppLink>,
              },
              {
                key: 'spell',
                label: text('mobilisation.board.attendance'),
                width: '12rem',
                render: (line) => (
                  <>
                    {formatDateTime(line.arrivedAt, language)}
                    <span className={styles.sub}>
                      {line.leftAt
                        ? formatDateTime(line.leftAt, language)
                        : text('mobilisation.hours.stillThere')}
                    </span>
                  </>
                ),
              },
              ...hourColumns,
            ]}
            empty={<EmptyState icon={IconClock} title={text('mobilisation.hours.empty')} />}
          />
        </Card>
      </div>
    </Page>
  );
};
