import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useGo } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { Form } from '../../../ui/form.tsx';
import { AreaField, CheckField, SelectField, TextField } from '../../../ui/form-fields.tsx';
import { IconPlus, IconX } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import { problemOf } from '../../../ui/problem.ts';
import { ErrorPage, PageLoading } from '../../../ui/state-pages.tsx';
import { useRouteParam } from '../../../ui/use-address.ts';
import { type Form as FormState, useForm } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import { proposeChangeRoute } from '../contract/changes.ts';
import { type ContactKind, contactKinds } from '../contract/codes.ts';
import { type Agency, type Contact, getAgencyRoute } from '../contract.ts';
import styles from './agency-page.module.css';
import { orNull, toLines, withLineErrors } from './public/line-list.ts';
import { forget, useAnswer, useCall } from './public/use-call.ts';

type Values = Record<string, string | boolean>;
type Line = { key: string; contact: Contact | undefined };

const parts = ['kind', 'fullName', 'title', 'phone', 'email', 'isPublic'] as const;

const contactValues = (key: string, contact: Contact | undefined): Values =>
  Object.fromEntries(
    parts.map((part) => {
      if (part === 'isPublic') return [`${key}.isPublic`, contact?.isPublic ?? false];
      return [`${key}.${part}`, contact?.[part] ?? (part === 'kind' ? 'focal-point' : '')];
    }),
  );

const isPresent = (contact: Contact): boolean => {
  const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
  return contact.validFrom <= today && (contact.validTo === null || contact.validTo > today);
};

const toContact = (values: Values, { key, contact }: Line) => {
  const text = (part: string) => orNull(String(values[`${key}.${part}`] ?? ''));
  return {
    id: contact?.id ?? null,
    version: contact?.version ?? null,
    kind: values[`${key}.kind`] as ContactKind,
    fullName: text('fullName') ?? '',
    title: text('title'),
    phone: text('phone'),
    email: text('email'),
    isPublic: values[`${key}.isPublic`] === true,
  };
};

/** Refusals of `contacts.1.email` belong to the field of that line. */
const withContactErrors = async (lines: readonly Line[], work: () => Promise<unknown>): Promise<void> => {
  try {
    await work();
  } catch (thrown) {
    const problem = problemOf(thrown);
    if (!problem?.errors) throw thrown;
    const errors = problem.errors.map((error) => {
      const [, place, part] = /^contacts\.(\d+)\.(\w+)$/.exec(error.field) ?? [];
      const line = place === undefined ? undefined : lines[Number(place)];
      return line ? { ...error, field: `${line.key}.${part}` } : error;
    });
    throw Object.assign(new Error(problem.title), { problem: { ...problem, errors } });
  }
};

type ContactFieldsProps = { form: FormState<Values>; line: Line; number: number; onRemove: () => void };

const ContactFields = ({ form, line, number, onRemove }: ContactFieldsProps) => {
  const text = useText();
  const name = String(form.values[`${line.key}.fullName`] ?? '');
  const field = (part: string) => `${line.key}.${part}`;
  return (
    <fieldset className={styles.fieldset}>
      <legend>{text('agencies.contact-number', { number })}</legend>
      <div className={styles.grid}>
        <SelectField
          form={form}
          name={field('kind')}
          label={text('agencies.contact-kind')}
          options={contactKinds.map((kind) => ({ value: kind, label: text(`agencies.contact.${kind}`) }))}
        />
        <TextField form={form} name={field('fullName')} label={text('agencies.full-name')} lengthMax={120} />
        <TextField
          form={form}
          name={field('title')}
          label={text('agencies.post')}
          isOptional
          lengthMax={120}
        />
        <TextField
          form={form}
          name={field('phone')}
          label={text('agencies.phone')}
          isOptional
          inputMode="tel"
        />
        <TextField
          form={form}
          name={field('email')}
          label={text('agencies.email')}
          isOptional
          inputMode="email"
        />
      </div>
      <CheckField form={form} name={field('isPublic')} label={text('agencies.is-public')} isOptional />
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconX size="0.875rem" />}
        aria-label={text('agencies.contact-remove', { name: name || String(number) })}
        onClick={onRemove}
      >
        {text('agencies.contact-remove', { name: name || String(number) })}
      </Button>
    </fieldset>
  );
};

