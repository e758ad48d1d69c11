import '../tables.ts';
import type { Selectable } from 'kysely';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { vietnamDateOf } from '../../../platform/time/vietnam-time.ts';
import { listAgencyAddresses, listRoleHolders, type RoleHolder } from '../../agencies/public.ts';
import { type IncidentForClocks, incidentsForClocksById } from '../../incidents/public.ts';
import type { Clock } from '../contract/clocks.ts';
import { type DutyRule, type Recipient, recipientKey } from '../contract/rules.ts';
import { findRule, getRuleSets, type RuleSet } from '../rules/rule-sets.ts';
import { windowOfYear } from '../rules/yearly-window.ts';
import type { DutyDispatchesTable } from '../tables.ts';
import type { ClockRow } from './clock-rows.ts';

export type DispatchRow = Selectable<DutyDispatchesTable>;
type ClockRecipient = Clock['recipients'][number];

/** Everything around a page of clocks, read at once. */
export type ClockSurroundings = {
  sets: ReadonlyMap<string, RuleSet>;
  incidents: ReadonlyMap<string, IncidentForClocks>;
  holders: readonly RoleHolder[];
  agencies: Awaited<ReturnType<typeof listAgencyAddresses>>;
  dispatches: ReadonlyMap<string, readonly DispatchRow[]>;
};

const groupByClock = (rows: readonly DispatchRow[]): ReadonlyMap<string, readonly DispatchRow[]> => {
  const groups = new Map<string, DispatchRow[]>();
  for (const row of rows) groups.set(row.clock_id, [...(groups.get(row.clock_id) ?? []), row]);
  return groups;
};

export const readSurroundings = async (tx: Tx, rows: readonly ClockRow[]): Promise<ClockSurroundings> => {
  const sets = await getRuleSets(
    tx,
    rows.map((row) => row.rule_set_id),
  );
  const incidents = await incidentsForClocksById(
    tx,
    rows.flatMap((row) => (row.subject_kind === 'incident' && row.subject_id ? [row.subject_id] : [])),
  );
  const agencies = await listAgencyAddresses(
    tx,
    [...incidents.values()].flatMap(({ agencyId }) => (agencyId ? [agencyId] : [])),
  );
  const dispatches =
    rows.length === 0
      ? []
      : await tx
          .selectFrom('duty_dispatches')
          .selectAll()
          .where(
            'clock_id',
            'in',
            rows.map((row) => row.id),
          )
          .orderBy('id')
          .execute();
  return {
    sets,
    incidents,
    holders: await listRoleHolders(tx),
    agencies,
    dispatches: groupByClock(dispatches),
  };
};

const stateOf = (key: string, dispatches: readonly DispatchRow[]): ClockRecipient['state'] => {
  const states = dispatches.filter((row) => row.recipient_key === key).map((row) => row.state);
  return (['proven', 'waiting', 'failed'] as const).find((state) => states.includes(state)) ?? 'open';
};

const describeRecipient = (
  recipient: Recipient,
  row: ClockRow,
  around: ClockSurroundings,
): ClockRecipient => {
  const key = recipientKey(recipient);
  const day = vietnamDateOf(row.started_at);
  const agencyId = around.incidents.get(row.subject_id ?? '')?.agencyId;
  const held =
    recipient.kind === 'role'
      ? around.holders.find(
          ({ role, validFrom, validTo }) =>
            role === recipient.role && validFrom <= day && (validTo === null || day < validTo),
        )
      : recipient.kind === 'party' && recipient.party === 'operator' && agencyId
        ? around.agencies.get(agencyId)
        : undefined;
  return {
    key,
    kind: recipient.kind,
    role: recipient.kind === 'role' ? recipient.role : null,
    party: recipient.kind === 'party' ? recipient.party : null,
    nameVi: recipient.kind === 'body' ? recipient.nameVi : null,
    nameEn: recipient.kind === 'body' ? recipient.nameEn : null,
    holder: held?.agency ?? null,
    email: held?.email ?? null,
    state: stateOf(key, around.dispatches.get(row.id) ?? []),
  };
};

const isOver = (row: ClockRow, now: Date): boolean =>
  row.state === 'fulfilled'
    ? (row.fulfilled_at ?? now) > row.due_at
    : row.state === 'running' && now > row.due_at;

const abilities = (ctx: Ctx, row: ClockRow, rule: DutyRule): Clock['can'] => {
  const may = ctx.actor.permissions.has('clock.update');
  const mayStop = ctx.actor.permissions.has('clock.stop');
  const isOpen = row.state === 'running' || row.state === 'paused';
  return {
    dispatch: may && row.state !== 'stopped',
    pause: may && rule.mayPause && row.state === 'running',
    continue: may && row.state === 'paused',
    stop: mayStop && isOpen,
    explain: may && isOver(row, ctx.now()),
  };
};

const subjectOfClock = (row: ClockRow, incident: IncidentForClocks | undefined): Clock['subject'] => ({
  kind: row.subject_kind,
  id: row.subject_id,
  label: row.subject_label,
  title: incident?.title ?? '',
  isSevere: incident?.facts.isSevere ?? false,
  detectedPrecision: incident?.facts.detectedPrecision ?? null,
});

const describeClock = (ctx: Ctx, row: ClockRow, around: ClockSurroundings): Clock | undefined => {
  const set = around.sets.get(row.rule_set_id);
  const rule = findRule(set, row.rule_id);
  if (!set || !rule) return undefined;
  const turn = rule.trigger.kind === 'yearly' ? windowOfYear(rule.trigger, row.occurrence) : null;
  return {
    id: row.id,
    ruleId: row.rule_id,
    ruleSetNumber: set.number,
    regime: rule.regime,
    titleVi: rule.titleVi,
    titleEn: rule.titleEn,
    basis: rule.basis,
    limit: rule.limit,
    form: rule.form,
    channels: rule.channels,
    subject: subjectOfClock(row, around.incidents.get(row.subject_id ?? '')),
    occurrence: row.occurrence,
    startedAt: row.started_at.toISOString(),
    startedBy: row.started_by,
    note: row.note,
    dueAt: row.due_at.toISOString(),
    state: row.state,
    pauses: row.pauses,
    fulfilledAt: row.fulfilled_at?.toISOString() ?? null,
    lateReason: row.late_reason,
    needsReason: isOver(row, ctx.now()) && row.late_reason === null,
    warnedShare: row.warned_share,
    recipients: rule.recipients.map((recipient) => describeRecipient(recipient, row, around)),
    window: turn && { from: turn.from, to: turn.to, before: turn.before },
    version: row.version,
    can: abilities(ctx, row, rule),
  };
};

/** Clocks with their rule in words, their subject and who was reached; in the order of the rows. */
export const describeClocks = async (
  ctx: Ctx,
  tx: Tx,
  rows: readonly ClockRow[],
  known?: ClockSurroundings,
): Promise<Clock[]> => {
  const around = known ?? (await readSurroundings(tx, rows));
  return rows.flatMap((row) => describeClock(ctx, row, around) ?? []);
};
