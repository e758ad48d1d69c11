import { Button, Menu, TextInput } from '@mantine/core';
import { useState } from 'react';
import { AppLink } from '../../../ui/app-link.tsx';
import { BreakableText } from '../../../ui/breakable-text.tsx';
import { foldText } from '../../../ui/fold-text.ts';
import { formatDate } from '../../../ui/format-date.ts';
import { IconChevronDown, IconSearch } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import { PrintButton } from '../../../ui/print-button.tsx';
import { ErrorPage, PageLoading } from '../../../ui/state-pages.tsx';
import { useAddressFilters } from '../../../ui/use-address.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { contactKinds } from '../contract/codes.ts';
import { directoryFileRoute, directoryFormats } from '../contract/figures.ts';
import { agencyChanged, type Contact, listDirectoryRoute } from '../contract.ts';
import styles from './directory-page.module.css';
import { useAnswer, useLiveRefresh } from './public/use-call.ts';

const People = ({ contacts }: { contacts: readonly Contact[] }) => (
  <>
    {contacts.map((contact) => (
      <div key={contact.id} className={styles.person}>
        <strong>{contact.fullName}</strong>
        {contact.title && <span>{contact.title}</span>}
        {contact.phone && <span>{contact.phone}</span>}
        {contact.email && (
          <span className={styles.mail}>
            <BreakableText text={contact.email} />
          </span>
        )}
      </div>
    ))}
  </>
);

/** The contact directory of a day, made for paper. */
export const DirectoryPage = () => {
  const text = useText();
  const language = useLanguage();
  const [typed, setTyped] = useState('');
  const { values } = useAddressFilters();
  const { data, error } = useAnswer(listDirectoryRoute, { query: values.on ? { on: values.on } : {} });
  useLiveRefresh([agencyChanged], listDirectoryRoute.path);
  if (error) return <ErrorPage error={error} />;
  if (!data) return <PageLoading />;
  const wanted = foldText(typed.trim());
  const rows = data.items.filter((item) => foldText(`${item.name} ${item.shortName}`).includes(wanted));
  return (
    <Page
      title={text('agencies.directory')}
      count={rows.length}
      lead={text('agencies.directory-lead', { date: formatDate(data.on, language) })}
      printNote={text('agencies.directory-lead', { date: formatDate(data.on, language) })}
      actions={
        <>
          <PrintButton />
          <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false}>
            <Menu.Target>
              <Button variant="default" rightSection={<IconChevronDown size="1rem" />}>
                {text('agencies.export')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {directoryFormats.map((format) => (
                <Menu.Item
                  key={format}
                  component="a"
                  href={`${directoryFileRoute.path}?format=${format}${values.on ? `&on=${values.on}` : ''}`}
                  download
                >
                  {text(`agencies.export-${format}`)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        </>
      }
    >
      <TextInput
        className={styles.search}
        leftSection={<IconSearch size="1rem" />}
        aria-label={text('ui.filter-search')}
        placeholder={text('ui.filter-search')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <div className={styles.box}>
        <table className={styles.table} aria-label={text('agencies.directory')}>
          <thead>
            <tr>
              <th scope="col">{text('agencies.agency')}</th>
              {contactKinds.map((kind) => (
                <th key={kind} scope="col">
                  {text(`agencies.contact.${kind}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((item) => (
              <tr key={item.id}>
                <th scope="row">
                  <AppLink to={`/agencies/${item.id}`}>{item.name}</AppLink>
                  {item.phone && <span className={styles.line}>{item.phone}</span>}
                </th>
                {contactKinds.map((kind) => (
                  <td key={kind} data-label={text(`agencies.contact.${kind}`)}>
                    <People contacts={item.contacts.filter((contact) => contact.kind === kind)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Page>
  );
};
