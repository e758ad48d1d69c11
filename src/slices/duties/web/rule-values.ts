import { organisationRoles } from '../../agencies/contract/codes.ts';
import {
  type Condition,
  type DutyRule,
  type Limit,
  partyRecipients,
  type Recipient,
  recipientKey,
  type Trigger,
} from '../contract/rules.ts';

/** A rule as the fields of its form: everything flat, numbers as text. */
export type RuleValues = {
  id: string;
  regime: string;
  titleVi: string;
  titleEn: string;
  document: string;
  clause: string;
  status: string;
  noteVi: string;
  noteEn: string;
  triggerKind: string;
  from: string;
  all: string[];
  any: string[];
  whenEnds: string;
  whenReturns: string;
  whenMoved: string;
  repeats: boolean;
  subject: string;
  levelMin: string;
  before: string;
  opensDaysBefore: string;
  windowFrom: string;
  windowTo: string;
  unit: string;
  amount: string;
  recipients: string[];
  bodies: string;
  form: string;
  channels: string[];
  mayPause: boolean;
  validFrom: string;
  validTo: string;
};

const blank: RuleValues = {
  id: '',
  regime: 'B',
  titleVi: '',
  titleEn: '',
  document: '',
  clause: '',
  status: 'recalled',
  noteVi: '',
  noteEn: '',
  triggerKind: 'incident',
  from: 'detected',
  all: [],
  any: [],
  whenEnds: 'stop',
  whenReturns: 'resume',
  whenMoved: 'follow',
  repeats: false,
  subject: 'incident',
  levelMin: '0',
  before: '12-31',
  opensDaysBefore: '30',
  windowFrom: '01-01',
  windowTo: '12-30',
  unit: 'hours',
  amount: '24',
  recipients: ['role:national-coordinator'],
  bodies: '',
  form: '',
  channels: ['document-system', 'email'],
  mayPause: false,
  validFrom: '',
  validTo: '',
};

const triggerValues = (trigger: Trigger): Partial<RuleValues> => {
  switch (trigger.kind) {
    case 'incident': {
      const { kind, ...rest } = trigger;
      return { triggerKind: kind, ...rest };
    }
    case 'yearly':
      return {
        triggerKind: trigger.kind,
        before: trigger.before,
        opensDaysBefore: String(trigger.opensDaysBefore),
        windowFrom: trigger.window.from,
        windowTo: trigger.window.to,
      };
    case 'by-hand':
      return { triggerKind: trigger.kind, subject: trigger.subject };
    case 'system':
      return { triggerKind: trigger.kind, levelMin: String(trigger.levelMin) };
    default:
      return { triggerKind: trigger.kind };
  }
};

const limitValues = (limit: Limit): Partial<RuleValues> =>
  limit.unit === 'calendar'
    ? {}
    : {
        unit: limit.unit,
        amount: String(limit.unit === 'at-once' ? limit.targetMinutes : limit.value),
      };

export const toRuleValues = (rule: DutyRule | undefined): RuleValues => {
  if (!rule) return blank;
  const { basis } = rule;
  return {
    ...blank,
    ...triggerValues(rule.trigger),
    ...limitValues(rule.limit),
    id: rule.id,
    regime: rule.regime,
    titleVi: rule.titleVi,
    titleEn: rule.titleEn,
    document: basis.document,
    clause: basis.clause,
    status: basis.status,
    noteVi: basis.noteVi,
    noteEn: basis.noteEn,
    recipients: rule.recipients.filter(({ kind }) => kind !== 'body').map(recipientKey),
    bodies: rule.recipients
      .flatMap((recipient) =>
        recipient.kind === 'body' ? [`${recipient.nameVi} | ${recipient.nameEn}`] : [],
      )
      .join('\n'),
    form: rule.form ?? '',
    channels: [...rule.channels],
    mayPause: rule.mayPause,
    validFrom: rule.validFrom,
    validTo: rule.validTo ?? '',
  };
};

/** Every recipient that a role or party can be, as options of a field. */
export const recipientKeys = [
  ...organisationRoles.map((role) => `role:${role}` as const),
  ...partyRecipients.map((party) => `party:${party}` as const),
];

const toRecipient = (key: string): Recipient => {
  const [kind, name] = key.split(':') as ['role' | 'party', string];
  return (kind === 'role' ? { kind, role: name } : { kind, party: name }) as Recipient;
};

const toBodies = (lines: string): Recipient[] =>
  lines
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [nameVi = '', nameEn] = line.split('|').map((part) => part.trim());
      return { kind: 'body', nameVi, nameEn: nameEn || nameVi };
    });

const toTrigger = (values: RuleValues): Trigger => {
  switch (values.triggerKind) {
    case 'yearly':
      return {
        kind: 'yearly',
        before: values.before,
        opensDaysBefore: Number(values.opensDaysBefore),
        window: { from: values.windowFrom, to: values.windowTo },
      };
    case 'by-hand':
      return { kind: 'by-hand', subject: values.subject as 'incident' };
    case 'system':
      return { kind: 'system', levelMin: Number(values.levelMin) };
    case 'contact-changed':
      return { kind: 'contact-changed' };
    default:
      return {
        kind: 'incident',
        from: values.from as 'detected',
        all: values.all as Condition[],
        any: values.any as Condition[],
        whenEnds: values.whenEnds as 'stop',
        whenReturns: values.whenReturns as 'resume',
        whenMoved: values.whenMoved as 'follow',
        repeats: values.repeats,
      };
  }
};

const toLimit = (values: RuleValues): Limit => {
  if (values.triggerKind === 'yearly') return { unit: 'calendar' };
  const amount = Number(values.amount);
  return values.unit === 'at-once'
    ? { unit: 'at-once', targetMinutes: amount }
    : { unit: values.unit as 'hours', value: amount };
};

/** The rule as it would be saved; the server's schema judges it. */
export const toRule = (values: RuleValues): DutyRule => ({
  id: values.id.trim(),
  regime: values.regime as 'A',
  titleVi: values.titleVi,
  titleEn: values.titleEn,
  basis: {
    document: values.document,
    clause: values.clause,
    status: values.status as 'verified',
    noteVi: values.noteVi,
    noteEn: values.noteEn,
  },
  trigger: toTrigger(values),
  limit: toLimit(values),
  recipients: [...values.recipients.map(toRecipient), ...toBodies(values.bodies)],
  form: (values.form || null) as DutyRule['form'],
  channels: values.channels as DutyRule['channels'],
  mayPause: values.mayPause,
  validFrom: values.validFrom,
  validTo: values.validTo || null,
});

const fieldOf: Readonly<Record<string, keyof RuleValues>> = {
  'basis.document': 'document',
  'basis.clause': 'clause',
  'basis.status': 'status',
  'basis.noteVi': 'noteVi',
  'basis.noteEn': 'noteEn',
  'limit.value': 'amount',
  'limit.targetMinutes': 'amount',
  'limit.unit': 'unit',
  'trigger.before': 'before',
  'trigger.opensDaysBefore': 'opensDaysBefore',
  'trigger.window.from': 'windowFrom',
  'trigger.window.to': 'windowTo',
};

/** The field of the form that a path inside a rule belongs to. */
export const fieldOfPath = (path: string): keyof RuleValues => {
  const known = fieldOf[path];
  if (known) return known;
  const [first = 'id'] = path.split('.');
  return (first in blank ? first : 'id') as keyof RuleValues;
};
