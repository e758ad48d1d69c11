import { useMemo } from 'react';
import { PanelSlot } from '../../../ui/panel-slot.tsx';
import { PrintButton } from '../../../ui/print-button.tsx';
import { RecordPage } from '../../../ui/record-page.tsx';
import { PageLoading } from '../../../ui/state-pages.tsx';
import { useRouteParam } from '../../../ui/use-address.ts';
import { useText } from '../../../ui/use-text.ts';
import type { Incident } from '../contract/schemas.ts';
import { ClassificationCard } from './classification-card.tsx';
import { DescriptionCard } from './description-card.tsx';
import { FilesCard } from './files-card.tsx';
import { IncidentProvider } from './incident-context.ts';
import { useFreshIncidents, useIncident } from './incident-queries.ts';
import { SeveritySign, StatusSign, TlpSign } from './incident-signs.tsx';
import styles from './incidents.module.css';
import { LogPanel } from './log-panel.tsx';
import { FormFacts, PlaceFacts, ReviewFacts, TimeFacts } from './main-facts.tsx';
import { ObservablesCard } from './observables-card.tsx';
import { PeopleCard } from './people-card.tsx';
import { StatusMovesMenu } from './status-moves-menu.tsx';
import { TasksCard } from './tasks-card.tsx';
import { useIncidentSave } from './use-incident-save.tsx';

const Loaded = ({ incident }: { incident: Incident }) => {
  const text = useText();
  const { save, dialog } = useIncidentSave(incident);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `save` belongs to the version of the incident
  const value = useMemo(() => ({ incident, save }), [incident]);
  const isInside = incident.can.seeInternal;
  return (
    <IncidentProvider value={value}>
      <RecordPage
        number={incident.number}
        title={incident.title}
        badges={
          <>
            <TlpSign tlp={incident.tlp} />
            <SeveritySign severity={incident.severity} />
            <StatusSign status={incident.status} />
          </>
        }
        actions={
          <>
            <PrintButton />
            <StatusMovesMenu />
          </>
        }
        printNote={`${incident.number}, ${text(`incidents.tlp.${incident.tlp}`)}`}
        conversation={
          <>
            <div className={styles.parts}>
              <DescriptionCard />
              {isInside && <TasksCard />}
              <PanelSlot slot="incident.main" id={incident.id} />
            </div>
            <LogPanel />
          </>
        }
        facts={
          <>
            <PlaceFacts />
            <ClassificationCard />
            <PeopleCard />
            <TimeFacts />
            <PanelSlot slot="incident.facts" id={incident.id} />
            {isInside && <ObservablesCard />}
            {isInside && <FilesCard />}
            <FormFacts />
            <ReviewFacts />
          </>
        }
      />
      {dialog}
    </IncidentProvider>
  );
};

/** One incident. Later slices add their panels to the slots `incident.main` and `incident.facts`. */
export const IncidentPage = () => {
  const id = useRouteParam('incidentId');
  const { data } = useIncident(id);
  useFreshIncidents(id);
  return data ? <Loaded key={data.id} incident={data} /> : <PageLoading />;
};
