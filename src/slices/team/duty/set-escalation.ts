import './tables.ts';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import type { FieldError } from '../../../platform/errors/app-error.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { vietnamDateOf } from '../../../platform/time/vietnam-time.ts';
import { DEFAULT_PLACE, dutyChanged } from '../contract/duty.ts';
import type { EscalationLadder, SetEscalation } from '../contract/escalation.ts';
import { readEscalationLadder } from './read-escalation-ladder.ts';
import { loadStays } from './shift-rules.ts';

const describe = async (ctx: Ctx, tx: Tx): Promise<EscalationLadder> => {
  const { version } = await tx
    .selectFrom('escalation_ladders')
    .select('version')
    .where('place', '=', DEFAULT_PLACE)
    .executeTakeFirstOrThrow();
  const steps = await readEscalationLadder(tx, ctx.now());
  return {
    steps: steps.map(({ people, ...step }) => ({
      ...step,
      people: people.map(({ memberId, fullName, phone }) => ({ id: memberId, fullName, phone })),
    })),
    version,
    can: { update: ctx.can('duty.plan') },
  };
};

/** The ladder with the people whom each step means now. */
export const getEscalation = (ctx: Ctx): Promise<EscalationLadder> => ctx.tx((tx) => describe(ctx, tx));

/** Faults by step: `steps.2.memberId`. */
const findFaults = async (ctx: Ctx, tx: Tx, steps: SetEscalation['steps']): Promise<FieldError[]> => {
  const stays = await loadStays(
    tx,
    steps.map((step) => step.memberId).filter((id) => id !== null),
  );
  const today = ctx.now();
  return steps.flatMap((step, at): FieldError[] => {
    const field = (name: string) => `steps.${at}.${name}`;
    if (step.target === 'role' && !step.roleInTeam)
      return [{ field: field('roleInTeam'), reason: 'required' }];
    if (step.target !== 'role' && step.roleInTeam) return [{ field: field('roleInTeam'), reason: 'invalid' }];
    if (step.target !== 'member' && step.memberId) return [{ field: field('memberId'), reason: 'invalid' }];
    if (step.target !== 'member') return [];
    if (!step.memberId) return [{ field: field('memberId'), reason: 'required' }];
    const name = stays.nameOf(step.memberId);
    if (name === undefined) return [{ field: field('memberId'), reason: 'invalid' }];
    if (!stays.dayOutside(step.memberId, today, new Date(today.getTime() + 1))) return [];
    const date = vietnamDateOf(today).split('-').reverse().join('/');
    return [{ field: field('memberId'), reason: 'team.notInTeamThatDay', params: { name, date } }];
  });
};

/** Sets every step at once. @throws AppError platform.stale, platform.invalid naming step and field */
export const setEscalation = (ctx: Ctx, input: SetEscalation): Promise<EscalationLadder> =>
  ctx.tx(async (tx) => {
    ctx.require('duty.plan');
    const raised = await tx
      .updateTable('escalation_ladders')
      .set({ version: input.version + 1 })
      .where('place', '=', DEFAULT_PLACE)
      .where('version', '=', input.version)
      .returning('version')
      .executeTakeFirst();
    if (!raised) throw platformErrors.stale(undefined, { details: { current: await describe(ctx, tx) } });
    const fields = await findFaults(ctx, tx, input.steps);
    if (fields.length > 0) throw platformErrors.invalid(undefined, { fields });
    await tx.deleteFrom('escalation_steps').where('place', '=', DEFAULT_PLACE).execute();
    await tx
      .insertInto('escalation_steps')
      .values(
        input.steps.map((step, at) => ({
          place: DEFAULT_PLACE,
          position: at + 1,
          target: step.target,
          role_in_team: step.roleInTeam,
          member_id: step.memberId,
          wait_minutes: step.waitMinutes,
        })),
      )
      .execute();
    await ctx.audit(
      tx,
      'duty.escalation-set',
      { kind: 'escalation-ladder', id: null, label: DEFAULT_PLACE },
      {
        steps: input.steps,
      },
    );
    await ctx.publish(tx, { type: dutyChanged, data: { id: DEFAULT_PLACE }, permission: 'duty.read' });
    return describe(ctx, tx);
  });
