import { createECDH, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addPushRoute, listMyCallUpsRoute, removePushRoute } from './contract/answers.ts';
import { runLadder } from './ladder/run-ladder.ts';
import { type CallUpWorld, createCallUpWorld } from './testing/call-up-world.ts';

let world: CallUpWorld;
beforeAll(async () => {
  world = await createCallUpWorld();
  await world.reset();
});
afterAll(() => world.app.stop());

const browser = (endpoint: string) => {
  const keys = createECDH('prime256v1');
  keys.generateKeys();
  return {
    endpoint,
    p256dh: keys.getPublicKey('base64url'),
    auth: randomBytes(16).toString('base64url'),
  };
};
const pushes = () =>
  world.app
    .system()
    .tx((tx) => tx.selectFrom('outbox_messages').selectAll().where('channel', '=', 'push').execute());

test('a browser is remembered only at an allowed push service and with real keys', async () => {
  const one = await world.member();
  const mine = world.app.as(['responder'], { id: one.personId });
  const refused = [
    browser('https://evil.example/push'),
    browser('http://fcm.googleapis.com/fcm/send/1'),
    browser('https://127.0.0.1:5432/'),
    { ...browser('https://fcm.googleapis.com/fcm/send/1'), p256dh: 'AAAA' },
    {
      ...browser('https://fcm.googleapis.com/fcm/send/1'),
      p256dh: Buffer.alloc(65, 4).toString('base64url'),
    },
  ];
  for (const body of refused) {
    await expect(mine.call(addPushRoute, { body })).rejects.toMatchObject({
      problem: { code: 'mobilisation.pushRefused' },
    });
  }
  expect((await mine.call(listMyCallUpsRoute)).pushKey).toMatch(/^[\w-]{87}$/);
});

test('a call-up goes to the browsers of the member, not to those taken back or gone, nor to another person’s', async () => {
  const one = await world.member();
  const two = await world.member();
  const mine = world.app.as(['responder'], { id: one.personId });
  const kept = browser('https://fcm.googleapis.com/fcm/send/kept');
  const removed = browser('https://fcm.googleapis.com/fcm/send/removed');
  for (const body of [kept, removed]) await mine.call(addPushRoute, { body });
  await world.app
    .as(['responder'], { id: two.personId })
    .call(removePushRoute, { body: { endpoint: kept.endpoint } });
  await mine.call(removePushRoute, { body: { endpoint: removed.endpoint } });
  await world.callUp({ members: [{ memberId: one.memberId }], askHeads: false });
  const [push, ...others] = await pushes();
  expect(others).toEqual([]);
  expect(push?.mail.push?.endpoint).toBe(kept.endpoint);
  expect(push?.is_repeatable).toBe(true);
  await world.app
    .system()
    .tx((tx) =>
      sql`update outbox_messages set state = 'failed', created_at = now() where id = ${push?.id}`.execute(tx),
    );
  await runLadder(world.app.services);
  await world.callUp({ members: [{ memberId: one.memberId }], askHeads: false });
  expect(await pushes()).toHaveLength(1);
});
