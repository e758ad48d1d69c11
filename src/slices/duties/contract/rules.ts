import { z } from 'zod';
import { organisationRoles } from '../../agencies/contract/codes.ts';

/** Regime A: Law 86/2015 and its decrees. Regime B: Law 116/2025 and its decrees. */
export const regimes = ['A', 'B'] as const;

/** How far the wording behind a rule was checked. Only `verified` was read in the text itself. */
export const basisStatuses = ['verified', 'paraphrase', 'recalled', 'recalled-low'] as const;
export type BasisStatus = (typeof basisStatuses)[number];

/** Instants of an incident from which a time may run. `condition-met`: when the condition was first recorded. */
export const moments = [
  'detected',
  'reported',
  'opened',
  'personal-data-found',
  'condition-met',
  'contained',
  'restored',
  'closed',
] as const;
export type Moment = (typeof moments)[number];

/** What may be asked of an incident. `open`: neither closed nor found to be no incident. */
export const conditions = [
  'severe',
  'beyond-capacity',
  'dangerous-situation',
  'national-security',
  'serious-interruption',
  'complex',
  'personal-data',
  'sensitive-data',
  'location-data',
  'biometric-data',
  'financial-data',
  'open',
] as const;
export type Condition = (typeof conditions)[number];

export const partyRecipients = [
  'reporter',
  'operator',
  'system-owner',
  'network-member',
  'data-subjects',
  'own-record',
] as const;

export const channels = [
  'email',
  'document-system',
  'portal',
  'official-letter',
  'file',
  'phone',
  'fax',
  'post',
  'by-hand',
] as const;
export type Channel = (typeof channels)[number];

export const formCodes = [
  'form-01',
  'form-02',
  'form-03',
  'form-04',
  'form-05',
  'notice-24h',
  'report-72h',
  'progress-report',
  'final-report',
  'form-08-331',
  'personal-data-notice',
  'official-letter',
] as const;

const line = (limit: number) => z.string().trim().min(1).max(limit);
/** Day of a year, `MM-DD`; 29 February is refused, since it is not in every year. */
const yearDay = z
  .string()
  .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
  .refine(
    (day) =>
      !Number.isNaN(Date.parse(`2025-${day}T00:00:00Z`)) &&
      new Date(`2025-${day}T00:00:00Z`).toISOString().slice(5, 10) === day,
    {
      message: 'day of the year',
    },
  );

export const recipientSchema = z.discriminatedUnion('kind', [
  /** Whoever holds the role on the day on which the time starts. */
  z.strictObject({ kind: z.literal('role'), role: z.enum(organisationRoles) }),
  z.strictObject({ kind: z.literal('party'), party: z.enum(partyRecipients) }),
  z.strictObject({ kind: z.literal('body'), nameVi: line(200), nameEn: line(200) }),
]);
export type Recipient = z.output<typeof recipientSchema>;

/** Key by which dispatches name a recipient of a rule. */
export const recipientKey = (recipient: Recipient): string =>
  recipient.kind === 'role'
    ? `role:${recipient.role}`
    : recipient.kind === 'party'
      ? `party:${recipient.party}`
      : `body:${recipient.nameVi}`;

export const triggerSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('incident'),
    from: z.enum(moments),
    /** Every one of these must hold, and one of `any` where that is not empty. */
    all: z.array(z.enum(conditions)).max(12),
    any: z.array(z.enum(conditions)).max(12),
    /** The condition no longer holds: the clock stops, or runs on. */
    whenEnds: z.enum(['stop', 'keep']),
    /** It holds again after a stop: a new clock, the stopped one, or none. */
    whenReturns: z.enum(['restart', 'resume', 'stay']),
    /** The instant was corrected: the clock follows, keeps its time, or (once fulfilled) starts anew. */
    whenMoved: z.enum(['follow', 'keep', 'restart']),
    /** After each fulfilment the next one starts, as long as the condition holds. */
    repeats: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('by-hand'), subject: z.enum(['incident', 'system', 'team']) }),
  z.strictObject({ kind: z.literal('contact-changed') }),
  z.strictObject({
    kind: z.literal('yearly'),
    /** Due before this day begins in Viet Nam. */
    before: yearDay,
    opensDaysBefore: z.int().min(1).max(360),
    /** Days that a report covers, both included; the last lies before the due day. */
    window: z.strictObject({ from: yearDay, to: yearDay }),
  }),
  /** Every system of this level or above (0: every system), again after each fulfilment. */
  z.strictObject({ kind: z.literal('system'), levelMin: z.int().min(0).max(5) }),
]);
export type Trigger = z.output<typeof triggerSchema>;
export type IncidentTrigger = Extract<Trigger, { kind: 'incident' }>;
export type YearlyTrigger = Extract<Trigger, { kind: 'yearly' }>;

