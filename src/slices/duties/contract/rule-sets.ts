import { z } from 'zod';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { defineRoute } from '../../../platform/http/route.ts';
import { dutyErrors } from './errors.ts';
import { dutyRuleSchema, ruleSetContentSchema } from './rules.ts';

/** A rule set changed; no data. */
export const ruleSetChanged = 'duty-rule.changed';

export const ruleSetStates = ['draft', 'proposed', 'approved', 'refused'] as const;

const id = z.uuid();
const params = z.strictObject({ id });
const version = z.int().min(1);
const note = z.string().trim().min(3).max(2_000);
/** A set of 200 rules with long notes stays well below this. */
const contentBytesMax = 2_000_000;

export const ruleSetItemSchema = z.object({
  id,
  /** Running number of approved sets; null before. */
  number: z.int().nullable(),
  state: z.enum(ruleSetStates),
  validFrom: z.iso.date(),
  note: z.string(),
  ruleCount: z.int(),
  /** Rules whose wording nobody read in the text itself. */
  unverifiedCount: z.int(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  changedAt: z.iso.datetime(),
  changedBy: z.string(),
  decidedAt: z.iso.datetime().nullable(),
  decidedBy: z.string().nullable(),
  decisionNote: z.string().nullable(),
  /** Applies today. */
  isInForce: z.boolean(),
  version,
  can: z.record(z.string(), z.boolean()),
});
export type RuleSetItem = z.output<typeof ruleSetItemSchema>;

/** One difference to the set that it was made from; `fields` are paths inside the rule. */
export const ruleDifferenceSchema = z.object({
  ruleId: z.string(),
  kind: z.enum(['added', 'removed', 'changed']),
  fields: z.array(z.string()),
});
export type RuleDifference = z.output<typeof ruleDifferenceSchema>;

export const ruleSetSchema = ruleSetItemSchema.extend({
  content: ruleSetContentSchema,
  basedOnNumber: z.int().nullable(),
  differences: z.array(ruleDifferenceSchema),
});
export type RuleSetAnswer = z.output<typeof ruleSetSchema>;

export const listRuleSetsRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/duty-rule-sets',
  access: 'duty-rule.read',
  summary: 'Versions of the duty rules, the newest first',
  answer: z.object({ items: z.array(ruleSetItemSchema), can: z.object({ create: z.boolean() }) }),
});

export const listRulesRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/duty-rules',
  access: 'clock.read',
  summary: 'The duty rules that apply on a day, today unless it is named',
  query: z.strictObject({ on: z.iso.date().optional() }),
  answer: z.object({
    number: z.int(),
    validFrom: z.iso.date(),
    items: z.array(dutyRuleSchema.extend({ isValid: z.boolean() })),
    can: z.object({ readSets: z.boolean() }),
  }),
});

export const getRuleSetRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/duty-rule-sets/:id',
  access: 'duty-rule.read',
  summary: 'One version of the duty rules with its differences to the one before',
  params,
  answer: ruleSetSchema,
  errors: [platformErrors.notFound],
});

export const createRuleSetRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/duty-rule-sets',
  access: 'duty-rule.update',
  summary: 'Drafts a new version from the one in force',
  body: z.strictObject({ validFrom: z.iso.date(), note }),
  answer: ruleSetSchema,
  status: 201,
  isIdempotent: true,
});

export const saveRuleSetRoute = defineRoute({
  method: 'PUT',
  path: '/api/v1/duty-rule-sets/:id',
  access: 'duty-rule.update',
  summary: 'Saves a draft; faults are named by their path',
  params,
  body: z.strictObject({ version, validFrom: z.iso.date(), note, content: ruleSetContentSchema }),
  bodyBytesMax: contentBytesMax,
  answer: ruleSetSchema,
  errors: [
    platformErrors.notFound,
    platformErrors.stale,
    platformErrors.invalid,
    dutyErrors.ruleSetStateWrong,
  ],
});

const step = <const Name extends string>(name: Name, access: string, summary: string) =>
  defineRoute({
    method: 'POST',
    path: `/api/v1/duty-rule-sets/:id/${name}` as const,
    access,
    summary,
    params,
    body: z.strictObject({ version, note: z.string().trim().max(2_000).default('') }),
    answer: ruleSetSchema,
    errors: [
      platformErrors.notFound,
      platformErrors.stale,
      dutyErrors.ruleSetStateWrong,
      dutyErrors.secondPersonNeeded,
    ],
  });

export const proposeRuleSetRoute = step('propose', 'duty-rule.update', 'Lays a draft before a second person');
export const returnRuleSetRoute = step(
  'return',
  'duty-rule.update',
  'Takes a proposed version back to drafting',
);
export const approveRuleSetRoute = step(
  'approve',
  'duty-rule.approve',
  'Approves a version, by somebody who neither wrote nor proposed it; it counts from its first day on',
);
export const refuseRuleSetRoute = step(
  'refuse',
  'duty-rule.approve',
  'Refuses a proposed version, with the reason',
);

export const exportRuleSetRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/duty-rule-sets/:id/export',
  access: 'duty-rule.read',
  summary: 'A version as JSON that another installation can import',
  params,
  answer: 'file',
  errors: [platformErrors.notFound],
});

export const importRuleSetRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/duty-rule-imports',
  access: 'duty-rule.update',
  summary: 'Checks an exported rule set and, unless it is a dry run, keeps it as a draft',
  body: z.strictObject({
    content: ruleSetContentSchema,
    validFrom: z.iso.date(),
    note,
    isDryRun: z.boolean(),
  }),
  bodyBytesMax: contentBytesMax,
  answer: z.object({
    differences: z.array(ruleDifferenceSchema),
    ruleCount: z.int(),
    /** The draft; null after a dry run. */
    id: id.nullable(),
  }),
  errors: [platformErrors.invalid],
});

export const ruleSetSchemaRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/duty-rule-schema',
  access: 'duty-rule.read',
  summary: 'JSON Schema of an exported rule set',
  answer: 'text',
});

export const rulePreviewSchema = z.object({
  incidents: z.int(),
  rules: z.array(
    z.object({
      ruleId: z.string(),
      titleVi: z.string(),
      titleEn: z.string(),
      /** Clocks that the rules in force would have started, and those of this version; late by what was really sent. */
      before: z.object({ clocks: z.int(), late: z.int() }).nullable(),
      after: z.object({ clocks: z.int(), late: z.int() }).nullable(),
    }),
  ),
  /** The first incidents for which something differs. */
  examples: z.array(
    z.object({
      id,
      number: z.string(),
      title: z.string(),
      ruleId: z.string(),
      dueBefore: z.iso.datetime().nullable(),
      dueAfter: z.iso.datetime().nullable(),
    }),
  ),
  differingCount: z.int(),
});
export type RulePreview = z.output<typeof rulePreviewSchema>;

export const previewRuleSetRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/duty-rule-sets/:id/preview',
  access: 'duty-rule.read',
  summary: 'What a version would have meant for the incidents of a span, beside the rules in force',
  params,
  body: z.strictObject({ from: z.iso.date(), to: z.iso.date() }),
  answer: rulePreviewSchema,
  errors: [platformErrors.notFound, platformErrors.invalid],
});