const ProposeForm = ({ agency }: { agency: Agency }) => {
  const text = useText();
  const send = useCall();
  const go = useGo();
  const client = useQueryClient();
  const present = agency.contacts.filter(isPresent);
  const [lines, setLines] = useState<readonly Line[]>(
    present.map((contact) => ({ key: contact.id, contact })),
  );
  const form = useForm<Values>({
    initial: {
      address: agency.address ?? '',
      phone: agency.phone ?? '',
      email: agency.email ?? '',
      website: agency.website ?? '',
      domains: agency.domains.join('\n'),
      networks: agency.networks.join('\n'),
      note: '',
      ...Object.assign({}, ...present.map((contact) => contactValues(contact.id, contact))),
    },
    onSend: (values) =>
      withContactErrors(lines, () =>
        withLineErrors(['domains', 'networks'], async () => {
          const text = (name: string) => String(values[name] ?? '');
          await send(proposeChangeRoute, {
            params: { id: agency.id },
            body: {
              version: agency.version,
              address: orNull(text('address')),
              phone: orNull(text('phone')),
              email: orNull(text('email')),
              website: orNull(text('website')),
              domains: toLines(text('domains')),
              networks: toLines(text('networks')),
              note: text('note'),
              contacts: lines.map((line) => toContact(values, line)),
            },
          });
          await forget(client, '/api/v1/agencies', '/api/v1/agency-changes');
          go(`/agencies/${agency.id}`);
        }),
      ),
  });
  const add = () => {
    const key = `new-${crypto.randomUUID()}`;
    for (const [name, value] of Object.entries(contactValues(key, undefined))) form.set(name, value);
    setLines([...lines, { key, contact: undefined }]);
  };
  return (
    <Form
      form={form}
      submitLabel={text('agencies.change-send')}
      onCancel={() => go(`/agencies/${agency.id}`)}
    >
      <TextField form={form} name="address" label={text('agencies.address')} isOptional lengthMax={300} />
      <TextField form={form} name="phone" label={text('agencies.phone')} isOptional inputMode="tel" />
      <TextField form={form} name="email" label={text('agencies.email')} isOptional inputMode="email" />
      <TextField form={form} name="website" label={text('agencies.website')} isOptional inputMode="url" />
      <AreaField
        form={form}
        name="domains"
        label={text('agencies.domains')}
        help={text('agencies.domains-help')}
        isOptional
        rows={3}
      />
      <AreaField
        form={form}
        name="networks"
        label={text('agencies.networks')}
        help={text('agencies.networks-help')}
        isOptional
        rows={3}
      />
      <h2>{text('agencies.contacts')}</h2>
      {lines.map((line, index) => (
        <ContactFields
          key={line.key}
          form={form}
          line={line}
          number={index + 1}
          onRemove={() => setLines(lines.filter((one) => one.key !== line.key))}
        />
      ))}
      <Button variant="default" leftSection={<IconPlus size="1rem" />} onClick={add}>
        {text('agencies.contact-add')}
      </Button>
      <AreaField
        form={form}
        name="note"
        label={text('agencies.change-note')}
        help={text('agencies.change-note-help')}
        isOptional
        rows={2}
      />
    </Form>
  );
};

/** An agency's own people ask for a change of its data. */
export const ProposePage = () => {
  const text = useText();
  const id = useRouteParam('agencyId');
  const { data: agency, error } = useAnswer(getAgencyRoute, { params: { id } });
  if (error) return <ErrorPage error={error} />;
  if (!agency) return <PageLoading />;
  return (
    <Page
      title={`${text('agencies.change-propose')}: ${agency.name}`}
      lead={text('agencies.change-propose-lead')}
      width="reading"
    >
      <Card>
        <ProposeForm agency={agency} />
      </Card>
    </Page>
  );
};
