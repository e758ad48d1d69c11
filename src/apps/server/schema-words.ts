/** A JSON Schema as `z.toJSONSchema` writes it, as far as the page of the interface reads it. */
export type JsonSchema = {
  type?: string | readonly string[];
  format?: string;
  enum?: readonly unknown[];
  const?: unknown;
  items?: JsonSchema;
  properties?: Readonly<Record<string, JsonSchema>>;
  required?: readonly string[];
  anyOf?: readonly JsonSchema[];
  oneOf?: readonly JsonSchema[];
  allOf?: readonly JsonSchema[];
  additionalProperties?: boolean | JsonSchema;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  default?: unknown;
  $ref?: string;
};

export type FieldWords = { name: string; type: string; limits: string; isRequired: boolean };

/** Fields deeper than this are told by the type of what holds them. */
const DEPTH_MAX = 3;
/** zod writes the largest safe integer where nobody set a limit. */
const isRealLimit = (limit: number | undefined): limit is number =>
  limit !== undefined && Math.abs(limit) < Number.MAX_SAFE_INTEGER;

const choicesOf = (schema: JsonSchema): readonly JsonSchema[] => schema.anyOf ?? schema.oneOf ?? [];

/** The type in one line: `"a" | "b"`, `uuid`, `string[]`, `object`. */
export const typeWords = (schema: JsonSchema): string => {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const choices = choicesOf(schema);
  if (choices.length > 0) return [...new Set(choices.map(typeWords))].join(' | ');
  if (schema.$ref) return schema.$ref.split('/').at(-1) ?? 'object';
  if (schema.type === 'array') {
    const item = typeWords(schema.items ?? {});
    return item.includes(' | ') ? `(${item})[]` : `${item}[]`;
  }
  if (schema.format) return schema.format;
  return typeof schema.type === 'string' ? schema.type : (schema.type?.join(' | ') ?? 'any');
};

const limitWords = (schema: JsonSchema): string => {
  const [only, ...others] = choicesOf(schema).filter(({ type }) => type !== 'null');
  if (only && others.length === 0) return limitWords(only);
  const { minLength, maxLength, minimum, maximum, minItems, maxItems } = schema;
  const [least, most] = [minLength ?? minimum ?? minItems, maxLength ?? maximum ?? maxItems];
  const words = [
    isRealLimit(least) && least !== 0 ? `≥ ${least}` : '',
    isRealLimit(most) ? `≤ ${most}` : '',
    schema.default !== undefined ? `= ${JSON.stringify(schema.default)}` : '',
  ];
  return words.filter(Boolean).join(', ');
};

const holderOf = (schema: JsonSchema): { holder: JsonSchema; mark: string } => {
  const [only, ...others] = choicesOf(schema).filter(({ type }) => type !== 'null');
  if (only && others.length === 0) return holderOf(only);
  return schema.type === 'array' && schema.items
    ? { holder: schema.items, mark: '[]' }
    : { holder: schema, mark: '' };
};

/** Every field of an object, the inner ones as `reporter.name` and `attachments[].name`. */
export const fieldsOf = (schema: JsonSchema, prefix = '', depth = 1): FieldWords[] =>
  Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const { holder, mark } = holderOf(field);
    const own = {
      name: `${prefix}${name}`,
      type: typeWords(field),
      limits: limitWords(field),
      isRequired: schema.required?.includes(name) ?? false,
    };
    return depth < DEPTH_MAX ? [own, ...fieldsOf(holder, `${prefix}${name}${mark}.`, depth + 1)] : [own];
  });

const sampleByFormat: Readonly<Record<string, string>> = {
  uuid: '01a206f5-f753-7009-b44c-9dad6e5dc319',
  'date-time': '2026-11-23T02:10:00Z',
  date: '2026-11-23',
  email: 'hoa@example.org',
  uri: 'https://example.org/',
  ipv4: '203.0.113.7',
};

/** A made-up value of the schema; of an object the required fields, or the first ones where none is. */
export const exampleOf = (schema: JsonSchema, depth = 1): unknown => {
  if (schema.const !== undefined) return schema.const;
  if (schema.default !== undefined) return schema.default;
  if (schema.enum) return schema.enum[0];
  const choices = choicesOf(schema);
  if (choices[0]) return exampleOf(choices.find(({ type }) => type !== 'null') ?? choices[0], depth);
  if (schema.type === 'array') return depth > DEPTH_MAX ? [] : [exampleOf(schema.items ?? {}, depth + 1)];
  if (schema.type === 'object') {
    const names = Object.keys(schema.properties ?? {});
    const shown = schema.required?.length ? names.filter((name) => schema.required?.includes(name)) : names;
    return Object.fromEntries(
      shown.map((name) => [name, exampleOf(schema.properties?.[name] ?? {}, depth + 1)]),
    );
  }
  if (schema.type === 'integer' || schema.type === 'number')
    return isRealLimit(schema.minimum) ? schema.minimum : 1;
  if (schema.type === 'boolean') return true;
  if (schema.type === 'null') return null;
  return sampleByFormat[schema.format ?? ''] ?? '…';
};
