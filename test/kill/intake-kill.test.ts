import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MailSink, startMailSink } from '../../src/platform/mail/testing/mail-sink.ts';
import {
  connectToData,
  findFreePort,
  insertApiKey,
  type RealServer,
  startRealServer,
} from '../real-server/start-real-server.ts';

const TRIES = 20;
/** In these tries PostgreSQL is killed with the server. */
const isPostgresKilled = (attempt: number) => attempt % 5 === 4;
const CLIENTS = 4;

let dataDir: string;
let port: number;
let sink: MailSink;
let server: RealServer;
let key: string;
const start = () =>
  startRealServer({
    dataDir,
    port,
    env: { KHIEN_SMTP_URL: `smtp://127.0.0.1:${sink.port}`, KHIEN_MAIL_FROM: 'khien@team.example' },
  });

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'khien-kill-'));
  port = await findFreePort();
  sink = await startMailSink();
  server = await start();
  key = await insertApiKey(dataDir);
});
afterAll(async () => {
  await server?.stop();
  await sink?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

type Acknowledged = { id: string; number: string; email: string };
const acknowledged: Acknowledged[] = [];

/** Files report after report until the server is gone; what was answered with 201 is written down. */
const fileUntilGone = async (attempt: number, client: number): Promise<void> => {
  for (let count = 0; ; count += 1) {
    const email = `r${attempt}-${client}-${count}@reporter.example`;
    try {
      const answer = await fetch(`${server.url}/api/v1/reports`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': 'application/json',
          'idempotency-key': randomUUID(),
        },
        body: JSON.stringify({
          title: `Báo cáo ${email}`,
          description: 'Thử giữa lúc máy chủ bị ngắt',
          reporter: { email },
          attachments: [{ name: 'a.txt', contentBase64: Buffer.from(email).toString('base64') }],
        }),
      });
      if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
      const { id, number } = (await answer.json()) as { id: string; number: string };
      acknowledged.push({ id, number, email });
    } catch (error) {
      // Only a connection that ended is a kill; any other fault is a fault.
      if (error instanceof TypeError || (error as Error).name === 'SyntaxError') return;
      throw error;
    }
  }
};

const postgresPid = () =>
  Number(readFileSync(join(dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);

/** Message-IDs whose row was `sending` when the server died: these alone may go out a second time. */
const mayRepeat = new Set<string>();
const noteSending = async () => {
  const client = await connectToData(dataDir);
  const { rows } = await client.query(`select message_id from outbox_messages where state = 'sending'`);
  for (const row of rows) mayRepeat.add(row.message_id);
  // A row of a dead process is taken up after a minute; the test does not wait that long.
  await client.query(`update outbox_messages set next_attempt_at = now() where state = 'sending'`);
  await client.end();
};

test(`${TRIES} kills during the intake lose no acknowledged report and no receipt`, async () => {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const clients = Array.from({ length: CLIENTS }, (_, client) => fileUntilGone(attempt, client));
    await sleep(40 + attempt * 23);
    if (isPostgresKilled(attempt)) process.kill(postgresPid(), 'SIGKILL');
    await server.kill();
    await Promise.all(clients);
    server = await start();
    await noteSending();
  }
  expect(acknowledged.length).toBeGreaterThan(TRIES * CLIENTS);

  const client = await connectToData(dataDir);
  const { rows } = await client.query(
    `select r.id, r.number, r.reporter_email, m.message_id,
       (select count(*)::int from report_checklist c where c.report_id = r.id) as steps,
       (select count(*)::int from files f where f.subject_id = r.id) as files,
       (select count(*)::int from audit_entries a where a.subject_id = r.id and a.action = 'report.received') as audits
     from reports r left join outbox_messages m on m.subject_id = r.id`,
  );
  const byId = new Map(rows.map((row) => [row.id as string, row]));
  expect(acknowledged.filter(({ id, number }) => byId.get(id)?.number !== number)).toEqual([]);
  const numbers = rows.map((row) => Number(String(row.number).split('-')[2])).sort((a, b) => a - b);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  // A report is there whole or not at all, also those that nobody was told of.
  expect(rows.filter((row) => row.steps !== 2 || row.files !== 1 || row.audits !== 1)).toEqual([]);

  const startMs = performance.now();
  while (performance.now() - startMs < 90_000) {
    const left = await client.query(
      `select count(*)::int as left from outbox_messages where state <> 'sent'`,
    );
    if (left.rows[0].left === 0) break;
    await sleep(250);
  }
  await client.end();
  const deliveries = new Map<string, number>();
  for (const { text } of sink.messages) {
    const id = /^Message-ID: (<[^>]+>)/im.exec(text)?.[1] ?? 'none';
    deliveries.set(id, (deliveries.get(id) ?? 0) + 1);
  }
  expect(rows.filter((row) => !deliveries.has(row.message_id))).toEqual([]);
  expect(deliveries.size).toBe(rows.length);
  const repeated = [...deliveries].filter(([, count]) => count > 1).map(([id]) => id);
  expect(repeated.filter((id) => !mayRepeat.has(id))).toEqual([]);
  process.stderr.write(
    `${acknowledged.length} acknowledged, ${rows.length} filed, ${sink.messages.length} deliveries, ${repeated.length} repeated under the same Message-ID\n`,
  );
}, 240_000);
