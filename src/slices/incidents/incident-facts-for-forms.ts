import './tables.ts';
import type { Tx } from '../../platform/db/tables.ts';
import type { Precision, Severity, Status, Tlp } from './contract/codes.ts';
import { nameSystems } from './queries/references.ts';

/** What forms 03 and 04 of Circular 20/2017 take from an incident. Instants as Date; the form converts by `zone`. */
export type IncidentFacts = {
  id: string;
  number: string;
  title: string;
  description: string;
  status: Status;
  /** Box "handled" of form 03: contained or further. */
  isHandled: boolean;
  severity: Severity | null;
  tlp: Tlp;
  agencyId: string | null;
  systemId: string | null;
  systemName: string | null;
  detectedAt: Date;
  detectedPrecision: Precision;
  zone: string;
  reportedAt: Date;
  closedAt: Date | null;
  detectionSource: 'intrusion-detection' | 'log-review' | 'notified' | 'other' | null;
  notifiedParties: ('network-member' | 'isp' | 'coordinator')[];
  outcome: string | null;
  rootCause: string | null;
  lessons: string | null;
  leadPersonId: string | null;
};

const handled: readonly Status[] = ['contained', 'recovering', 'awaiting-review', 'closed'];

/** The facts of an incident for the national forms, or undefined. The caller has checked access. */
export const incidentFactsForForms = async (tx: Tx, id: string): Promise<IncidentFacts | undefined> => {
  const row = await tx.selectFrom('incidents').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return undefined;
  const systems = await nameSystems(tx, [row.system_id]);
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    description: row.description,
    status: row.status,
    isHandled: handled.includes(row.status),
    severity: row.severity,
    tlp: row.tlp,
    agencyId: row.agency_id,
    systemId: row.system_id,
    systemName: (row.system_id && systems.get(row.system_id)) || row.system_name,
    detectedAt: row.detected_at,
    detectedPrecision: row.detected_precision,
    zone: row.detected_zone,
    reportedAt: row.reported_at,
    closedAt: row.closed_at,
    detectionSource: row.detection_source,
    notifiedParties: row.notified_parties as IncidentFacts['notifiedParties'],
    outcome: row.outcome,
    rootCause: row.root_cause,
    lessons: row.lessons,
    leadPersonId: row.lead_person_id,
  };
};
