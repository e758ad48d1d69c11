import type { Ctx } from '../../platform/ctx/ctx.ts';
import { vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import type { FormKind } from './contract.ts';
import { createForm } from './save-form.ts';
import { createYearlyForm } from './yearly-forms.ts';

const formsOf: readonly [status: 'in-response' | 'closed', kinds: readonly FormKind[]][] = [
  ['in-response', ['form-03', 'notice-24h']],
  ['closed', ['form-03', 'form-04', 'final-report']],
];
const incidentsEach = 3;

/** Drafts of forms for the newest incidents of the demo, as the duty desk would make them. */
export const fillDutiesDemo = async (ctx: Ctx): Promise<void> => {
  for (const [status, kinds] of formsOf) {
    const incidents = await ctx.tx((tx) =>
      tx
        .selectFrom('incidents')
        .select('id')
        .where('status', '=', status)
        .orderBy('id', 'desc')
        .limit(incidentsEach)
        .execute(),
    );
    for (const { id } of incidents) {
      for (const kind of kinds) await createForm(ctx, id, kind);
    }
  }
  const year = Number(vietnamDateOf(ctx.now()).slice(0, 4));
  for (const kind of ['form-01', 'form-08-331'] as const) await createYearlyForm(ctx, { kind, year });
};
