import { startOfVietnamDate, vietnamDateOf } from '../../../platform/time/vietnam-time.ts';
import type { IncidentClockFacts } from '../../incidents/public.ts';
import type { Condition, DutyRule, IncidentTrigger, Moment } from '../contract/rules.ts';

const HOUR_MS = 3_600_000;
const ended = ['closed', 'not-an-incident'];

/** T0 as early as it may have been: known to the hour or the day, it counts from the beginning of that. */
export const earliestDetection = (facts: IncidentClockFacts): string => {
  const at = new Date(facts.detectedAt);
  if (facts.detectedPrecision === 'day') return startOfVietnamDate(vietnamDateOf(at)).toISOString();
  // Viet Nam lies whole hours from UTC, so its hours begin with those of UTC.
  if (facts.detectedPrecision === 'hour')
    return new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS).toISOString();
  return at.toISOString();
};

/**
 * The instant from which a time runs, or null while it is not known. A personal data breach whose finding is not stated
 * counts from T0: rather too early than too late. `condition-met` is known to the caller only.
 */
export const momentOf = (
  moment: Exclude<Moment, 'condition-met'>,
  facts: IncidentClockFacts,
): string | null => {
  switch (moment) {
    case 'detected':
      return earliestDetection(facts);
    case 'reported':
      return facts.reportedAt;
    case 'opened':
      return facts.openedAt;
    case 'personal-data-found':
      return facts.personalDataFoundAt ?? earliestDetection(facts);
    case 'contained':
      return facts.containedAt;
    case 'restored':
      return facts.restoredAt;
    case 'closed':
      return facts.status === 'closed' ? facts.closedAt : null;
    default:
      return moment satisfies never;
  }
};

/** Does the incident fulfil the condition as recorded now? */
export const holds = (condition: Condition, facts: IncidentClockFacts): boolean => {
  switch (condition) {
    case 'severe':
      return facts.isSevere;
    case 'open':
      return !ended.includes(facts.status);
    case 'personal-data':
      return facts.hasPersonalData;
    case 'sensitive-data':
      return facts.personalDataKinds.includes('sensitive');
    case 'location-data':
      return facts.personalDataKinds.includes('location');
    case 'biometric-data':
      return facts.personalDataKinds.includes('biometric');
    case 'financial-data':
      return facts.personalDataKinds.includes('financial');
    default:
      return facts.signs.includes(condition);
  }
};

/** Rules are judged by the day of detection in Viet Nam. */
export const isValidOn = (rule: DutyRule, day: string): boolean =>
  rule.validFrom <= day && (rule.validTo === null || day < rule.validTo);

/** The day that decides over the version and the validity of rules. */
export const dayOfIncident = (facts: IncidentClockFacts): string =>
  vietnamDateOf(new Date(earliestDetection(facts)));

/** Does the rule ask something of this incident now? What turned out to be no incident asks nothing. */
export const applies = (rule: DutyRule, trigger: IncidentTrigger, facts: IncidentClockFacts): boolean =>
  facts.status !== 'not-an-incident' &&
  isValidOn(rule, dayOfIncident(facts)) &&
  trigger.all.every((condition) => holds(condition, facts)) &&
  (trigger.any.length === 0 || trigger.any.some((condition) => holds(condition, facts)));
