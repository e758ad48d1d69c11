import './tables.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { openYearlyTurn } from './clocks/open-team-duties.ts';
import { settleClock } from './clocks/settle-clock.ts';
import type { Channel } from './contract/rules.ts';
import { recordOne } from './dispatch/send-dispatches.ts';
import { isValidOn } from './rules/incident-state.ts';
import { findRule, getRuleSetOn } from './rules/rule-sets.ts';
import { nextYearlyWindow, windowOfYear, type YearlyWindow } from './rules/yearly-window.ts';
import type { DispatchedDocument, Proof } from './tables.ts';

/** The clocks of an incident with history and dispatches, as far as the caller may see them. */
export { listClocksOf } from './clocks/read-clocks.ts';
export type { YearlyWindow } from './rules/yearly-window.ts';

/** A turn of a yearly duty with its rule. Days as `YYYY-MM-DD`, the window with both ends. */
export type DutyWindow = YearlyWindow & {
  ruleId: string;
  ruleSetId: string;
  ruleSetNumber: number;
  titleVi: string;
  titleEn: string;
  form: string | null;
};

/** The turn of a yearly rule that is due next on a day; undefined when no such rule holds then. */
export const nextWindow = async (tx: Tx, ruleId: string, on: string): Promise<DutyWindow | undefined> => {
  const set = await getRuleSetOn(tx, on);
  const rule = findRule(set, ruleId);
  if (rule?.trigger.kind !== 'yearly' || !isValidOn(rule, on)) return undefined;
  return {
    ...nextYearlyWindow(rule.trigger, on),
    ruleId,
    ruleSetId: set.id,
    ruleSetNumber: set.number,
    titleVi: rule.titleVi,
    titleEn: rule.titleEn,
    form: rule.form,
  };
};

/** The next turns of every yearly rule that holds on a day, the next due first. */
export const listWindows = async (tx: Tx, on: string): Promise<DutyWindow[]> => {
  const set = await getRuleSetOn(tx, on);
  const windows = await Promise.all(
    set.content.rules.map((rule) =>
      rule.trigger.kind === 'yearly' ? nextWindow(tx, rule.id, on) : undefined,
    ),
  );
  return windows
    .filter((window) => window !== undefined)
    .sort((first, second) => first.dueAt.getTime() - second.dueAt.getTime());
};

export type DispatchRecord = {
  /** Yearly rule, and the year of its due day. */
  ruleId: string;
  year: number;
  /** Key of a recipient of the rule, such as `role:national-coordinator`, and its name as written to. */
  recipientKey: string;
  recipientName: string;
  recipientAddress?: string | null;
  channel: Channel;
  title: string;
  message?: string;
  /** What was sent; files hang on records of the caller. */
  documents?: readonly DispatchedDocument[];
  sentAt?: Date;
  /** Without it the dispatch waits for its proof, and the duty stays open. */
  proof?: Omit<Proof, 'at'> | null;
};

/**
 * Records that the report of a yearly duty was sent, in the caller's transaction; the clock is opened if it was not, and
 * fulfilled once every recipient is proven to be reached. With the channel `email` the mail goes into the outbox.
 * @returns ids of the clock and of the dispatch
 * @throws AppError platform.invalid when there is no such yearly rule or recipient
 */
export const recordDispatch = async (
  ctx: Ctx,
  tx: Tx,
  record: DispatchRecord,
): Promise<{ clockId: string; dispatchId: string }> => {
  const set = await getRuleSetOn(tx, `${record.year}-01-01`);
  const present = await getRuleSetOn(tx, `${record.year}-12-31`);
  const held = await findTeamClock(tx, record);
  const ruleSet = findRule(present, record.ruleId) ? present : set;
  const rule = findRule(ruleSet, record.ruleId);
  if (rule?.trigger.kind !== 'yearly') {
    throw platformErrors.invalid(undefined, { fields: [{ field: 'ruleId', reason: 'invalid' }] });
  }
  if (!held) await openYearlyTurn(ctx, tx, ruleSet, rule.id, windowOfYear(rule.trigger, record.year));
  const clock = held ?? (await findTeamClock(tx, record));
  if (!clock) throw platformErrors.unavailable();
  const dispatchId = await recordOne(ctx, tx, clock, {
    addressee: {
      key: record.recipientKey,
      name: record.recipientName,
      address: record.recipientAddress ?? null,
    },
    channel: record.channel,
    title: record.title,
    message: record.message ?? '',
    documents: record.documents ?? [],
    attachments: [],
    sentAt: record.sentAt ?? ctx.now(),
    proof: record.proof ? { ...record.proof, at: ctx.now().toISOString() } : null,
  });
  await settleClock(ctx, tx, clock);
  return { clockId: clock.id, dispatchId };
};

const findTeamClock = (tx: Tx, record: Pick<DispatchRecord, 'ruleId' | 'year'>) =>
  tx
    .selectFrom('duty_clocks')
    .selectAll()
    .where('subject_kind', '=', 'team')
    .where('rule_id', '=', record.ruleId)
    .where('occurrence', '=', record.year)
    .forUpdate()
    .executeTakeFirst();
