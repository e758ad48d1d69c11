import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../platform/http/client.ts';
import { AppLink } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { useLiveEvents } from '../../../ui/live-events.ts';
import { useMay } from '../../../ui/session.ts';
import { SeverityBadge } from '../../../ui/severity-badge.tsx';
import { useText } from '../../../ui/use-text.ts';
import { incidentEvents } from '../../incidents/contract/errors.ts';
import { listIncidentsRoute } from '../../incidents/contract/incident-routes.ts';
import styles from './desk.module.css';

const shownMax = 6;
const bars = { M1: 4, M2: 3, M3: 2, M4: 1 } as const;
const key = ['incidents', 'desk'];

const OpenIncidents = () => {
  const text = useText();
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      call(listIncidentsRoute, {
        signal,
        query: { state: 'open', sort: 'severity', direction: 'asc', limit: shownMax },
      }),
    throwOnError: false,
  });
  useLiveEvents(Object.values(incidentEvents), () => void client.invalidateQueries({ queryKey: key }));
  if (!data || data.items.length === 0) return null;
  return (
    <Card
      title={text('intake.duty.incidents')}
      count={data.total?.count}
      padding="flush"
      action={
        data.nextCursor && (
          <AppLink to="/incidents?state=open" className={styles.all}>
            {text('intake.duty.incidents-all')}
          </AppLink>
        )
      }
    >
      <ul className={styles.calls}>
        {data.items.map((incident) => (
          <li key={incident.id} className={styles.callBack}>
            <AppLink to={`/incidents/${incident.id}`} className={styles.subject}>
              {incident.title}
            </AppLink>
            <span className={styles.personLine}>
              <span className={styles.number}>{incident.number}</span>
              {incident.severity && (
                <SeverityBadge
                  step={bars[incident.severity]}
                  label={text(`incidents.severity.${incident.severity}`)}
                />
              )}
              <span>{text(`incidents.status.${incident.status}`)}</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
};

/** What is being handled now, the worst first. */
export const OpenIncidentsCard = () => (useMay('incident.read') ? <OpenIncidents /> : null);
