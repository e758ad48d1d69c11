import { z } from 'zod';

type Schema = {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  format?: string;
  pattern?: string;
  minLength?: number;
  minimum?: number;
  minItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
};

const texts: Readonly<Record<string, string>> = {
  uuid: '00000000-0000-7000-8000-0000000000ff',
  date: '2026-01-02',
  'date-time': '2026-01-02T03:04:05Z',
  email: 'mau@sample.example',
  uri: 'https://sample.example/',
};

const textFor = ({ pattern, minLength = 0 }: Schema): string => {
  const candidates = ['mẫu', 'M1', '1', '0'.repeat(64)].map((text) => text.padEnd(minLength, 'x'));
  return candidates.find((text) => !pattern || new RegExp(pattern, 'u').test(text)) ?? '';
};

const build = (schema: Schema): unknown => {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf)
    return build(schema.anyOf.find(({ type }) => type === 'null') ?? (schema.anyOf[0] as Schema));
  if (schema.oneOf) return build(schema.oneOf[0] as Schema);
  switch (schema.type) {
    case 'string':
      return texts[schema.format ?? ''] ?? textFor(schema);
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, 1);
    case 'boolean':
      return true;
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => build(schema.items ?? {}));
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, build(schema.properties?.[name] ?? {})]),
      );
    default:
      return null;
  }
};

/** The smallest body that a schema of the contract takes: required fields only. For tests of routes as such. */
export const sampleOf = (schema: z.ZodType): unknown =>
  build(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema);
