import { type SpecField, type SpecKind, specOf } from '../../documents/contract/form-spec.ts';
import {
  detectionMethods,
  enclosures,
  incidentSpecKinds,
  isSpecKind,
  notifiedParties,
  securityMeasures,
  systemServices,
  yearlySpecKinds,
} from '../../documents/contract.ts';
import type { AnyFormKind } from '../contract/yearly-forms.ts';

/** One field of the editor. `path` is its place in the form's values; a time stands for `….hour` and `….minute`. */
export type FieldSpec = {
  path: string;
  kind: 'line' | 'area' | 'lines' | 'date' | 'time' | 'choice' | 'checks' | 'rows';
  /** Marked (*) on the paper. */
  isRequired?: boolean;
  /** Two of these stand beside one another where there is room. */
  isHalf?: boolean;
  rows?: number;
  /** Values of a choice or of boxes, as the paper has them. */
  options?: readonly string[];
  /** Field to be completed after a box: `{ other: 'otherService' }`. */
  details?: Readonly<Record<string, string>>;
  /** Heads of the columns of `rows`, as they stand on the paper. */
  columns?: readonly string[];
  /** Its wording was recalled and not compared with the legal text. */
  isUnverified?: boolean;
};

export type PartSpec = { key: string; fields: readonly FieldSpec[] };

const line = (path: string, extras: Partial<FieldSpec> = {}): FieldSpec => ({
  path,
  kind: 'line',
  ...extras,
});
const half = { isHalf: true };
const required = { isRequired: true };
const moment = (path: string, isRequired: boolean): FieldSpec[] => [
  { path: `${path}.date`, kind: 'date', isHalf: true, isRequired },
  { path: `${path}.time`, kind: 'time', isHalf: true, isRequired },
];

const reporter: PartSpec = {
  key: 'reporter',
  fields: [
    line('governingBody'),
    line('reporter.name', required),
    line('reportCode'),
    line('reporter.address', required),
    line('reporter.phone', { ...half, ...required }),
    line('reporter.email', { ...half, ...required }),
  ],
};
const system: readonly FieldSpec[] = [
  line('system.operatorName', required),
  line('system.governingBody'),
  line('system.name'),
  { path: 'system.level', kind: 'choice', options: ['1', '2', '3', '4', '5'] },
];
const signer: readonly FieldSpec[] = [line('signer.post', half), line('signer.name', half)];

const form03: readonly PartSpec[] = [
  reporter,
  {
    key: 'contact',
    fields: [
      line('contact.name', { ...half, ...required }),
      line('contact.post', half),
      line('contact.phone', { ...half, ...required }),
      line('contact.email', { ...half, ...required }),
    ],
  },
  {
    key: 'system',
    fields: [
      ...system,
      line('system.securityProvider'),
      line('system.connectionProvider'),
      line('system.hostingProvider'),
    ],
  },
  {
    key: 'incident',
    fields: [
      { path: 'description', kind: 'area', rows: 6, isRequired: true },
      ...moment('detected', true),
      { path: 'status', kind: 'choice', options: ['handled', 'not-handled'], isRequired: true },
      {
        path: 'detectionMethods',
        kind: 'checks',
        options: detectionMethods,
        details: { notified: 'notifiedBy', other: 'otherDetectionMethod' },
        isRequired: true,
      },
      { path: 'notifiedParties', kind: 'checks', options: notifiedParties, isRequired: true },
    ],
  },
  {
    key: 'more',
    fields: [
      line('operatingSystem', half),
      line('operatingSystemVersion', half),
      { path: 'services', kind: 'checks', options: systemServices, details: { other: 'otherService' } },
      { path: 'measures', kind: 'checks', options: securityMeasures, details: { other: 'otherMeasure' } },
      { path: 'ipAddresses', kind: 'lines' },
      { path: 'domains', kind: 'lines' },
      { path: 'purpose', kind: 'area', rows: 2 },
      { path: 'enclosures', kind: 'checks', options: enclosures, details: { other: 'otherEnclosure' } },
      { path: 'isConfidential', kind: 'choice', options: ['yes', 'no'] },
    ],
  },
  {
    key: 'closing',
    fields: [{ path: 'proposals', kind: 'area', rows: 3 }, ...moment('reported', true), ...signer],
  },
];

const form04: readonly PartSpec[] = [
  reporter,
  {
    key: 'initial',
    fields: [line('initialReportCode', half), { path: 'initialReportOn', kind: 'date', isHalf: true }],
  },
  {
    key: 'system',
    fields: system,
  },
  {
    key: 'incident',
    fields: [{ path: 'description', kind: 'area', rows: 4 }, ...moment('detected', true)],
  },
  {
    key: 'result',
    fields: [
      { path: 'result', kind: 'area', rows: 8 },
      { path: 'attachments', kind: 'lines', rows: 3 },
    ],
  },
  {
    key: 'closing',
    fields: [line('place', half), { path: 'signedOn', kind: 'date', isHalf: true }, ...signer],
  },
];

/** One field of a form that is described as data, as the editor has it: a moment is a date and a time. */
const toFieldSpecs = ({
  path,
  kind,
  reason,
  isHalf,
  rows,
  options,
  columns,
  isUnverified,
}: SpecField): FieldSpec[] => {
  const shared = { isRequired: reason !== undefined, isUnverified: isUnverified ?? false };
  if (kind === 'moment') {
    return [
      { ...shared, path: `${path}.date`, kind: 'date', isHalf: true },
      { ...shared, path: `${path}.time`, kind: 'time', isHalf: true },
    ];
  }
  return [
    {
      ...shared,
      path,
      kind,
      ...(isHalf ? { isHalf } : {}),
      ...(rows ? { rows } : {}),
      ...(options ? { options: options.map(([value]) => value) } : {}),
      ...(columns ? { columns: columns.map(([label]) => label) } : {}),
    },
  ];
};

const layoutOf = (kind: SpecKind): PartSpec[] =>
  specOf(kind).sections.map(({ key, fields }) => ({ key, fields: fields.flatMap(toFieldSpecs) }));

/** The groups of every form in the order of the paper. */
export const formLayout = {
  'form-03': form03,
  'form-04': form04,
  ...Object.fromEntries([...incidentSpecKinds, ...yearlySpecKinds].map((kind) => [kind, layoutOf(kind)])),
} as Readonly<Record<AnyFormKind, readonly PartSpec[]>>;

/** Every field of a form, those after a box included. */
export const fieldsOf = (kind: AnyFormKind): FieldSpec[] =>
  formLayout[kind]
    .flatMap((part) => part.fields)
    .flatMap((field) => [field, ...Object.values(field.details ?? {}).map((path) => line(path))]);

/** The field of the editor that shows a path of the values: `input.detected.hour` is shown by `detected.time`. */
export const fieldOfPath = (kind: AnyFormKind, path: string): string => {
  const plain = path.replace(/^input\./, '').replace(/\.(hour|minute)$/, '.time');
  const found = fieldsOf(kind).find((field) => plain === field.path || plain.startsWith(`${field.path}.`));
  return found?.path ?? plain;
};

/** Is the wording of the whole form recalled, without a text to compare it with? */
export const isAllUnverified = (kind: AnyFormKind): boolean =>
  isSpecKind(kind) && (specOf(kind).isAllUnverified ?? false);
