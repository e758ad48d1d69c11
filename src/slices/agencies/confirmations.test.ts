import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../apps/testing/test-app.ts';
import { ProblemError } from '../../platform/http/client.ts';
import { noteReturnedMails } from '../../platform/outbox/returned-mail.ts';
import { DAY_MS } from '../../platform/time/vietnam-time.ts';
import { askConfirmations } from './ask-confirmations.ts';
import { readConfirmation, signConfirmation } from './confirmation-link.ts';
import * as contract from './contract/confirmations.ts';
import { addContactRoute, updateContactRoute } from './contract.ts';
import { createTestAgency } from './testing.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.stop());

let sequence = 0;
const newAgency = async (): Promise<{ id: string; focal: string; head: string; focalId: string }> => {
  sequence += 1;
  const id = await createTestAgency(app.system());
  const focal = `dau.moi${sequence}@co-quan.example`;
  const head = `thu.truong${sequence}@co-quan.example`;
  let focalId = '';
  for (const [kind, email] of [
    ['head', head],
    ['focal-point', focal],
  ] as const) {
    const agency = await app.as(['duty-officer']).call(addContactRoute, {
      params: { id },
      body: { kind, fullName: `Người ${kind} ${sequence}`, email, validFrom: '2024-01-01' },
    });
    focalId = agency.contacts.find((contact) => contact.email === focal)?.id ?? focalId;
  }
  return { id, focal, head, focalId };
};
const mailsTo = (recipient: string) =>
  app
    .system()
    .tx((tx) =>
      tx.selectFrom('outbox_messages').selectAll().where('recipient', '=', recipient).orderBy('id').execute(),
    );
const tokenIn = async (recipient: string): Promise<string> =>
  /#([\w-]+)/.exec((await mailsTo(recipient)).at(-1)?.mail.text ?? '')?.[1] ?? '';
const later = (days: number) => app.clock.set(new Date(app.clock.now().getTime() + days * DAY_MS));
const round = () => askConfirmations(app.system());
const attention = async (agencyId: string) =>
  (await app.as(['duty-officer']).call(contract.listAttentionRoute)).items.filter(
    (item) => item.agency.id === agencyId,
  );
const statusOf = (work: Promise<unknown>) =>
  work.then(
    () => 200,
    (error) => (error instanceof ProblemError ? error.problem.status : Promise.reject(error)),
  );
const tap = (token: string) => app.public().call(contract.useConfirmationLinkRoute, { body: { token } });

test('the focal point is asked, opens the link without signing in and confirms by one tap for a quarter', async () => {
  const { id, focal } = await newAgency();
  await round();
  const token = await tokenIn(focal);
  const open = () => app.public().call(contract.openConfirmationLinkRoute, { body: { token } });
  expect(await open()).toMatchObject({
    isConfirmed: false,
    contacts: [{ kind: 'head' }, { kind: 'focal-point' }],
  });
  const { confirmedAt } = await tap(token);
  later(1);
  expect(await tap(token)).toEqual({ confirmedAt });
  expect((await open()).isConfirmed).toBe(true);
  const answer = await app
    .as(['auditor', 'duty-officer'])
    .call(contract.getConfirmationRoute, { params: { id } });
  expect(answer).toMatchObject({ confirmedAt, isDue: false, asked: null });
  later(80);
  await round();
  expect(await mailsTo(focal)).toHaveLength(1);
  later(10);
  await round();
  expect(await mailsTo(focal)).toHaveLength(2);
});

test('opening a link changes nothing', async () => {
  const { id, focal } = await newAgency();
  await round();
  await app.public().call(contract.openConfirmationLinkRoute, { body: { token: await tokenIn(focal) } });
  const answer = await app.as(['duty-officer']).call(contract.getConfirmationRoute, { params: { id } });
  expect(answer).toMatchObject({ confirmedAt: null, asked: { state: 'asked' } });
});

test('silence is reminded once, then opens an item for the team and goes to the head, who may confirm', async () => {
  const { id, focal, head } = await newAgency();
  await round();
  later(8);
  await round();
  await round();
  expect(await mailsTo(focal)).toHaveLength(2);
  expect(await attention(id)).toEqual([]);
  later(7);
  await round();
  await round();
  expect(await attention(id)).toMatchObject([{ kind: 'missed-confirmation', isWithHead: true }]);
  expect(await mailsTo(head)).toHaveLength(1);
  await tap(await tokenIn(head));
  expect(await attention(id)).toEqual([]);
});

test('a mail that came back opens an item and goes to the head, once', async () => {
  const { id, focal, head } = await newAgency();
  await round();
  const [mail] = await mailsTo(focal);
  const system = app.system();
  for (const _ of [1, 2]) {
    await system.tx((tx) => noteReturnedMails(system, tx, [mail?.message_id ?? ''], 'report.triage'));
  }
  expect(await attention(id)).toMatchObject([{ kind: 'bounced-mail', about: focal, isWithHead: true }]);
  expect(await mailsTo(head)).toHaveLength(1);
});

test('an agency without anybody to write to becomes an item at once', async () => {
  const id = await createTestAgency(app.system(), { domains: ['khong-dau-moi.example.vn'] });
  await round();
  expect(await attention(id)).toMatchObject([{ kind: 'no-contact' }]);
});

test('forged, torn, foreign and expired links are all the same wrong link', async () => {
  const { id, focal, focalId } = await newAgency();
  await round();
  const token = await tokenIn(focal);
  const { masterKey } = app.services;
  const mailId = readConfirmation(masterKey, token, app.clock.now()) ?? '';
  const soon = new Date(app.clock.now().getTime() + DAY_MS);
  const wrong = [
    `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
    token.slice(0, 40),
    signConfirmation(Buffer.alloc(32, 7), mailId, soon),
    signConfirmation(masterKey, '00000000-0000-7000-8000-000000000001', soon),
    signConfirmation(masterKey, mailId, new Date(app.clock.now().getTime() - 1_000)),
  ];
  for (const one of wrong) expect(await statusOf(tap(one))).toBe(404);
  await app.as(['duty-officer']).call(updateContactRoute, {
    params: { id, contactId: focalId },
    body: {
      kind: 'focal-point',
      fullName: 'Đã Nghỉ',
      email: focal,
      validFrom: '2024-01-01',
      validTo: '2025-01-01',
      version: 1,
    },
  });
  expect(await statusOf(tap(token))).toBe(404);
});

test('an agency confirms in the product for itself only', async () => {
  const { id } = await newAgency();
  const confirm = (organisationId: string) =>
    app
      .as(['agency-head'], { organisationIds: [organisationId] })
      .call(contract.confirmAgencyRoute, { params: { id }, body: { version: 1 } });
  expect(await statusOf(confirm(await createTestAgency(app.system())))).toBe(404);
  expect((await confirm(id)).isDue).toBe(false);
  expect(
    await statusOf(
      app.as(['auditor']).call(contract.confirmAgencyRoute, { params: { id }, body: { version: 1 } }),
    ),
  ).toBe(403);
});
