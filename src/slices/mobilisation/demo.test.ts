import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../apps/testing/test-app.ts';
import { createTestAgency } from '../agencies/testing.ts';
import { openTestIncident } from '../incidents/testing.ts';
import { createTestMember } from '../team/testing.ts';
import { listCallUpsRoute } from './contract/call-up.ts';
import { listOrdersRoute } from './contract/orders.ts';
import { fillMobilisationDemo } from './demo.ts';
import { nameStandingAgency } from './testing.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
  await nameStandingAgency(app.system());
});
afterAll(() => app.stop());

test('the demo has a finished call-up, a scored check and an order, and sends nothing', async () => {
  const agencyId = await createTestAgency(app.system());
  await openTestIncident(app.system());
  for (let count = 0; count < 12; count += 1) {
    await createTestMember(app.system(), {
      agencyId,
      fullName: `Người ${count}`,
      email: `n${count}@so.example`,
    });
  }
  await fillMobilisationDemo(app.system());
  const { items } = await app.as(['duty-officer']).call(listCallUpsRoute, { query: {} });
  expect(items.map((item) => [item.isExercise, item.state])).toEqual(
    expect.arrayContaining([
      [true, 'ended'],
      [false, 'ended'],
    ]),
  );
  expect(items.find((item) => !item.isExercise)?.counts).toMatchObject({
    members: 6,
    coming: 5,
    declined: 1,
    arrived: 5,
  });
  const orders = await app.as(['duty-officer']).call(listOrdersRoute, { query: {} });
  expect(orders.items.map((item) => item.state)).toEqual(['in-progress']);
  const waiting = await app
    .system()
    .tx((tx) => tx.selectFrom('outbox_messages').select('id').where('state', '=', 'waiting').execute());
  expect(waiting).toEqual([]);
});
