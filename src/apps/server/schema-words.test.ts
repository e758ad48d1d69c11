import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { exampleOf, fieldsOf, type JsonSchema, typeWords } from './schema-words.ts';

const report = z.toJSONSchema(
  z.strictObject({
    title: z.string().min(1).max(200),
    kind: z.enum(['malware', 'other']).default('other'),
    agencyId: z.uuid().nullable().optional(),
    reporter: z.strictObject({ email: z.email() }).optional(),
    attachments: z.array(z.strictObject({ name: z.string() })).max(20),
  }),
  { io: 'input' },
) as JsonSchema;

describe('words of a schema', () => {
  test('tells every field, the inner ones by their path, with type, limits and whether it must be there', () => {
    const fields = fieldsOf(report);
    expect(fields.map(({ name }) => name)).toEqual([
      'title',
      'kind',
      'agencyId',
      'reporter',
      'reporter.email',
      'attachments',
      'attachments[].name',
    ]);
    expect(fields[0]).toEqual({ name: 'title', type: 'string', limits: '≥ 1, ≤ 200', isRequired: true });
    expect(fields[1]).toEqual({
      name: 'kind',
      type: '"malware" | "other"',
      limits: '= "other"',
      isRequired: false,
    });
    expect(fields[2]?.type).toBe('uuid | null');
    expect(fields[5]).toEqual({ name: 'attachments', type: 'object[]', limits: '≤ 20', isRequired: true });
  });

  test('makes an example of the required fields that the schema itself accepts', () => {
    expect(exampleOf(report)).toEqual({ title: '…', attachments: [{ name: '…' }] });
  });

  test('a choice of several types names each once', () => {
    expect(typeWords({ anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'string' }] })).toBe(
      'string | number',
    );
  });
});
