import { z } from 'zod';
import { ruleSetContentSchema } from '../contract/rules.ts';

/** Published as `docs/duty-rules.schema.json`; a test compares. */
export const ruleSetSchemaTitle = 'Khiên duty rules, format 1';

/** JSON Schema (2020-12) of an exported rule set. What a schema cannot say (each id once, windows before due days) the import checks. */
export const ruleSetJsonSchema = (): Record<string, unknown> => {
  const { $schema, ...schema } = z.toJSONSchema(ruleSetContentSchema, { io: 'input' }) as Record<
    string,
    unknown
  >;
  return { $schema, title: ruleSetSchemaTitle, ...schema };
};
