import './tables.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import { createTestAgency } from '../agencies/testing.ts';
import { openTestIncident } from '../incidents/testing.ts';
import { createTestMember } from '../team/testing.ts';
import { type CallUp, createCallUpSchema } from './contract/call-up.ts';
import { type Order, orderInputSchema } from './contract/orders.ts';
import { createCallUp } from './create-call-up.ts';
import { createOrder } from './orders/save-order.ts';

export type NewCallUp = z.input<typeof createCallUpSchema>;

/** Gives notices a sender: without a recorded role the name of the profile counts. */
export const nameStandingAgency = (ctx: Ctx, name = 'Công an tỉnh Thử Nghiệm'): Promise<void> =>
  ctx.tx(async (tx) => {
    await sql`update organisation_profile set standing_agency_name = ${name}, team_name_vi = 'Đội ứng cứu sự cố'`.execute(
      tx,
    );
  });

/** A body for a call-up that is valid; members must be given. */
export const buildCallUp = (
  over: Partial<NewCallUp> & Pick<NewCallUp, 'incidentId' | 'members'>,
): NewCallUp => ({
  text: 'Đề nghị tham gia ứng cứu sự cố, chi tiết trao đổi khi có mặt.',
  place: 'Trung tâm Công nghệ số, tầng 3',
  contact: 'Trực ban 0200 114 114',
  ...over,
});

/** A running call-up of one new member in one new agency. */
export const createTestCallUp = async (ctx: Ctx, over: Partial<NewCallUp> = {}): Promise<CallUp> => {
  await nameStandingAgency(ctx);
  const agencyId = await createTestAgency(ctx);
  const members = over.members ?? [
    { memberId: await createTestMember(ctx, { agencyId, email: 'thu@sample.example' }) },
  ];
  const incidentId = over.incidentId ?? (over.isExercise ? null : (await openTestIncident(ctx)).id);
  return createCallUp(ctx, createCallUpSchema.parse(buildCallUp({ ...over, members, incidentId })));
};

/** An order as it comes in. */
export const createTestOrder = (
  ctx: Ctx,
  over: Partial<z.input<typeof orderInputSchema>> = {},
): Promise<Order> =>
  createOrder(
    ctx,
    orderInputSchema.parse({
      direction: 'received',
      issuedAt: '2026-11-20T02:00:00Z',
      issuerName: 'Trung tâm An ninh mạng quốc gia',
      addressees: [{ name: 'Công an tỉnh' }],
      subject: 'Rà soát máy chủ thư điện tử',
      ...over,
    }),
  );
