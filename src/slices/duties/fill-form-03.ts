import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import type { TextKey } from '../../platform/i18n/catalogue.ts';
import type { Form03Input } from '../documents/contract.ts';
import { dropBlank } from './merge-input.ts';
import { type FormFacts, line, readFormFacts, systemParts, teamParts, text } from './read-form-facts.ts';
import { wallClockMoment } from './wall-clock-moment.ts';

/** Who knows the incident and can be called back: the agency's focal points, its head, else who reported it. */
export const contactOf = ({ contacts, report }: FormFacts) => {
  const order = ['focal-point', 'backup-focal-point', 'head'];
  const contact = order.flatMap((kind) => contacts.filter((candidate) => candidate.kind === kind))[0];
  return contact
    ? {
        name: line(contact.fullName),
        post: line(contact.title),
        phone: line(contact.phone),
        email: line(contact.email),
      }
    : {
        name: line(report?.reporterName),
        post: line(report?.reporterPosition),
        phone: line(report?.reporterPhone),
        email: line(report?.reporterEmail),
      };
};

/** Answers of the reporter, each after its question, in Vietnamese as the form is. */
const answersOf = (ctx: Ctx, { report }: FormFacts): string =>
  Object.entries(report?.answers ?? {})
    .filter(([, answer]) => answer.trim() !== '')
    .map(([question, answer]) => {
      const key = `intake.question.${question}`;
      const { texts } = ctx.services;
      return `- ${texts.has(key) ? texts.t('vi', key as TextKey) : question} ${answer.trim()}`;
    })
    .join('\n');

/** Without a stated way the incident became known by its report, where there is one. */
const detectionParts = ({ incident, report }: FormFacts) => {
  const method = incident.detectionSource ?? (report ? 'notified' : undefined);
  const sender = [report?.reporterName, report?.reporterPosition, report?.reporterOrganisation];
  return {
    detectionMethods: method ? [method] : undefined,
    notifiedBy: method === 'notified' ? line(sender.filter(Boolean).join(', ')) : undefined,
    otherDetectionMethod: method === 'other' ? line(report?.answers['found-by']) : undefined,
  };
};

const systemDetails = ({ system, report }: FormFacts) => ({
  operatingSystem: line(system?.operatingSystem),
  operatingSystemVersion: line(system?.versionText),
  services: system?.services,
  otherService: line(system?.servicesOther),
  measures: system?.protections,
  otherMeasure: line(system?.protectionsOther),
  ipAddresses: system?.publicAddresses,
  domains: system?.domains,
  purpose: text(system?.purpose),
  providers: {
    securityProvider: line(system?.securityProvider),
    connectionProvider: line(system?.isp ?? report?.answers.provider),
    hostingProvider: line(system?.hosting),
  },
});

/** Green leaves the question open: the form knows only yes and no. */
const confidential = {
  clear: false,
  green: undefined,
  amber: true,
  'amber-strict': true,
  red: true,
} as const;

/** Values of form 03 from the records of an incident. The caller has checked access. */
export const fillForm03 = async (ctx: Ctx, tx: Tx, incidentId: string): Promise<Form03Input> => {
  const facts = await readFormFacts(ctx, tx, incidentId);
  const { incident } = facts;
  const { providers, ...details } = systemDetails(facts);
  return dropBlank({
    ...teamParts(facts),
    contact: contactOf(facts),
    system: { ...systemParts(facts), ...providers },
    description: text(incident.title, incident.description, answersOf(ctx, facts)),
    detected: wallClockMoment(incident.detectedAt, incident.detectedPrecision),
    status: incident.isHandled ? 'handled' : 'not-handled',
    ...detectionParts(facts),
    notifiedParties: incident.notifiedParties,
    ...details,
    isConfidential: confidential[incident.tlp],
    reported: wallClockMoment(ctx.now()),
  } satisfies Form03Input);
};