export const limitSchema = z.discriminatedUnion('unit', [
  /** The law says "at once"; the target is the team's own. */
  z.strictObject({ unit: z.literal('at-once'), targetMinutes: z.int().min(1).max(10_080) }),
  z.strictObject({
    unit: z.enum(['minutes', 'hours', 'days', 'working-days', 'months']),
    value: z.int().min(1).max(100_000),
  }),
  /** The day stands in the trigger. */
  z.strictObject({ unit: z.literal('calendar') }),
]);
export type Limit = z.output<typeof limitSchema>;

export const dutyRuleSchema = z
  .strictObject({
    id: z.string().regex(/^[A-Z][A-Z0-9]{0,7}(\.[A-Z0-9]{1,6})?$/),
    regime: z.enum(regimes),
    titleVi: line(200),
    titleEn: line(200),
    basis: z.strictObject({
      document: line(200),
      clause: line(200),
      status: z.enum(basisStatuses),
      noteVi: z.string().trim().max(500),
      noteEn: z.string().trim().max(500),
    }),
    trigger: triggerSchema,
    limit: limitSchema,
    recipients: z.array(recipientSchema).min(1).max(20),
    form: z.enum(formCodes).nullable(),
    channels: z.array(z.enum(channels)).min(1).max(9),
    mayPause: z.boolean(),
    /** First day, and first day on which it no longer holds; judged by the day of detection. */
    validFrom: z.iso.date(),
    validTo: z.iso.date().nullable(),
  })
  .superRefine((rule, context) => {
    const refuse = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    if ((rule.trigger.kind === 'yearly') !== (rule.limit.unit === 'calendar')) {
      refuse(['limit', 'unit'], 'a yearly trigger goes with the unit calendar, and only that');
    }
    if (
      rule.trigger.kind === 'yearly' &&
      rule.trigger.window.to >= rule.trigger.before &&
      rule.trigger.window.from <= rule.trigger.window.to
    ) {
      refuse(['trigger', 'window', 'to'], 'the window ends before the due day');
    }
    if (rule.validTo !== null && rule.validTo <= rule.validFrom) refuse(['validTo'], 'later than validFrom');
    const keys = rule.recipients.map(recipientKey);
    keys.forEach((key, at) => {
      if (keys.indexOf(key) !== at) refuse(['recipients', at], 'each recipient once');
    });
  });
export type DutyRule = z.output<typeof dutyRuleSchema>;

/** Whom a warning reaches: people of the incident, those on duty, or holders of a role. */
export const ladderParties = [
  'incident-lead',
  'on-duty',
  'duty-officer',
  'deputy-leader',
  'team-leader',
  'administrator',
] as const;

export const ladderSchema = z
  .array(
    z.strictObject({
      /** Per cent of the whole time; 100 is the breach. */
      share: z.int().min(1).max(100),
      to: z.array(z.enum(ladderParties)).min(1).max(6),
    }),
  )
  .max(8)
  .superRefine((steps, context) => {
    steps.forEach((step, at) => {
      if (at > 0 && step.share <= (steps[at - 1]?.share ?? 0)) {
        context.addIssue({ code: 'custom', path: [at, 'share'], message: 'rising shares' });
      }
    });
  });
export type Ladder = z.output<typeof ladderSchema>;

/** What a rule set holds; also the form of its export. */
export const ruleSetContentSchema = z.strictObject({
  format: z.literal('khien-duty-rules/1'),
  ladder: ladderSchema,
  rules: z
    .array(dutyRuleSchema)
    .min(1)
    .max(200)
    .superRefine((rules, context) => {
      rules.forEach((rule, at) => {
        if (rules.findIndex(({ id }) => id === rule.id) !== at) {
          context.addIssue({ code: 'custom', path: [at, 'id'], message: 'each id once' });
        }
      });
    }),
});
export type RuleSetContent = z.output<typeof ruleSetContentSchema>;
