import { Button } from '@mantine/core';
import { AppLink } from '../../../ui/app-link.tsx';
import { FactList } from '../../../ui/fact-list.tsx';
import { formatDate } from '../../../ui/format-date.ts';
import { IconEdit } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import { PrintButton } from '../../../ui/print-button.tsx';
import { ErrorPage, PageLoading } from '../../../ui/state-pages.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { useRouteParam } from '../../../ui/use-address.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { Columns } from '../../agencies/web/public/columns.tsx';
import { DemoMark } from '../../agencies/web/public/demo-mark.tsx';
import { useAnswer, useLiveRefresh } from '../../agencies/web/public/use-call.ts';
import { getSystemRoute, type System, systemChanged } from '../contract.ts';
import styles from './system-page.module.css';

const Codes = ({ values }: { values: readonly string[] }) =>
  values.length === 0 ? null : (
    <ul className={styles.codes}>
      {values.map((value) => (
        <li key={value}>
          <code>{value}</code>
        </li>
      ))}
    </ul>
  );

const Identity = ({ system }: { system: System }) => {
  const text = useText();
  return (
    <FactList
      title={text('systems.identity')}
      facts={[
        {
          key: 'agency',
          label: text('systems.agency'),
          value: <AppLink to={`/agencies/${system.agency.id}`}>{system.agency.name}</AppLink>,
        },
        { key: 'owner', label: text('systems.owner'), value: system.ownerName },
        { key: 'operator', label: text('systems.operator'), value: system.operatorName },
        { key: 'code', label: text('systems.code'), value: system.code },
        { key: 'purpose', label: text('systems.purpose'), value: system.purpose },
        {
          key: 'level',
          label: text('systems.level'),
          value: system.level && text('systems.level-n', { level: system.level }),
        },
      ]}
    />
  );
};

const Providers = ({ system }: { system: System }) => {
  const text = useText();
  return (
    <FactList
      title={text('systems.providers')}
      facts={[
        { key: 'isp', label: text('systems.isp'), value: system.isp },
        { key: 'hosting', label: text('systems.hosting'), value: system.hosting },
        { key: 'security', label: text('systems.security-provider'), value: system.securityProvider },
      ]}
    />
  );
};

const Technique = ({ system }: { system: System }) => {
  const text = useText();
  const services = system.services.map((service) => text(`systems.service.${service}`));
  const protections = system.protections.map((protection) => text(`systems.protection.${protection}`));
  return (
    <FactList
      title={text('systems.technique')}
      facts={[
        { key: 'domains', label: text('systems.domains'), value: <Codes values={system.domains} /> },
        {
          key: 'addresses',
          label: text('systems.addresses'),
          value: <Codes values={system.publicAddresses} />,
        },
        {
          key: 'os',
          label: text('systems.operating-system'),
          value: [system.operatingSystem, system.versionText].filter(Boolean).join(' '),
        },
        {
          key: 'services',
          label: text('systems.services'),
          value: [...services, system.servicesOther].filter(Boolean).join(', '),
        },
        {
          key: 'protections',
          label: text('systems.protections'),
          value: [...protections, system.protectionsOther].filter(Boolean).join(', '),
        },
      ]}
    />
  );
};

/** One information system. */
export const SystemPage = () => {
  const text = useText();
  const language = useLanguage();
  const id = useRouteParam('systemId');
  const { data: system, error } = useAnswer(getSystemRoute, { params: { id } });
  useLiveRefresh([systemChanged], '/api/v1/systems');
  if (error) return <ErrorPage error={error} />;
  if (!system) return <PageLoading />;
  return (
    <Page
      title={system.name}
      lead={
        <span className={styles.marks}>
          {system.agency.name}
          {system.retiredOn ? (
            <StatusBadge
              tone="quiet"
              label={text('systems.retired-since', { date: formatDate(system.retiredOn, language) })}
            />
          ) : (
            <StatusBadge tone="good" label={text('systems.operating')} />
          )}
          <DemoMark isDemo={system.isDemo} />
        </span>
      }
      actions={
        <>
          <PrintButton />
          {system.can.update && (
            <Button component={AppLink} to={`/systems/${id}/edit`} leftSection={<IconEdit size="1rem" />}>
              {text('ui.edit')}
            </Button>
          )}
        </>
      }
    >
      <Columns
        left={<Identity system={system} />}
        right={
          <>
            <Technique system={system} />
            <Providers system={system} />
          </>
        }
      />
    </Page>
  );
};
