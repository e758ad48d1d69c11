import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MailSink, startMailSink } from '../../src/platform/mail/testing/mail-sink.ts';
import { type FakeSmsGateway, startFakeSmsGateway } from '../../src/platform/sms/testing/fake-sms-gateway.ts';
import { insertOfficer, insertTeam, openIncidentOver } from '../real-server/insert-team.ts';
import {
  connectToData,
  findFreePort,
  type RealServer,
  startRealServer,
} from '../real-server/start-real-server.ts';

const TRIES = 20;
const PEOPLE = 12;

let dataDir: string;
let port: number;
let sink: MailSink;
let gateway: FakeSmsGateway;
let server: RealServer;
let cookie: string;
let incidentId: string;
let members: string[];

const start = () =>
  startRealServer({
    dataDir,
    port,
    env: {
      KHIEN_SMTP_URL: `smtp://127.0.0.1:${sink.port}`,
      KHIEN_MAIL_FROM: 'khien@team.example',
      KHIEN_SMS_URL: `http://127.0.0.1:${gateway.port}/send`,
    },
  });

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'khien-call-up-kill-'));
  port = await findFreePort();
  sink = await startMailSink();
  gateway = await startFakeSmsGateway();
  server = await start();
  cookie = await insertOfficer(dataDir);
  members = await insertTeam(dataDir, PEOPLE);
  incidentId = await openIncidentOver(server.url, cookie);
});
afterAll(async () => {
  await server?.stop();
  await sink?.stop();
  await gateway?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const never = {
  chase: 1440,
  backup: 1440,
  head: 1440,
  leader: 1440,
  consentChase: 1440,
  consentLeader: 1440,
};

/** @returns the status, or null when the server was gone before it answered */
const callUp = async (key: string): Promise<number | null> => {
  try {
    const answer = await fetch(`${server.url}/api/v1/call-ups`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({
        incidentId,
        text: 'Thử giữa lúc máy chủ bị ngắt',
        contact: '0200 114 114',
        minutes: never,
        members: members.map((memberId) => ({ memberId })),
      }),
    });
    await answer.text();
    return answer.status;
  } catch {
    return null;
  }
};

/**
 * A row of a dead process is taken up after a minute; the test does not wait that long. What the living one took since
 * is its own: it would send that twice.
 */
const hurry = async (killedAt: Date) => {
  const client = await connectToData(dataDir);
  await client.query(
    `update outbox_messages set next_attempt_at = now()
     where state in ('sending', 'handing-over') and next_attempt_at <= $1::timestamptz + interval '60 seconds'`,
    [killedAt],
  );
  await client.end();
};

const countBy = (keys: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
};

test(`${TRIES} kills during call-ups send nobody a notice twice and forget nobody`, async () => {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const key = randomUUID();
    const answered = callUp(key);
    // From before the commit to the middle of the sending.
    await sleep(25 + attempt * 14);
    await server.kill();
    const killedAt = new Date();
    await answered;
    server = await start();
    // Whoever got no answer asks again with the same key, as a browser does: one call-up, not two.
    expect(await callUp(key)).toBe(201);
    await hurry(killedAt);
  }
  const client = await connectToData(dataDir);
  const until = performance.now() + 90_000;
  const open = `select count(*)::int as left from outbox_messages where state not in ('sent', 'unknown')`;
  while (performance.now() < until && (await client.query(open)).rows[0].left > 0) await sleep(250);
  await sleep(5_000);
  while (performance.now() < until && (await client.query(open)).rows[0].left > 0) await sleep(250);

  const mails = countBy(
    sink.messages.map(({ text }) => /^Message-ID: (<[^>]+>)/im.exec(text)?.[1] ?? 'none'),
  );
  const texts = countBy(gateway.messages.map(({ reference }) => reference));
  const { rows } = await client.query(
    `select r.id as recipient, m.message_id, m.channel, m.state from call_up_recipients r
       join outbox_messages m on m.subject_id = r.id and m.subject_kind = 'call-up'`,
  );
  const people = await client.query(
    `select count(*)::int as n, count(distinct call_up_id)::int as c from call_up_recipients`,
  );
  await client.end();
  expect(people.rows[0]).toEqual({ n: TRIES * (PEOPLE + 1), c: TRIES });
  // Nothing came twice, and nothing came that the outbox does not know.
  const arrived = new Map([...mails, ...texts]);
  expect([...arrived].filter(([, count]) => count > 1)).toEqual([]);
  expect(arrived.size).toBeLessThanOrEqual(rows.length);
  expect(rows.filter((row) => row.state === 'sent' && !arrived.has(row.message_id))).toEqual([]);
  // Every recipient was reached by at least one message; whoever might not have been was chased at once.
  const reached = new Set(rows.filter((row) => arrived.has(row.message_id)).map((row) => row.recipient));
  expect(reached.size).toBe(TRIES * (PEOPLE + 1));
  const doubtful = rows.filter((row) => row.state === 'unknown');
  process.stderr.write(
    `${rows.length} messages to ${reached.size} recipients, ${sink.messages.length} mails and ${gateway.messages.length} text messages arrived, none twice; ${doubtful.length} in doubt, of which ${doubtful.filter((row) => !arrived.has(row.message_id)).length} did not arrive\n`,
  );
}, 240_000);
