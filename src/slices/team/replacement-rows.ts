import './tables.ts';
import type { Selectable } from 'kysely';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { addDays, vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { type ReplacementState, STEP_DAYS } from './contract/replacement-codes.ts';
import { replacementChanged } from './contract/replacements.ts';
import { teamErrors } from './contract.ts';
import type { TeamNomineesTable, TeamProposalsTable, TeamReplacementsTable } from './tables.ts';

export type ReplacementRow = Selectable<TeamReplacementsTable>;
export type NomineeRow = Selectable<TeamNomineesTable>;
export type ProposalRow = Selectable<TeamProposalsTable>;

/** May the caller see this replacement: all, those of the own agency, or the own leaving. */
export const seesReplacement = async (ctx: Ctx, tx: Tx, row: ReplacementRow): Promise<boolean> => {
  if (ctx.can('member.read', { organisationId: row.agency_id })) return true;
  const member = await tx
    .selectFrom('members')
    .select('person_id')
    .where('id', '=', row.member_id)
    .executeTakeFirst();
  return ctx.actor.id !== null && member?.person_id === ctx.actor.id;
};

/** Loads a replacement, locked. Hidden ones are missing. @throws AppError platform.notFound */
export const getReplacementRow = async (ctx: Ctx, tx: Tx, id: string): Promise<ReplacementRow> => {
  const row = await tx
    .selectFrom('team_replacements')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row || !(await seesReplacement(ctx, tx, row))) throw platformErrors.notFound();
  return row;
};

/** @throws AppError team.wrongStep when the replacement stands elsewhere */
export const requireStep = (row: { state: ReplacementState }, allowed: readonly ReplacementState[]): void => {
  if (!allowed.includes(row.state)) throw teamErrors.wrongStep();
};

/** The nominee under way, if any. */
export const findNominee = (tx: Tx, replacementId: string): Promise<NomineeRow | undefined> =>
  tx
    .selectFrom('team_nominees')
    .selectAll()
    .where('replacement_id', '=', replacementId)
    .where('state', 'in', ['nominated', 'checked', 'chosen'])
    .executeTakeFirst();

/** Writes a step down: who, when, why; and tells the pages that show it. */
export const recordStep = async (
  ctx: Ctx,
  tx: Tx,
  row: Pick<ReplacementRow, 'id' | 'agency_id' | 'member_name'>,
  step: string,
  note = '',
): Promise<void> => {
  await tx
    .insertInto('team_replacement_steps')
    .values({
      id: uuid7(ctx.now().getTime()),
      replacement_id: row.id,
      step,
      at: ctx.now(),
      by_person_id: ctx.actor.kind === 'person' ? ctx.actor.id : null,
      by_label: ctx.actor.label,
      note,
    })
    .execute();
  const subject = { kind: 'replacement', id: row.id, label: row.member_name, organisationId: row.agency_id };
  await ctx.audit(tx, `replacement.${step}`, subject, note ? { note } : {});
  await ctx.publish(tx, {
    type: replacementChanged,
    data: { id: row.id },
    permission: 'member.read',
    organisationId: row.agency_id,
  });
};

/** When the step that begins now is to be done. */
export const dueAfter = (ctx: Ctx, state: ReplacementState): string => {
  const today = vietnamDateOf(ctx.now());
  return addDays(today, state in STEP_DAYS ? STEP_DAYS[state as keyof typeof STEP_DAYS] : 0);
};

type Changes = Partial<
  Pick<
    ReplacementRow,
    'state' | 'proposal_id' | 'outcome' | 'decision_id' | 'new_member_id' | 'effective_on' | 'leaves_on'
  >
>;

/** Moves a replacement on; a new step has a new due day and no reminder yet. */
export const moveReplacement = (
  ctx: Ctx,
  tx: Tx,
  row: ReplacementRow,
  changes: Changes,
): Promise<ReplacementRow> =>
  tx
    .updateTable('team_replacements')
    .set((eb) => ({
      ...changes,
      ...(changes.state ? { due_on: dueAfter(ctx, changes.state), reminded_at: null } : {}),
      version: eb('version', '+', 1),
    }))
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
