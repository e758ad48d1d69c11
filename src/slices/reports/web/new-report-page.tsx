import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useGo } from '../../../ui/app-link.tsx';
import { DateField } from '../../../ui/date-time-field.tsx';
import { Form } from '../../../ui/form.tsx';
import { RadioField, SelectField } from '../../../ui/form-fields.tsx';
import { Page } from '../../../ui/page.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import { toAgencyOptions, useAgencies } from '../../agencies/web/public/use-agency-options.ts';
import { forget, useCall } from '../../agencies/web/public/use-call.ts';
import { type PeriodKind, periodAround, periodKinds, shiftDate } from '../contract/period.ts';
import { createPeriodicReportRoute, listPeriodicReportsRoute } from '../contract.ts';

const vietnamToday = (): string => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);

/** The period that is usually wanted: the last one that is over. */
const usualPeriod = (kind: PeriodKind) => {
  const today = vietnamToday();
  if (kind === 'range') return { from: periodAround('month', today).from, to: today };
  const current = periodAround(kind, today);
  return periodAround(kind, shiftDate(current.from, -1));
};

/** Starts a periodic report. */
export const NewReportPage = () => {
  const text = useText();
  const go = useGo();
  const send = useCall();
  const client = useQueryClient();
  const agencies = useAgencies('all');
  const { from, to } = usualPeriod('quarter');
  const form = useForm({
    initial: { kind: 'quarter' as PeriodKind, from, to, agencyId: '' },
    onSend: async ({ agencyId, ...period }) => {
      const report = await send(createPeriodicReportRoute, {
        body: { ...period, agencyId: agencyId || null },
      });
      await forget(client, listPeriodicReportsRoute.path);
      go(`/periodic-reports/${report.id}`);
    },
  });
  const { kind } = form.values;
  const shownKind = useRef(kind);
  useEffect(() => {
    if (shownKind.current === kind) return;
    shownKind.current = kind;
    const period = usualPeriod(kind);
    form.set('from', period.from);
    form.set('to', period.to);
  }, [kind, form.set]);
  return (
    <Page title={text('reports.new')} lead={text('reports.new-lead')} width="reading">
      <Form form={form} submitLabel={text('reports.new')} onCancel={() => go('/periodic-reports')}>
        <RadioField
          form={form}
          name="kind"
          label={text('reports.kind')}
          options={periodKinds.map((kind) => ({ value: kind, label: text(`reports.kind.${kind}`) }))}
        />
        <DateField form={form} name="from" label={text('reports.from')} help={text('reports.period-help')} />
        <DateField form={form} name="to" label={text('reports.to')} />
        <SelectField
          form={form}
          name="agencyId"
          label={text('reports.agency')}
          help={text('reports.agency-help')}
          options={toAgencyOptions(agencies)}
          placeholder={text('reports.whole-province')}
          isOptional
        />
      </Form>
    </Page>
  );
};
