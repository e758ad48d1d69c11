import { z } from 'zod';

/** States of an incident in the order in which it usually passes them. */
export const statuses = [
  'received',
  'confirmed',
  'verifying',
  'not-an-incident',
  'in-response',
  'contained',
  'recovering',
  'awaiting-review',
  'closed',
  'reopened',
] as const;
export type Status = (typeof statuses)[number];

/** States in which nobody works on the incident any more. */
export const endStatuses: readonly Status[] = ['closed', 'not-an-incident'];

/** Groups of Decision 05/2017/QĐ-TTg, Article 9. */
export const groups = ['ordinary', 'severe'] as const;

/** Four steps, M1 the worst. */
export const severities = ['M1', 'M2', 'M3', 'M4'] as const;

/** Causes of Decision 05/2017/QĐ-TTg, Article 9. */
export const causes = ['attack', 'system-fault', 'operation-fault', 'natural-disaster'] as const;

/** Rows of form 05 of Circular 20/2017/TT-BTTTT. */
export const attackTypes = [
  'denial-of-service',
  'spoofing',
  'malware',
  'unauthorised-access',
  'defacement',
  'data-encryption',
  'destruction',
  'espionage-theft',
  'combined',
  'other',
] as const;

/** Columns of form 05: who handled the incident. */
export const handlers = [
  'self',
  'other-organisation',
  'foreign-organisation',
  'coordinator-requested',
] as const;

/** How the incident was found (form 03). */
export const detectionSources = ['intrusion-detection', 'log-review', 'notified', 'other'] as const;

/** Who has already been told (form 03). */
export const notifiedParties = ['network-member', 'isp', 'coordinator'] as const;

/** Traffic Light Protocol 2.0 (FIRST). */
export const tlps = ['clear', 'green', 'amber', 'amber-strict', 'red'] as const;
export type Tlp = (typeof tlps)[number];

export const personalDataStates = ['yes', 'no', 'unknown'] as const;
/** Signs to which the law ties duties of their own; several may hold at once. */
export const incidentSigns = [
  'beyond-capacity',
  'dangerous-situation',
  'national-security',
  'serious-interruption',
  'complex',
] as const;
export type IncidentSign = (typeof incidentSigns)[number];

/** Kinds of personal data that are involved, as far as duties differ by them. */
export const personalDataKinds = ['basic', 'sensitive', 'location', 'biometric', 'financial'] as const;
export type PersonalDataKind = (typeof personalDataKinds)[number];
export const precisions = ['minute', 'hour', 'day'] as const;
export const logKinds = ['note', 'action', 'finding', 'decision', 'call', 'correction', 'system'] as const;
export const taskStates = ['open', 'in-progress', 'done', 'dropped'] as const;
export const incidentRoles = ['lead', 'member'] as const;
export const observableTypes = [
  'ipv4',
  'ipv6',
  'domain',
  'url',
  'email',
  'md5',
  'sha1',
  'sha256',
  'cve',
] as const;

export const statusSchema = z.enum(statuses);
export const groupSchema = z.enum(groups);
export const severitySchema = z.enum(severities);
export const causeSchema = z.enum(causes);
export const attackTypeSchema = z.enum(attackTypes);
export const handledBySchema = z.enum(handlers);
export const detectionSourceSchema = z.enum(detectionSources);
export const notifiedPartySchema = z.enum(notifiedParties);
export const tlpSchema = z.enum(tlps);
export const personalDataSchema = z.enum(personalDataStates);
export const incidentSignSchema = z.enum(incidentSigns);
export const personalDataKindSchema = z.enum(personalDataKinds);
export const precisionSchema = z.enum(precisions);
export const logKindSchema = z.enum(logKinds);
export const taskStateSchema = z.enum(taskStates);
export const incidentRoleSchema = z.enum(incidentRoles);
export const observableTypeSchema = z.enum(observableTypes);

export type Group = (typeof groups)[number];
export type Severity = (typeof severities)[number];
export type Precision = (typeof precisions)[number];
export type LogKind = (typeof logKinds)[number];
export type TaskState = (typeof taskStates)[number];
export type IncidentRole = (typeof incidentRoles)[number];
export type ObservableType = (typeof observableTypes)[number];

/** Zone in which times are stated unless somebody says otherwise. */
export const homeZone = 'Asia/Ho_Chi_Minh';

/** Closing a severe incident needs a right of its own: severe by Decision 05/2017, or M1 or M2. */
export const isSevere = (incident: { group: Group | null; severity: Severity | null }): boolean =>
  incident.group === 'severe' || incident.severity === 'M1' || incident.severity === 'M2';
