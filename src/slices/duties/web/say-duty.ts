import { formatDate, formatDateTime, type Language } from '../../../ui/format-date.ts';
import type { Text } from '../../../ui/use-text.ts';
import type { Clock, ClockEvent } from '../contract/clocks.ts';
import type { DutyRule, Limit, Recipient } from '../contract/rules.ts';

/** A due time at 24:00 is said as the day before it: `hết ngày 28/11/2026` is read off the last minute. */
const minuteMs = 60_000;

export const titleOf = (item: { titleVi: string; titleEn: string }, language: Language): string =>
  language === 'vi' ? item.titleVi : item.titleEn;

export const sayLimit = (text: Text, limit: Limit): string => {
  if (limit.unit === 'at-once') return text('duties.limit.at-once', { count: limit.targetMinutes });
  if (limit.unit === 'calendar') return text('duties.trigger.yearly');
  return text(`duties.limit.${limit.unit}`, { count: limit.value });
};

/** Days end at 24:00; said as 23:59 of that day, since `00:00` of the next is misread. */
export const sayDue = (dueAt: string, language: Language): string => {
  const at = new Date(dueAt);
  const isMidnight = (at.getTime() + 7 * 3_600_000) % 86_400_000 === 0;
  return formatDateTime(isMidnight ? new Date(at.getTime() - minuteMs) : at, language);
};

/** The rule in words: how long, from what, and when that was. */
export const sayWhy = (text: Text, clock: Clock, language: Language): string =>
  clock.window
    ? text('duties.why-calendar', {
        before: formatDate(clock.window.before, language),
        from: formatDate(clock.window.from, language),
        to: formatDate(clock.window.to, language),
      })
    : text('duties.why-line', {
        limit: sayLimit(text, clock.limit),
        moment: text(`duties.moment.${clock.startedBy}`),
        time: formatDateTime(clock.startedAt, language),
      });

type NamedRecipient = Clock['recipients'][number];

/** Who is meant: the holder of a role, or the role itself while nobody holds it. */
export const sayRecipient = (text: Text, recipient: NamedRecipient, language: Language): string => {
  if (recipient.holder) return recipient.holder.name;
  if (recipient.role) return text(`agencies.role.${recipient.role}`);
  if (recipient.party) return text(`duties.party.${recipient.party}`);
  return (language === 'vi' ? recipient.nameVi : recipient.nameEn) ?? recipient.key;
};

/** A recipient of a rule, before anybody is known. */
export const sayRuleRecipient = (text: Text, recipient: Recipient, language: Language): string => {
  if (recipient.kind === 'role') return text(`agencies.role.${recipient.role}`);
  if (recipient.kind === 'party') return text(`duties.party.${recipient.party}`);
  return language === 'vi' ? recipient.nameVi : recipient.nameEn;
};

/** `20/06` or `20 Jun`: the day of a year. */
const sayYearDay = (day: string, language: Language): string =>
  formatDate(`2025-${day}`, language).replace(/[ /]2025$/, '');

/** What starts the clock of a rule. */
export const sayTrigger = (text: Text, { trigger }: DutyRule, language: Language): string => {
  if (trigger.kind === 'yearly')
    return `${text('duties.trigger.yearly')}, ${sayYearDay(trigger.window.from, language)} – ${sayYearDay(trigger.window.to, language)}`;
  if (trigger.kind === 'system')
    return trigger.levelMin > 0
      ? text('duties.trigger.system-level', { level: trigger.levelMin })
      : text('duties.trigger.system');
  if (trigger.kind !== 'incident') return text(`duties.trigger.${trigger.kind}`);
  const moment = text(`duties.moment.${trigger.from}`);
  const all = trigger.all.map((condition) => text(`duties.condition.${condition}`));
  const any = trigger.any.map((condition) => text(`duties.condition.${condition}`)).join(text('duties.or'));
  const conditions = [...all, ...(any ? [any] : [])].join(text('duties.and'));
  return conditions ? text('duties.trigger.incident-if', { moment, conditions }) : moment;
};

export const sayRuleLimit = (text: Text, rule: DutyRule, language: Language): string =>
  rule.trigger.kind === 'yearly'
    ? text('duties.limit.calendar', { day: sayYearDay(rule.trigger.before, language) })
    : sayLimit(text, rule.limit);

const instantOf = (value: unknown, language: Language): string =>
  typeof value === 'string' ? sayDue(value, language) : '';

/** One line of a clock's history. */
export const sayEvent = (text: Text, event: ClockEvent, language: Language): string => {
  const { data } = event;
  const said = (name: string) => String(data[name] ?? '');
  const params = {
    due: instantOf(data.dueAt, language),
    before: instantOf(data.dueBefore, language),
    share: said('share'),
    reason: said('reason'),
    recipient: said('recipient'),
    reference: said('reference'),
    channel: data.channel ? text(`duties.channel.${said('channel')}` as 'duties.channel.email') : '',
  };
  const kind = event.kind === 'stopped' && data.reason ? 'stopped-by-hand' : event.kind;
  return text(`duties.event.${kind}` as 'duties.event.started', params);
};
