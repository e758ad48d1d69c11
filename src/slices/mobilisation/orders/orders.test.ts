import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestCaller } from '../../../apps/testing/test-app.ts';
import { openTestIncident } from '../../incidents/testing.ts';
import type { OrderState } from '../contract/codes.ts';
import * as routes from '../contract/orders.ts';
import { createTestOrder, nameStandingAgency } from '../testing.ts';

let app: TestApp;
let duty: TestCaller;
beforeAll(async () => {
  app = await createTestApp();
  await nameStandingAgency(app.system());
  duty = app.as(['duty-officer']);
});
afterAll(() => app.stop());

const move = (order: { id: string; version: number }, to: OrderState, note: string | null = null) =>
  duty.call(routes.moveOrderRoute, { params: { id: order.id }, body: { version: order.version, to, note } });

test('an order from above goes received, accepted, in progress, done, verified; each step is kept', async () => {
  const { id: incidentId } = await openTestIncident(app.system());
  let order = await createTestOrder(app.system(), {
    incidentId,
    actions: [{ action: 'Rà soát nhật ký', responsible: 'Tổ phân tích', dueAt: '2026-11-24T00:00:00Z' }],
  });
  expect(order).toMatchObject({ state: 'received', incident: { id: incidentId } });
  for (const state of ['accepted', 'in-progress'] as const) order = await move(order, state);
  order = await duty.call(routes.setActionRoute, {
    params: { id: order.id, actionId: order.actions[0]?.id ?? '' },
    body: { isDone: true, note: 'Không thấy dấu hiệu' },
  });
  for (const state of ['done', 'verified'] as const) order = await move(order, state);
  expect(order.moves.map((one) => one.to)).toEqual([
    'received',
    'accepted',
    'in-progress',
    'done',
    'verified',
  ]);
  expect(order.nextStates).toEqual([]);
});

test('an order to agencies begins as a draft, may be rewritten until it is sent, then never', async () => {
  const body = {
    direction: 'sent' as const,
    issuedAt: '2026-11-22T02:00:00Z',
    issuerName: 'Công an tỉnh',
    addressees: [{ name: 'Sở Tài chính' }],
    subject: 'Rà soát tài khoản',
  };
  const order = await duty.call(routes.createOrderRoute, { body });
  expect(order.state).toBe('draft');
  const edited = await duty.call(routes.updateOrderRoute, {
    params: { id: order.id },
    body: { ...body, subject: 'Rà soát tài khoản quản trị', version: order.version },
  });
  const sent = await move(edited, 'sent');
  const late = duty.call(routes.updateOrderRoute, {
    params: { id: order.id },
    body: { ...body, version: sent.version },
  });
  await expect(late).rejects.toMatchObject({ problem: { code: 'mobilisation.orderFixed' } });
});

test('a refusal needs a reason, a jump is refused, a stale save shows the present order', async () => {
  const order = await createTestOrder(app.system());
  await expect(move(order, 'refused')).rejects.toMatchObject({ problem: { status: 422 } });
  await expect(move(order, 'verified')).rejects.toMatchObject({
    problem: { code: 'mobilisation.moveNotPossible' },
  });
  const refused = await move(order, 'refused', 'Ngoài thẩm quyền');
  expect(refused.refusedReason).toBe('Ngoài thẩm quyền');
  await expect(move(order, 'accepted')).rejects.toMatchObject({ problem: { status: 409 } });
});

test('faulty references and dates are named by row and field', async () => {
  const nobody = '00000000-0000-7000-8000-0000000000fe';
  const answer = await duty.inject({
    method: 'POST',
    url: '/api/v1/coordination-orders',
    payload: {
      direction: 'received',
      issuedAt: '2026-11-22T02:00:00Z',
      issuerName: 'A05',
      addressees: [{ name: 'Công an tỉnh' }, { name: 'Sở X', agencyId: nobody }],
      subject: 'x',
      incidentId: nobody,
      replyBy: '2026-11-20T02:00:00Z',
      actions: [{ action: 'a', responsible: 'b', dueAt: '2026-11-01T00:00:00Z' }],
    },
  });
  expect(answer.json().errors.map((one: { field: string }) => one.field)).toEqual([
    'addressees.1.agencyId',
    'incidentId',
    'replyBy',
    'actions.0.dueAt',
  ]);
});

test('the letter is drafted once', async () => {
  const order = await createTestOrder(app.system());
  const first = await duty.call(routes.draftOrderLetterRoute, { params: { id: order.id } });
  const second = await duty.call(routes.draftOrderLetterRoute, { params: { id: order.id } });
  expect(first.documentId).toBeTruthy();
  expect(second.documentId).toBe(first.documentId);
});

test('lists search without tone marks and page by key', async () => {
  const found = await duty.call(routes.listOrdersRoute, { query: { q: 'ra soat may chu', limit: 2 } });
  expect(found.items).toHaveLength(2);
  const next = await duty.call(routes.listOrdersRoute, {
    query: { q: 'ra soat may chu', limit: 2, cursor: found.nextCursor ?? '' },
  });
  expect(next.items.map((item) => item.id)).not.toContain(found.items[0]?.id);
});
