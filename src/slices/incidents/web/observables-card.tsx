import { Button, Checkbox, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { call } from '../../../platform/http/client.ts';
import { AppLink } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { CopyText } from '../../../ui/copy-text.tsx';
import { Form } from '../../../ui/form.tsx';
import { AreaField, CheckField, TextField } from '../../../ui/form-fields.tsx';
import { IconPlus } from '../../../ui/icons.tsx';
import { type FormErrors, useForm } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import { addObservablesRoute, type Observable, updateObservableRoute } from '../contract/observables.ts';
import { defang } from './defang.ts';
import { incidentAddress } from './incident-address.ts';
import { useThisIncident } from './incident-context.ts';
import { useObservables, useTakeIn } from './incident-queries.ts';
import styles from './incidents.module.css';

const AddForm = ({ onClose }: { onClose: () => void }) => {
  const text = useText();
  const { incident } = useThisIncident();
  const { readAgain } = useTakeIn();
  const form = useForm({
    initial: { text: '', source: '', isIoc: false },
    onSend: async (values) => {
      const { addedCount, knownCount } = await call(addObservablesRoute, {
        params: { id: incident.id },
        body: values,
      });
      if (addedCount + knownCount === 0) {
        throw {
          title: text('incidents.nothing-found'),
          status: 422,
          errors: [{ field: 'text', message: text('incidents.nothing-found') }],
        };
      }
      void readAgain(incident.id);
      onClose();
    },
    check: (values): FormErrors => (values.text.trim() ? {} : { text: text('invalid.required') }),
  });
  return (
    <Form form={form} submitLabel={text('incidents.add')} onCancel={onClose}>
      <AreaField
        form={form}
        name="text"
        label={text('incidents.paste')}
        help={text('incidents.paste-help')}
        lengthMax={200_000}
      />
      <TextField form={form} name="source" label={text('incidents.source')} isOptional lengthMax={200} />
      <CheckField form={form} name="isIoc" label={text('incidents.are-iocs')} />
    </Form>
  );
};

const AlsoIn = ({ observable }: { observable: Observable }) => {
  const text = useText();
  const { count, isTooCommon, incidents } = observable.alsoIn;
  if (count === 0) return null;
  if (isTooCommon)
    return <span className={styles.sub}>{text('incidents.too-common', { count: count - 1 })}</span>;
  return (
    <span className={styles.sub}>
      {text('incidents.also-in')}{' '}
      {incidents.map(({ id, number, title }, at) => (
        <span key={id}>
          {at > 0 && ', '}
          <AppLink to={incidentAddress(id)} title={title} className={styles.link}>
            {number}
          </AppLink>
        </span>
      ))}
      {count > incidents.length && text('incidents.and-more', { count: count - incidents.length })}
    </span>
  );
};

const ObservableRow = ({ observable }: { observable: Observable }) => {
  const text = useText();
  const { incident } = useThisIncident();
  const { readAgain } = useTakeIn();
  const shown = defang(observable.type, observable.value);
  const mark = async (isIoc: boolean) => {
    await call(updateObservableRoute, {
      params: { id: incident.id, observableId: observable.id },
      body: { version: observable.version, isIoc },
    }).catch(() => undefined);
    void readAgain(incident.id);
  };
  return (
    <li className={styles.row}>
      <span className={styles.grow}>
        <CopyText value={shown} />
        <span className={styles.sub}>
          {text(`incidents.observable.${observable.type}`)}
          {observable.isPrivate && `, ${text('incidents.private')}`}
          {observable.source && `, ${observable.source}`}
        </span>
        <AlsoIn observable={observable} />
      </span>
      <Checkbox
        size="xs"
        label={text('incidents.ioc')}
        checked={observable.isIoc}
        disabled={!incident.can.log}
        onChange={(event) => void mark(event.currentTarget.checked)}
      />
    </li>
  );
};

/** Addresses, names and hashes of the case, always shown defanged. */
export const ObservablesCard = () => {
  const text = useText();
  const { incident } = useThisIncident();
  const observables = useObservables(incident.id);
  const [isOpen, dialog] = useDisclosure(false);
  const items = observables.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card
      title={text('incidents.observables')}
      {...(incident.counts.observables !== null ? { count: incident.counts.observables } : {})}
      padding="flush"
      action={
        incident.can.log && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size="0.875rem" />}
            onClick={dialog.open}
          >
            {text('incidents.add')}
          </Button>
        )
      }
    >
      {items.length === 0 && !observables.isPending && (
        <p className={`${styles.foot} ${styles.quiet}`}>{text('incidents.no-observables')}</p>
      )}
      <ul className={styles.rows}>
        {items.map((observable) => (
          <ObservableRow key={observable.id} observable={observable} />
        ))}
      </ul>
      {observables.hasNextPage && (
        <div className={styles.foot}>
          <Button variant="subtle" size="compact-sm" onClick={() => void observables.fetchNextPage()}>
            {text('ui.table-more')}
          </Button>
        </div>
      )}
      <Modal
        opened={isOpen}
        onClose={dialog.close}
        title={<strong>{text('incidents.add-observables')}</strong>}
        closeButtonProps={{ 'aria-label': text('ui.close') }}
      >
        <AddForm onClose={dialog.close} />
      </Modal>
    </Card>
  );
};
