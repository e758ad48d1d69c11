import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createMailSender } from '../../platform/mail/mail-sender.ts';
import { type MailSink, startMailSink } from '../../platform/mail/testing/mail-sink.ts';
import {
  type DeliverMail,
  type OutboxSender,
  startOutboxSender,
} from '../../platform/outbox/outbox-sender.ts';
import { type QueuedMail, queueMails } from '../../platform/outbox/queue-mail.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';

let app: TestApp;
let sink: MailSink;
let sender: OutboxSender | undefined;
beforeAll(async () => {
  app = await createTestApp();
  sink = await startMailSink();
});
beforeEach(async () => {
  await app.system().tx((tx) => tx.deleteFrom('outbox_messages').execute());
});
afterEach(async () => {
  await sender?.stop();
});
afterAll(async () => {
  await sink.stop();
  await app.stop();
});

const queue = async (over: Partial<QueuedMail> = {}): Promise<string> => {
  const mail = { to: 'mai@tinh.example', subject: 'Huy động', text: 'Mời có mặt', ...over };
  const [id] = await app.system().tx((tx) => queueMails(tx, new Date(), [mail]));
  return id as string;
};
const stateOf = (id: string) =>
  app
    .system()
    .tx((tx) =>
      tx
        .selectFrom('outbox_messages')
        .select(['state', 'mail'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow(),
    );
const untilNot = async (id: string, states: readonly string[]): Promise<string> => {
  for (let turn = 0; turn < 200; turn += 1) {
    const { state } = await stateOf(id);
    if (!states.includes(state)) return state;
    await sleep(20);
  }
  return (await stateOf(id)).state;
};
const start = (deliver: DeliverMail, channel: 'mail' | 'sms' = 'mail') => {
  sender = startOutboxSender(app.services.db, deliver, app.services.log, channel);
};
/** A row that a killed process leaves behind, a minute later. */
const abandon = (id: string, state: 'sending' | 'handing-over') =>
  app.system().tx((tx) =>
    sql`update outbox_messages set state = ${state}, next_attempt_at = now() - interval '1 second'
      where id = ${id}`.execute(tx),
  );
const accept: DeliverMail = async (_mail, handOver) => {
  await handOver();
  return { acceptedAt: new Date(), response: '250' };
};

test('what was leaving when the process died is not sent a second time where that must not be', async () => {
  const id = await queue({ isRepeatable: false });
  await abandon(id, 'handing-over');
  let sent = 0;
  start(async (mail, handOver) => {
    sent += 1;
    return accept(mail, handOver);
  });
  expect(await untilNot(id, ['handing-over'])).toBe('unknown');
  expect(sent).toBe(0);
});

test('what had not begun to leave, and what may come twice, is sent after a crash', async () => {
  const claimed = await queue({ isRepeatable: false });
  const repeatable = await queue();
  await abandon(claimed, 'sending');
  await abandon(repeatable, 'handing-over');
  start(accept);
  expect(await untilNot(claimed, ['sending', 'handing-over'])).toBe('sent');
  expect(await untilNot(repeatable, ['sending', 'handing-over'])).toBe('sent');
});

test('a process that is slower than the patience of others sends nothing that they may have sent', async () => {
  const id = await queue({ isRepeatable: false });
  const sent: string[] = [];
  let slowIsAt: () => void = () => {};
  const slowHasIt = new Promise<void>((resolve) => {
    slowIsAt = resolve;
  });
  let go: () => void = () => {};
  const released = new Promise<void>((resolve) => {
    go = resolve;
  });
  const slow = startOutboxSender(
    app.services.db,
    async (mail, handOver) => {
      slowIsAt();
      await released;
      await handOver();
      sent.push(`slow ${mail.messageId}`);
      return { acceptedAt: new Date(), response: '250' };
    },
    app.services.log,
  );
  await slowHasIt;
  // A minute later.
  await abandon(id, 'sending');
  start(async (mail, handOver) => {
    await handOver();
    sent.push(`quick ${mail.messageId}`);
    return { acceptedAt: new Date(), response: '250' };
  });
  expect(await untilNot(id, ['sending', 'handing-over'])).toBe('sent');
  go();
  await slow.stop();
  expect(sent).toEqual([expect.stringMatching(/^quick /)]);
  // Its own failure does not bring the message back either.
  expect((await stateOf(id)).state).toBe('sent');
});

test('what falls due while a process looks for abandoned messages is not sent by it', async () => {
  const id = await queue({ isRepeatable: false });
  await abandon(id, 'handing-over');
  await app
    .system()
    .tx((tx) =>
      sql`update outbox_messages set next_attempt_at = now() + interval '1 hour' where id = ${id}`.execute(
        tx,
      ),
    );
  // The first step of taking messages puts aside those in doubt; this one falls due right after it.
  let steps = 0;
  const db = app.services.db.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      // What reaches the rows comes before.
      if (++steps === 2) await abandon(id, 'handing-over');
      return result;
    },
  });
  const sent: string[] = [];
  sender = startOutboxSender(
    db,
    async (mail, handOver) => {
      sent.push(mail.messageId);
      return accept(mail, handOver);
    },
    app.services.log,
  );
  expect(await untilNot(id, ['handing-over'])).toBe('unknown');
  expect(sent).toEqual([]);
});

test('silence after the hand-over leaves a doubt, a refusal is tried again', async () => {
  const silent = await queue({ isRepeatable: false, to: 'silent@tinh.example' });
  const refused = await queue({ isRepeatable: false, to: 'refused@tinh.example' });
  start(async (mail, handOver) => {
    await handOver();
    throw Object.assign(new Error('fault'), mail.to.startsWith('refused') ? { responseCode: 451 } : {});
  });
  expect(await untilNot(silent, ['waiting', 'sending', 'handing-over'])).toBe('unknown');
  expect(await untilNot(refused, ['sending', 'handing-over'])).toBe('waiting');
});

test('each lane takes its own channel only', async () => {
  const mail = await queue();
  const sms = await queue({ channel: 'sms', to: '+84912345678' });
  start(accept, 'sms');
  expect(await untilNot(sms, ['waiting', 'sending'])).toBe('sent');
  expect((await stateOf(mail)).state).toBe('waiting');
});

test('the mail server has no mail until it is noted that it leaves', async () => {
  const real = createMailSender({
    url: `smtp://127.0.0.1:${sink.port}`,
    from: { name: '', address: 'khien@tinh.example' },
    log: app.services.log,
  });
  const mail = { to: [{ name: '', address: 'mai@tinh.example' }], subject: 'x', text: 'y' };
  let received = -1;
  await real.send({
    ...mail,
    messageId: '<1@tinh.example>',
    beforeLastDot: async () => {
      await sleep(100);
      received = sink.messages.length;
    },
  });
  expect([received, sink.messages.length]).toEqual([0, 1]);
  const kept = real.send({
    ...mail,
    messageId: '<2@tinh.example>',
    beforeLastDot: async () => {
      throw new Error('the database is gone');
    },
  });
  await expect(kept).rejects.toMatchObject({ isTemporary: true });
  await real.send({ ...mail, messageId: '<3@tinh.example>' });
  expect(sink.messages.map(({ text }) => /^Message-ID: (.*)$/m.exec(text)?.[1]?.trim())).toEqual([
    '<1@tinh.example>',
    '<3@tinh.example>',
  ]);
  real.close();
});
