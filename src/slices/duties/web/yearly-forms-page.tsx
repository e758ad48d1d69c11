import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { call } from '../../../platform/http/client.ts';
import { AppLink, useGo } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { formatDateTime } from '../../../ui/format-date.ts';
import { IconFile } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import { problemOf } from '../../../ui/problem.ts';
import { ErrorPage, PageLoading } from '../../../ui/state-pages.tsx';
import { useAddressFilters } from '../../../ui/use-address.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { yearlySpecKinds } from '../../documents/contract.ts';
import { createYearlyFormRoute, type YearlyFormItem, type YearlyKind } from '../contract/yearly-forms.ts';
import { DownloadLinks } from './download-links.tsx';
import { formAddress } from './duties-address.ts';
import { toEdited, useFreshYearlyForms, useTakeInForm, useYearlyForms } from './form-queries.ts';
import styles from './forms-panel.module.css';
import { sayMissing } from './say-missing.ts';

type FormCardProps = { kind: YearlyKind; year: number; form: YearlyFormItem | undefined; canCreate: boolean };

/** One form of the year: drafted with what it still lacks, or to be drafted. */
const FormCard = ({ kind, year, form, canCreate }: FormCardProps) => {
  const text = useText();
  const language = useLanguage();
  const go = useGo();
  const takeIn = useTakeInForm();
  const [isDrafting, setDrafting] = useState(false);
  const [fault, setFault] = useState<string>();
  const create = async () => {
    setDrafting(true);
    setFault(undefined);
    try {
      const made = await call(createYearlyFormRoute, { body: { kind, year } });
      takeIn(toEdited(made));
      go(formAddress('', made.id));
    } catch (thrown) {
      const problem = problemOf(thrown) as { title: string; status: number; documentId?: string } | undefined;
      if (problem?.documentId) return go(formAddress('', problem.documentId));
      setFault(problem?.status ? problem.title : text('ui.problem-network'));
    } finally {
      setDrafting(false);
    }
  };
  const missing = form ? sayMissing(text, kind, form.missing) : [];
  return (
    <Card title={text(`duties.kind.${kind}`)}>
      {form ? (
        <div className={styles.form}>
          <AppLink className={styles.name} to={formAddress('', form.id)}>
            <IconFile size="1rem" /> {text(`duties.kind.${kind}`)} ({form.year})
          </AppLink>
          <p className={styles.saved}>
            {text('duties.saved', {
              version: form.newestVersion,
              time: formatDateTime(form.savedAt, language),
              person: form.savedBy,
            })}
          </p>
          <p className={missing.length === 0 ? styles.complete : styles.open}>
            {missing.length === 0
              ? text('duties.complete')
              : text('duties.missing-count', { count: missing.length })}
          </p>
          <DownloadLinks incidentId="" documentId={form.id} version={form.newestVersion} size="xs" />
        </div>
      ) : (
        <>
          <p className={styles.lead}>{text('duties.yearly-none', { year })}</p>
          {canCreate && (
            <Button
              variant="default"
              leftSection={<IconFile size="1rem" />}
              loading={isDrafting}
              onClick={() => void create()}
            >
              {text(`duties.create.${kind}`)}
            </Button>
          )}
          {fault && (
            <p className={styles.fault} role="alert">
              {fault}
            </p>
          )}
        </>
      )}
    </Card>
  );
};

/** The forms that the organisation owes each year. */
export const YearlyFormsPage = () => {
  const text = useText();
  const { values, set } = useAddressFilters();
  const { data, error } = useYearlyForms(Number(values.year) || undefined);
  useFreshYearlyForms();
  if (error) return <ErrorPage error={error} />;
  if (!data) return <PageLoading />;
  return (
    <Page
      title={text('duties.yearly')}
      lead={text('duties.yearly-lead')}
      width="reading"
      actions={
        <Select
          aria-label={text('duties.year')}
          allowDeselect={false}
          w="7rem"
          value={String(data.year)}
          data={data.years.map(String)}
          onChange={(year) => set({ year: year ?? undefined })}
        />
      }
    >
      <div className={styles.cards}>
        {yearlySpecKinds.map((kind) => (
          <FormCard
            key={kind}
            kind={kind}
            year={data.year}
            form={data.items.find((form) => form.kind === kind)}
            canCreate={data.can.create}
          />
        ))}
      </div>
    </Page>
  );
};
