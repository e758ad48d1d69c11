import { z } from 'zod';
import { formMoment } from '../forms/form-inputs.ts';
import { formSpecs } from './data/form-specs.ts';
import type { FormSpec, SpecField } from './form-shape.ts';

export type { FormSpec, SpecField, SpecSection } from './form-shape.ts';

/** Kinds for one incident, and those of the organisation, one each year. */
export const incidentSpecKinds = [
  'notice-24h',
  'report-72h',
  'progress-report',
  'final-report',
  'personal-data-notice',
] as const;
export const yearlySpecKinds = ['form-01', 'form-02', 'form-08-331'] as const;
export type SpecKind = (typeof incidentSpecKinds)[number] | (typeof yearlySpecKinds)[number];

/** Values of such a form: plain data by the paths of its fields; every one may be absent. */
export type SpecInput = { readonly [name: string]: unknown };

export const specOf = (kind: SpecKind): FormSpec => {
  const spec = formSpecs.find((one) => one.kind === kind);
  if (!spec) throw new Error(`no form ${kind}`);
  return spec;
};

export const isSpecKind = (kind: string): kind is SpecKind =>
  ([...incidentSpecKinds, ...yearlySpecKinds] as readonly string[]).includes(kind);

export const specFieldsOf = (kind: SpecKind): SpecField[] =>
  specOf(kind).sections.flatMap(({ fields }) => fields);

const line = z.string().max(1_000);
const text = z.string().max(200_000);

const schemaOfField = ({ path, kind, options = [] }: SpecField): z.ZodType => {
  if (path === 'system.level') return z.int().min(1).max(5);
  const values = options.map(([value]) => value) as [string, ...string[]];
  switch (kind) {
    case 'area':
      return text;
    case 'lines':
      return z.array(line).max(1_000);
    case 'date':
      return z.iso.date();
    case 'moment':
      return formMoment;
    case 'choice':
      return z.enum(values);
    case 'checks':
      return z.array(z.enum(values)).max(values.length);
    case 'rows':
      return z.array(z.array(line).max(20)).max(5_000);
    default:
      return line;
  }
};

const schemas = new Map<SpecKind, z.ZodType<SpecInput>>();

/** The schema of a form's values, made out of its description: unknown names are refused by their place. */
export const specInputSchema = (kind: SpecKind): z.ZodType<SpecInput> => {
  const made = schemas.get(kind);
  if (made) return made;
  const groups: Record<string, Record<string, z.ZodType>> = {};
  const top: Record<string, z.ZodType> = {};
  for (const field of specFieldsOf(kind)) {
    const [group, name] = field.path.split('.') as [string, string | undefined];
    const schema = schemaOfField(field).optional();
    if (name === undefined) top[group] = schema;
    else groups[group] = { ...groups[group], [name]: schema };
  }
  for (const [group, shape] of Object.entries(groups)) top[group] = z.strictObject(shape).optional();
  const schema = z.strictObject(top) as unknown as z.ZodType<SpecInput>;
  schemas.set(kind, schema);
  return schema;
};

/** The value at a path such as `reporter.name`. */
export const valueAt = (input: SpecInput, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as SpecInput | undefined)?.[name], input);
