import { Button, SegmentedControl, Select } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { AppLink } from '../../../ui/app-link.tsx';
import { ConfirmAction } from '../../../ui/confirm-action.tsx';
import { formatDateTime } from '../../../ui/format-date.ts';
import { IconHistory } from '../../../ui/icons.tsx';
import { PrintButton } from '../../../ui/print-button.tsx';
import { ErrorPage, PageLoading } from '../../../ui/state-pages.tsx';
import { useAddressFilters, useRouteParam } from '../../../ui/use-address.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import type { AnyFormInput } from '../contract/yearly-forms.ts';
import { DownloadLinks } from './download-links.tsx';
import { formAddress, homeAddress } from './duties-address.ts';
import { FormEditor } from './form-editor.tsx';
import styles from './form-page.module.css';
import { FormPages } from './form-pages.tsx';
import {
  type EditedForm,
  isYearly,
  refillEdited,
  useFormPages,
  useFreshForms,
  useFreshYearlyForms,
  useIncidentForm,
  useTakeInForm,
  useYearlyForm,
} from './form-queries.ts';

/** Fills the form from the records once more, after asking. */
const RefillButton = ({ form, isDisabled }: { form: EditedForm; isDisabled: boolean }) => {
  const text = useText();
  const takeIn = useTakeInForm();
  const refill = async () => takeIn(await refillEdited(form));
  return (
    <ConfirmAction
      title={text('duties.refill')}
      consequence={text('duties.refill-consequence')}
      confirmLabel={text('duties.refill')}
      onConfirm={refill}
      trigger={(open) => (
        <Button
          variant="default"
          leftSection={<IconHistory size="1rem" />}
          disabled={isDisabled}
          onClick={open}
        >
          {text('duties.refill')}
        </Button>
      )}
    />
  );
};

const VersionSelect = ({ form }: { form: EditedForm }) => {
  const text = useText();
  const language = useLanguage();
  const { set } = useAddressFilters();
  return (
    <Select
      className={styles.versions}
      aria-label={text('duties.versions')}
      allowDeselect={false}
      value={String(form.version)}
      data={form.versions.map(({ version, createdAt, createdBy }) => ({
        value: String(version),
        label: text('duties.version-line', {
          version,
          time: formatDateTime(createdAt, language),
          person: createdBy,
        }),
      }))}
      onChange={(chosen) =>
        set({
          version: chosen === String(form.newestVersion) ? undefined : (chosen ?? undefined),
          field: undefined,
        })
      }
    />
  );
};

/** An earlier version, to be read and taken out, not to be changed. */
const OlderVersion = ({ form, isOlder }: { form: EditedForm; isOlder: boolean }) => {
  const text = useText();
  const pages = useFormPages(form.incident.id, form.id, {
    kind: form.kind,
    input: form.input,
  } as AnyFormInput);
  return (
    <section className={styles.whole} aria-label={text('duties.tab-pages')}>
      {isOlder && (
        <p className={styles.overtaken} role="status">
          {text('duties.older', { version: form.version, newest: form.newestVersion })}{' '}
          <AppLink to={formAddress(form.incident.id, form.id)}>{text('duties.to-newest')}</AppLink>
        </p>
      )}
      <FormPages pages={pages} kind={form.kind} />
    </section>
  );
};

const FormSheet = ({ form }: { form: EditedForm }) => {
  const text = useText();
  const [half, setHalf] = useState('fields');
  const [isDirty, setDirty] = useState(false);
  const noteDirty = useCallback((dirty: boolean) => setDirty(dirty), []);
  const isOlder = form.version < form.newestVersion;
  const isEditable = form.can.update && !isOlder;
  const title = text(`duties.kind.${form.kind}`);
  useEffect(() => {
    document.title = `${form.incident.number} ${title}`;
  }, [form.incident.number, title]);
  return (
    <article className={styles.page} data-half={isEditable ? half : 'pages'}>
      <header className={styles.head}>
        <div className={styles.words}>
          <AppLink className={styles.back} to={homeAddress(form.incident.id)}>
            {isYearly(form.kind) ? text('duties.yearly') : `${form.incident.number} ${form.incident.title}`}
          </AppLink>
          <h1>{isYearly(form.kind) ? `${title} (${form.incident.number})` : title}</h1>
        </div>
        <div className={styles.actions}>
          <VersionSelect form={form} />
          {isEditable && <RefillButton form={form} isDisabled={isDirty} />}
          <DownloadLinks incidentId={form.incident.id} documentId={form.id} version={form.version} />
          <PrintButton />
        </div>
      </header>
      {isEditable && (
        <SegmentedControl
          className={styles.switch}
          fullWidth
          value={half}
          onChange={setHalf}
          data={[
            { value: 'fields', label: text('duties.tab-fields') },
            { value: 'pages', label: text('duties.tab-pages') },
          ]}
        />
      )}
      <div className={styles.columns}>
        {isEditable ? (
          <FormEditor newest={form} onDirty={noteDirty} />
        ) : (
          <OlderVersion form={form} isOlder={isOlder} />
        )}
      </div>
    </article>
  );
};

/** A national form of an incident: completed by hand on the left, as it will be printed on the right. */
export const FormPage = () => {
  const incidentId = useRouteParam('incidentId');
  const documentId = useRouteParam('documentId');
  const version = Number(useAddressFilters().values.version) || undefined;
  const { data, error } = useIncidentForm(incidentId, documentId, version);
  useFreshForms(incidentId);
  if (error) return <ErrorPage error={error} />;
  if (!data) return <PageLoading />;
  return <FormSheet key={version ?? 'newest'} form={data} />;
};

/** A form of the organisation itself, of one year. */
export const YearlyFormPage = () => {
  const id = useRouteParam('formId');
  const version = Number(useAddressFilters().values.version) || undefined;
  const { data, error } = useYearlyForm(id, version);
  useFreshYearlyForms();
  if (error) return <ErrorPage error={error} />;
  if (!data) return <PageLoading />;
  return <FormSheet key={version ?? 'newest'} form={data} />;
};
