import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { FormKind } from './contract.ts';
import { createForm } from './save-form.ts';

const formsOf: readonly [status: 'in-response' | 'closed', kinds: readonly FormKind[]][] = [
  ['in-response', ['form-03']],
  ['closed', ['form-03', 'form-04']],
];
const incidentsEach = 3;

/** Drafts of both forms for the newest incidents of the demo, as the duty desk would make them. */
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
};
