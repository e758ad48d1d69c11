import { Button } from '@mantine/core';
import { useState } from 'react';
import { call } from '../../../platform/http/client.ts';
import { AppLink, useGo } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { formatDateTime } from '../../../ui/format-date.ts';
import { IconCheck, IconFile } from '../../../ui/icons.tsx';
import { problemOf } from '../../../ui/problem.ts';
import { useMay } from '../../../ui/session.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { incidentSpecKinds } from '../../documents/contract.ts';
import { createFormRoute, type FormItem, type FormKind, formKinds } from '../contract.ts';
import { DownloadLinks } from './download-links.tsx';
import { formAddress } from './duties-address.ts';
import { useForms, useFreshForms, useTakeInForm } from './form-queries.ts';
import styles from './forms-panel.module.css';
import { sayMissing } from './say-missing.ts';

const missingShown = 4;

/** What is still open on a form and why it is asked; each line leads to its field. */
const OpenPoints = ({ incidentId, form }: { incidentId: string; form: FormItem }) => {
  const text = useText();
  const missing = sayMissing(text, form.kind, form.missing);
  if (missing.length === 0) {
    return (
      <p className={styles.complete}>
        <IconCheck size="1rem" /> {text('duties.complete')}
      </p>
    );
  }
  return (
    <>
      <p className={styles.open}>{text('duties.missing-count', { count: missing.length })}</p>
      <ul className={styles.points}>
        {missing.slice(0, missingShown).map(({ field, label, reason }) => (
          <li key={field}>
            <AppLink to={formAddress(incidentId, form.id, field)}>{label}</AppLink>
            <span className={styles.reason}>{reason}</span>
          </li>
        ))}
      </ul>
      {missing.length > missingShown && (
        <AppLink className={styles.rest} to={formAddress(incidentId, form.id)}>
          {text('duties.missing-rest', { count: missing.length - missingShown })}
        </AppLink>
      )}
    </>
  );
};

const FormLine = ({ incidentId, form }: { incidentId: string; form: FormItem }) => {
  const text = useText();
  const language = useLanguage();
  return (
    <li className={styles.form}>
      <AppLink className={styles.name} to={formAddress(incidentId, form.id)}>
        <IconFile size="1rem" /> {text(`duties.kind.${form.kind}`)}
      </AppLink>
      <p className={styles.saved}>
        {text('duties.saved', {
          version: form.newestVersion,
          time: formatDateTime(form.savedAt, language),
          person: form.savedBy,
        })}
      </p>
      <OpenPoints incidentId={incidentId} form={form} />
      <DownloadLinks incidentId={incidentId} documentId={form.id} version={form.newestVersion} size="xs" />
    </li>
  );
};

/** The rule in force first; the forms of the circular stay at hand. */
const groups: readonly (readonly ['regime-b' | 'regime-a', readonly FormKind[]])[] = [
  ['regime-b', incidentSpecKinds],
  ['regime-a', ['form-03', 'form-04']],
];

const CreateButtons = ({ incidentId, kinds }: { incidentId: string; kinds: readonly FormKind[] }) => {
  const text = useText();
  const go = useGo();
  const takeIn = useTakeInForm();
  const [drafting, setDrafting] = useState<FormKind>();
  const [fault, setFault] = useState<string>();
  const create = async (kind: FormKind) => {
    setDrafting(kind);
    setFault(undefined);
    try {
      const form = await call(createFormRoute, { params: { id: incidentId }, body: { kind } });
      takeIn(form);
      go(formAddress(incidentId, form.id));
    } catch (thrown) {
      const problem = problemOf(thrown) as { title: string; status: number; documentId?: string } | undefined;
      if (problem?.documentId) return go(formAddress(incidentId, problem.documentId));
      setFault(problem?.status ? problem.title : text('ui.problem-network'));
    } finally {
      setDrafting(undefined);
    }
  };
  return (
    <div className={styles.create}>
      {groups
        .map(([name, members]) => [name, kinds.filter((kind) => members.includes(kind))] as const)
        .filter(([, open]) => open.length > 0)
        .map(([name, open]) => (
          <div key={name}>
            <p className={styles.group}>{text(`duties.${name}`)}</p>
            <div className={styles.create}>
              {open.map((kind) => (
                <Button
                  key={kind}
                  variant="default"
                  fullWidth
                  justify="start"
                  leftSection={<IconFile size="1rem" />}
                  loading={drafting === kind}
                  onClick={() => create(kind)}
                >
                  {text(`duties.create.${kind}`)}
                </Button>
              ))}
            </div>
          </div>
        ))}
      {fault && (
        <p className={styles.fault} role="alert">
          {fault}
        </p>
      )}
    </div>
  );
};

/** The national forms of an incident: drafts by one press, what they lack, files. */
export const FormsPanel = ({ id }: { id: string }) => {
  const text = useText();
  const may = useMay('document.read');
  const { data } = useForms(id, may);
  useFreshForms(id);
  if (!data || (data.items.length === 0 && !data.can.create)) return null;
  const open = formKinds.filter((kind) => !data.items.some((form) => form.kind === kind));
  return (
    <Card title={text('duties.forms')}>
      {data.items.length > 0 && (
        <ul className={styles.forms}>
          {data.items.map((form) => (
            <FormLine key={form.id} incidentId={id} form={form} />
          ))}
        </ul>
      )}
      {data.can.create && open.length > 0 && <CreateButtons incidentId={id} kinds={open} />}
      {data.items.length === 0 && <p className={styles.lead}>{text('duties.forms-lead')}</p>}
    </Card>
  );
};
