import type { z } from 'zod';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import { createSystemSchema } from './contract.ts';
import { createSystem } from './save-system.ts';

/** Adds an information system and gives its id. */
export const createTestSystem = async (
  ctx: Ctx,
  over: Partial<z.input<typeof createSystemSchema>> & { agencyId: string },
): Promise<string> =>
  (await createSystem(ctx, createSystemSchema.parse({ name: 'Cổng thông tin thử nghiệm', ...over }))).id;
