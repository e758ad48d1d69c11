import { SegmentedControl } from '@mantine/core';
import { Card } from '../../../ui/card.tsx';
import { formatDate } from '../../../ui/format-date.ts';
import { Page } from '../../../ui/page.tsx';
import { PrintButton } from '../../../ui/print-button.tsx';
import { ErrorPage, PageLoading } from '../../../ui/state-pages.tsx';
import { useAddressFilters } from '../../../ui/use-address.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { agencyFiguresRoute, registerViews } from '../contract/figures.ts';
import styles from './agency-page.module.css';
import { DayPicker } from './public/day-picker.tsx';
import { useAnswer } from './public/use-call.ts';

/** How many agencies there were on a day, as the register stood then or as who carries on their duties now. */
export const FiguresPage = () => {
  const text = useText();
  const language = useLanguage();
  const { values, set } = useAddressFilters();
  const view = values.view === 'now' ? 'now' : 'then';
  const { data, error } = useAnswer(agencyFiguresRoute, {
    query: { view, ...(values.on ? { on: values.on } : {}) },
  });
  if (error) return <ErrorPage error={error} />;
  if (!data) return <PageLoading />;
  const lead = `${text('agencies.figures-lead', { date: formatDate(data.on, language) })} · ${text(`agencies.view.${view}`)}`;
  return (
    <Page title={text('agencies.figures')} lead={lead} printNote={lead} actions={<PrintButton />}>
      <SegmentedControl
        className="ui-screen-only"
        aria-label={text('agencies.view')}
        value={view}
        onChange={(chosen) => set({ view: chosen === 'now' ? 'now' : undefined })}
        data={registerViews.map((value) => ({ value, label: text(`agencies.view.${value}`) }))}
      />
      <DayPicker
        key={values.on ?? ''}
        label={text('agencies.on-day')}
        day={values.on ?? ''}
        onPick={(on) => set({ on })}
      />
      <Card>
        <table className={`${styles.difference} ${styles.figures}`}>
          <thead>
            <tr>
              <th scope="col">{text('agencies.kind')}</th>
              <th scope="col">{text('agencies.figures-count')}</th>
            </tr>
          </thead>
          <tbody>
            {data.kinds.map(({ kind, count }) => (
              <tr key={kind}>
                <th scope="row">{text(`agencies.kind.${kind}`)}</th>
                <td>{count}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">{text('agencies.figures-total')}</th>
              <td>
                <strong>{data.total}</strong>
              </td>
            </tr>
            {data.contacts.map(({ kind, agencies }) => (
              <tr key={kind}>
                <th scope="row">
                  {text('agencies.figures-contacts')}: {text(`agencies.contact.${kind}`)}
                </th>
                <td>{agencies}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">{text('agencies.figures-confirmed')}</th>
              <td>{data.confirmed}</td>
            </tr>
          </tbody>
        </table>
        {data.withoutSuccessor > 0 && (
          <p className={styles.quiet}>{text('agencies.figures-without', { count: data.withoutSuccessor })}</p>
        )}
      </Card>
    </Page>
  );
};
