import type { attackTypes, causes, groups, severities } from '../../incidents/contract/codes.ts';
import type { ReportKind } from '../contract/codes.ts';
import type { Report } from '../contract/report.ts';

type AttackType = (typeof attackTypes)[number];

/** A first proposal per kind; the officer decides and says why. */
type Proposal = {
  attackType: AttackType | '';
  severity: (typeof severities)[number];
  cause: (typeof causes)[number];
};

const proposals: Readonly<Record<ReportKind, Proposal>> = {
  defacement: { attackType: 'defacement', severity: 'M3', cause: 'attack' },
  'gambling-links': { attackType: 'unauthorised-access', severity: 'M3', cause: 'attack' },
  phishing: { attackType: 'spoofing', severity: 'M4', cause: 'attack' },
  'account-takeover': { attackType: 'unauthorised-access', severity: 'M3', cause: 'attack' },
  malware: { attackType: 'malware', severity: 'M3', cause: 'attack' },
  ransomware: { attackType: 'data-encryption', severity: 'M2', cause: 'attack' },
  'data-leak': { attackType: 'espionage-theft', severity: 'M2', cause: 'attack' },
  'denial-of-service': { attackType: 'denial-of-service', severity: 'M3', cause: 'attack' },
  vulnerability: { attackType: '', severity: 'M4', cause: 'operation-fault' },
  impersonation: { attackType: 'spoofing', severity: 'M3', cause: 'attack' },
  outage: { attackType: '', severity: 'M3', cause: 'system-fault' },
  other: { attackType: '', severity: 'M3', cause: 'attack' },
};

export type IncidentDraft = Proposal & {
  title: string;
  agencyId: string | null;
  systemId: string | null;
  group: (typeof groups)[number];
  reason: string;
};

/** The form that opens an incident, filled from the report; `reason` comes ready in the reader's language. */
export const draftIncident = (
  report: Pick<Report, 'title' | 'kind' | 'agency' | 'system'>,
  reason: string,
): IncidentDraft => ({
  title: report.title,
  agencyId: report.agency?.id ?? null,
  systemId: report.system?.id ?? null,
  group: 'ordinary',
  ...proposals[report.kind],
  reason,
});
