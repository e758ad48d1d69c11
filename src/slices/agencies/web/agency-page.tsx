import { Button } from '@mantine/core';
import { AppLink } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { FactList } from '../../../ui/fact-list.tsx';
import { formatDate } from '../../../ui/format-date.ts';
import { IconAlert, IconEdit } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import { PanelSlot } from '../../../ui/panel-slot.tsx';
import { PrintButton } from '../../../ui/print-button.tsx';
import { ErrorPage, PageLoading } from '../../../ui/state-pages.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { useRouteParam } from '../../../ui/use-address.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { type Agency, agencyChanged, getAgencyRoute } from '../contract.ts';
import { AgencyContacts } from './agency-contacts.tsx';
import styles from './agency-page.module.css';
import { ChangesCard } from './changes-card.tsx';
import { ConfirmationCard } from './confirmation-card.tsx';
import { Columns } from './public/columns.tsx';
import { DemoMark } from './public/demo-mark.tsx';
import { useAnswer, useLiveRefresh } from './public/use-call.ts';

const Facts = ({ agency }: { agency: Agency }) => {
  const text = useText();
  const language = useLanguage();
  return (
    <FactList
      title={text('agencies.facts')}
      facts={[
        { key: 'code', label: text('agencies.code'), value: agency.code },
        { key: 'shortName', label: text('agencies.short-name'), value: agency.shortName },
        { key: 'kind', label: text('agencies.kind'), value: text(`agencies.kind.${agency.kind}`) },
        {
          key: 'parent',
          label: text('agencies.parent'),
          value: agency.parent && (
            <AppLink to={`/agencies/${agency.parent.id}`}>{agency.parent.name}</AppLink>
          ),
        },
        { key: 'address', label: text('agencies.address'), value: agency.address },
        {
          key: 'phone',
          label: text('agencies.phone'),
          value: agency.phone && <a href={`tel:${agency.phone.replaceAll(' ', '')}`}>{agency.phone}</a>,
        },
        {
          key: 'email',
          label: text('agencies.email'),
          value: agency.email && <a href={`mailto:${agency.email}`}>{agency.email}</a>,
        },
        { key: 'website', label: text('agencies.website'), value: agency.website },
        { key: 'from', label: text('agencies.valid-from'), value: formatDate(agency.validFrom, language) },
        ...(agency.validTo
          ? [{ key: 'to', label: text('agencies.valid-to'), value: formatDate(agency.validTo, language) }]
          : []),
      ]}
    />
  );
};

const Reach = ({ agency }: { agency: Agency }) => {
  const text = useText();
  return (
    <Card title={text('agencies.reach')}>
      <h3 className={styles.label}>{text('agencies.domains')}</h3>
      {agency.domains.length > 0 ? (
        <ul className={styles.codes}>
          {agency.domains.map((domain) => (
            <li key={domain}>
              <code>{domain}</code>
            </li>
          ))}
        </ul>
      ) : (
        <p className={styles.quiet}>{text('ui.not-set')}</p>
      )}
      <h3 className={styles.label}>{text('agencies.networks')}</h3>
      {agency.networks.length > 0 ? (
        <ul className={styles.codes}>
          {agency.networks.map((network) => (
            <li key={network}>
              <code>{network}</code>
            </li>
          ))}
        </ul>
      ) : (
        <p className={styles.quiet}>{text(agency.isFull ? 'ui.not-set' : 'agencies.networks-hidden')}</p>
      )}
    </Card>
  );
};

const History = ({ agency }: { agency: Agency }) => {
  const text = useText();
  const language = useLanguage();
  const sides = [
    { key: 'predecessors', label: text('agencies.predecessors'), items: agency.predecessors },
    { key: 'successors', label: text('agencies.successors'), items: agency.successors },
  ].filter((side) => side.items.length > 0);
  if (sides.length === 0) return null;
  return (
    <Card title={text('agencies.history')}>
      {sides.map((side) => (
        <div key={side.key}>
          <h3 className={styles.label}>{side.label}</h3>
          <ul className={styles.plain}>
            {side.items.map((item) => (
              <li key={item.agency.id}>
                <AppLink to={`/agencies/${item.agency.id}`}>{item.agency.name}</AppLink>
                <span className={styles.quiet}>
                  {text(`agencies.succession.${item.kind}`)}, {formatDate(item.onDate, language)}
                </span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Card>
  );
};

const Roles = ({ agency }: { agency: Agency }) => {
  const text = useText();
  const language = useLanguage();
  if (agency.roles.length === 0) return null;
  return (
    <Card title={text('agencies.roles')}>
      <ul className={styles.plain}>
        {agency.roles.map((held) => (
          <li key={`${held.role} ${held.validFrom}`}>
            <span>{text(`agencies.role.${held.role}`)}</span>
            <span className={styles.quiet}>
              {held.validTo
                ? text('agencies.span', {
                    from: formatDate(held.validFrom, language),
                    to: formatDate(held.validTo, language),
                  })
                : text('agencies.since', { from: formatDate(held.validFrom, language) })}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
};

const Overlaps = ({ agency }: { agency: Agency }) => {
  const text = useText();
  if (agency.warnings.length === 0) return null;
  return (
    <section className={styles.warning}>
      <h2 className={styles.warningTitle}>
        <IconAlert size="1.125rem" />
        {text('agencies.overlaps')}
      </h2>
      <ul className={styles.codes}>
        {agency.warnings.map((warning) => (
          <li key={`${warning.value} ${warning.otherValue} ${warning.agency.id}`}>
            <code>{warning.value}</code> ↔ <code>{warning.otherValue}</code>{' '}
            <AppLink to={`/agencies/${warning.agency.id}`}>{warning.agency.name}</AppLink>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** One agency: facts, people to call, domains and networks, before and after. Later slices add panels to `agency.facts`. */
export const AgencyPage = () => {
  const text = useText();
  const language = useLanguage();
  const id = useRouteParam('agencyId');
  const { data: agency, error } = useAnswer(getAgencyRoute, { params: { id } });
  useLiveRefresh([agencyChanged], '/api/v1/agencies', '/api/v1/agency-changes');
  if (error) return <ErrorPage error={error} />;
  if (!agency) return <PageLoading />;
  return (
    <Page
      title={agency.name}
      lead={
        <span className={styles.marks}>
          {text(`agencies.kind.${agency.kind}`)}
          {agency.validTo ? (
            <StatusBadge
              tone="quiet"
              label={text('agencies.ended-on', { date: formatDate(agency.validTo, language) })}
            />
          ) : (
            <StatusBadge tone="good" label={text('agencies.in-force')} />
          )}
          <DemoMark isDemo={agency.isDemo} />
        </span>
      }
      actions={
        <>
          <PrintButton />
          {agency.can.update && (
            <Button component={AppLink} to={`/agencies/${id}/edit`} leftSection={<IconEdit size="1rem" />}>
              {text('ui.edit')}
            </Button>
          )}
        </>
      }
    >
      <Overlaps agency={agency} />
      <Columns
        left={
          <>
            <Facts agency={agency} />
            <Reach agency={agency} />
          </>
        }
        right={
          <>
            <ConfirmationCard agency={agency} />
            <AgencyContacts agency={agency} />
            <ChangesCard agency={agency} />
            <Roles agency={agency} />
            <History agency={agency} />
            <PanelSlot slot="agency.facts" id={agency.id} />
          </>
        }
      />
    </Page>
  );
};
