import type { Form03Input, Form04Input } from './form-inputs.ts';
import { isInternalAddress } from './internal-address.ts';

/** Why a field is required. The texts of both languages stand in `texts/`. */
export type MissingReason =
  | 'documents.form.reporter-identifies'
  | 'documents.form.reporter-reachable'
  | 'documents.form.contact-called-back'
  | 'documents.form.operator-responsible'
  | 'documents.form.description-needed'
  | 'documents.form.detection-starts-clock'
  | 'documents.form.status-sets-priority'
  | 'documents.form.method-shows-reliability'
  | 'documents.form.parties-avoid-duplicates'
  | 'documents.form.detail-of-choice'
  | 'documents.form.report-time-proves-deadline'
  | 'documents.form.severity-sets-deadline'
  | 'documents.form.signs-decide-at-once'
  | 'documents.form.cause-asked'
  | 'documents.form.scope-asked'
  | 'documents.form.measures-asked'
  | 'documents.form.progress-asked'
  | 'documents.form.result-asked'
  | 'documents.form.data-kind-decides'
  | 'documents.form.subjects-counted'
  | 'documents.form.consequence-decides'
  | 'documents.form.member-reachable'
  | 'documents.form.member-identified'
  | 'documents.form.owner-identified'
  | 'documents.form.counters-needed'
  | 'documents.form.signer-responsible'
  | 'documents.form.system-named';

export type MissingField = { readonly field: string; readonly reasonKey: MissingReason };

export type FormRemark = {
  readonly field: string;
  readonly reasonKey: 'documents.form.internal-address-left-out';
  readonly value: string;
};

type Check = readonly [field: string, value: unknown, reasonKey: MissingReason];

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

const missingOf = (checks: readonly Check[]): MissingField[] =>
  checks.filter(([, value]) => isEmpty(value)).map(([field, , reasonKey]) => ({ field, reasonKey }));

const commonChecks = (input: Form03Input | Form04Input): Check[] => [
  ['reporter.name', input.reporter?.name, 'documents.form.reporter-identifies'],
  ['reporter.address', input.reporter?.address, 'documents.form.reporter-identifies'],
  ['reporter.phone', input.reporter?.phone, 'documents.form.reporter-reachable'],
  ['reporter.email', input.reporter?.email, 'documents.form.reporter-reachable'],
];

const systemChecks = (input: Form03Input | Form04Input): Check[] => [
  ['system.operatorName', input.system?.operatorName, 'documents.form.operator-responsible'],
];

const detectionChecks = (input: Form03Input | Form04Input): Check[] => [
  ['detected.date', input.detected?.date, 'documents.form.detection-starts-clock'],
  ['detected.hour', input.detected?.hour, 'documents.form.detection-starts-clock'],
  ['detected.minute', input.detected?.minute, 'documents.form.detection-starts-clock'],
];

/** Fields marked (*) on form 03 that have no value, in the form's order. `field` is the path in the input. */
export const listMissingForm03 = (input: Form03Input): MissingField[] =>
  missingOf([
    ...commonChecks(input),
    ['contact.name', input.contact?.name, 'documents.form.contact-called-back'],
    ['contact.phone', input.contact?.phone, 'documents.form.contact-called-back'],
    ['contact.email', input.contact?.email, 'documents.form.contact-called-back'],
    ...systemChecks(input),
    ['description', input.description, 'documents.form.description-needed'],
    ...detectionChecks(input),
    ['status', input.status, 'documents.form.status-sets-priority'],
    ['detectionMethods', input.detectionMethods, 'documents.form.method-shows-reliability'],
    ...detailChecks(input),
    ['notifiedParties', input.notifiedParties, 'documents.form.parties-avoid-duplicates'],
    ['reported.date', input.reported?.date, 'documents.form.report-time-proves-deadline'],
    ['reported.hour', input.reported?.hour, 'documents.form.report-time-proves-deadline'],
    ['reported.minute', input.reported?.minute, 'documents.form.report-time-proves-deadline'],
  ]);

/** A ticked option "from: …" or "other: …" of a mandatory group says nothing without its text. */
const detailChecks = (input: Form03Input): Check[] => [
  ...(input.detectionMethods?.includes('notified')
    ? [['notifiedBy', input.notifiedBy, 'documents.form.detail-of-choice'] as const]
    : []),
  ...(input.detectionMethods?.includes('other')
    ? [['otherDetectionMethod', input.otherDetectionMethod, 'documents.form.detail-of-choice'] as const]
    : []),
];

/** Fields marked (*) on form 04 that have no value, in the form's order. */
export const listMissingForm04 = (input: Form04Input): MissingField[] =>
  missingOf([...commonChecks(input), ...systemChecks(input), ...detectionChecks(input)]);

/** Values that were given and are not printed, with the reason. */
export const listRemarksForm03 = (input: Form03Input): FormRemark[] =>
  (input.ipAddresses ?? []).filter(isInternalAddress).map((value) => ({
    field: 'ipAddresses',
    reasonKey: 'documents.form.internal-address-left-out' as const,
    value,
  }));
