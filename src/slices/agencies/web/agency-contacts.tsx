import { ActionIcon, Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { Card } from '../../../ui/card.tsx';
import { formatDate } from '../../../ui/format-date.ts';
import { IconEdit, IconPlus } from '../../../ui/icons.tsx';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import type { Agency, Contact } from '../contract.ts';
import styles from './agency-page.module.css';
import { ContactForm } from './contact-form.tsx';

type LineProps = { contact: Contact; onEdit?: () => void };

/** One person or number to call. */
export const ContactLine = ({ contact, onEdit }: LineProps) => {
  const text = useText();
  const language = useLanguage();
  const { validFrom, validTo } = contact;
  return (
    <li className={styles.contact}>
      <div>
        <div className={styles.quiet}>
          {text(`agencies.contact.${contact.kind}`)}
          {contact.isPublic && ` · ${text('agencies.public')}`}
        </div>
        <div className={styles.person}>{contact.fullName}</div>
        {contact.title && <div>{contact.title}</div>}
        <div className={styles.reach}>
          {contact.phone && <a href={`tel:${contact.phone.replaceAll(' ', '')}`}>{contact.phone}</a>}
          {contact.email && <a href={`mailto:${contact.email}`}>{contact.email}</a>}
        </div>
        <div className={styles.quiet}>
          {validTo
            ? text('agencies.span', {
                from: formatDate(validFrom, language),
                to: formatDate(validTo, language),
              })
            : text('agencies.since', { from: formatDate(validFrom, language) })}
        </div>
      </div>
      {onEdit && (
        <ActionIcon
          variant="subtle"
          size="lg"
          aria-label={text('ui.edit-field', { label: contact.fullName })}
          onClick={onEdit}
        >
          <IconEdit size="1.125rem" />
        </ActionIcon>
      )}
    </li>
  );
};

/** The people and numbers of an agency: those of today, and earlier ones folded away. */
export const AgencyContacts = ({ agency }: { agency: Agency }) => {
  const text = useText();
  const [edited, setEdited] = useState<Contact | 'new'>();
  const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
  const isEarlier = (contact: Contact) => contact.validTo !== null && contact.validTo <= today;
  const earlier = agency.contacts.filter(isEarlier);
  const present = agency.contacts.filter((contact) => !isEarlier(contact));
  const lines = (contacts: readonly Contact[]) =>
    contacts.map((contact) => (
      <ContactLine
        key={contact.id}
        contact={contact}
        onEdit={agency.can.update ? () => setEdited(contact) : undefined}
      />
    ));
  return (
    <Card
      title={text('agencies.contacts')}
      action={
        agency.can.update && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size="0.875rem" />}
            onClick={() => setEdited('new')}
          >
            {text('agencies.contact-add')}
          </Button>
        )
      }
    >
      {present.length === 0 && <p className={styles.quiet}>{text('agencies.contacts-none')}</p>}
      <ul className={styles.codes}>{lines(present)}</ul>
      {earlier.length > 0 && (
        <details className={styles.earlier}>
          <summary>{text('agencies.contacts-earlier', { count: earlier.length })}</summary>
          <ul className={styles.codes}>{lines(earlier)}</ul>
        </details>
      )}
      <Modal
        opened={edited !== undefined}
        onClose={() => setEdited(undefined)}
        size="lg"
        title={<strong>{text(edited === 'new' ? 'agencies.contact-add' : 'agencies.contact-edit')}</strong>}
        closeButtonProps={{ 'aria-label': text('ui.close') }}
      >
        {edited && (
          <ContactForm
            agencyId={agency.id}
            contact={edited === 'new' ? undefined : edited}
            onDone={() => setEdited(undefined)}
          />
        )}
      </Modal>
    </Card>
  );
};
