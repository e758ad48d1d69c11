import { ImapFlow } from 'imapflow';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ImapCursor, type ImapPoller, type ImapPollerOptions, pollImap } from './imap-poller.ts';
import { dovecotMissing, startDovecot, type TestImapServer } from './testing/start-dovecot.ts';

const silent = { info: () => undefined, warn: () => undefined };

describe.skipIf(dovecotMissing !== undefined)(
  `reading a mailbox by IMAP${dovecotMissing ? ` (${dovecotMissing})` : ''}`,
  () => {
    let server: TestImapServer;
    let box = 0;
    let cursor: ImapCursor | undefined;
    let got: string[] = [];
    let failing = new Set<string>();

    beforeAll(async () => {
      server = await startDovecot();
    });
    afterAll(async () => {
      await server.stop();
    });
    beforeEach(async () => {
      box += 1;
      cursor = undefined;
      got = [];
      failing = new Set();
      await asUser((client) => client.mailboxCreate(`Box${box}`));
    });

    const asUser = async <T>(act: (client: ImapFlow) => Promise<T>): Promise<T> => {
      const auth = { user: server.user, pass: server.password };
      const client = new ImapFlow({
        host: '127.0.0.1',
        port: server.port,
        secure: false,
        auth,
        logger: false,
      });
      await client.connect();
      try {
        return await act(client);
      } finally {
        await client.logout();
      }
    };
    const deliver = (subject: string, flags: string[] = []): Promise<unknown> =>
      asUser((client) => client.append(`Box${box}`, `Subject: ${subject}\r\n\r\nbody\r\n`, flags));
    const count = async (mailbox: string, query: object): Promise<number> =>
      asUser(async (client) => {
        await client.mailboxOpen(mailbox);
        return ((await client.search(query)) || []).length;
      });

    /** One pass with a fresh poller, as after a restart. */
    const pass = async (change: Partial<ImapPollerOptions> = {}): Promise<ImapPoller> => {
      const poller = pollImap({
        host: '127.0.0.1',
        port: server.port,
        secure: false,
        user: server.user,
        password: server.password,
        mailbox: `Box${box}`,
        intervalMs: 60_000,
        onMessage: async (raw) => {
          const subject = /^Subject: (.*)$/m.exec(raw.toString())?.[1]?.trim() ?? '';
          if (failing.has(subject)) throw new Error('not stored');
          got.push(subject);
        },
        loadCursor: async () => cursor,
        saveCursor: async (next) => {
          cursor = next;
        },
        log: silent,
        ...change,
      });
      await poller.pollNow().catch(() => undefined);
      await poller.stop();
      return poller;
    };

    test('the first pass takes unread mails only, later ones each new mail once, even one read elsewhere', async () => {
      await deliver('old', ['\\Seen']);
      await deliver('one');
      await pass();
      expect(got).toEqual(['one']);
      await deliver('two', ['\\Seen']);
      await pass();
      await pass();
      expect(got).toEqual(['one', 'two']);
      expect(await count(`Box${box}`, { seen: false })).toBe(0);
    });

    test('a mail that could not be stored stays unread and is tried again without holding up the others', async () => {
      failing.add('bad');
      await deliver('bad');
      await deliver('good');
      await pass();
      expect(got).toEqual(['good']);
      expect(await count(`Box${box}`, { seen: false })).toBe(1);
      failing.clear();
      await pass();
      expect(got).toEqual(['good', 'bad']);
      expect(cursor?.pendingUids).toEqual([]);
    });

    test('while nothing can be stored the pass stops early and no mail is lost', async () => {
      const subjects = ['1', '2', '3', '4', '5'];
      for (const subject of subjects) {
        failing.add(subject);
        await deliver(subject);
      }
      await pass();
      expect(got).toEqual([]);
      failing.clear();
      await pass();
      expect(got.toSorted()).toEqual(subjects);
    });

    test('handed-on mails are moved to the processed mailbox', async () => {
      await deliver('one');
      await pass({ processedMailbox: `Done${box}` });
      expect(await count(`Box${box}`, { all: true })).toBe(0);
      expect(await count(`Done${box}`, { seen: true })).toBe(1);
    });

    test('a new UIDVALIDITY starts again from the unread mails', async () => {
      cursor = { uidValidity: '1', lastUid: 9_999, pendingUids: [77] };
      await deliver('one');
      await pass();
      expect(got).toEqual(['one']);
    });

    test('a mail over the size limit is handed on cut and marked so', async () => {
      let isTruncated = false;
      await asUser((client) => client.append(`Box${box}`, `Subject: big\r\n\r\n${'x'.repeat(50_000)}\r\n`));
      await pass({
        sizeBytesMax: 1_000,
        onMessage: async (raw, meta) => {
          isTruncated = meta.isTruncated && raw.length === 1_000 && meta.sizeBytes > 50_000;
        },
      });
      expect(isTruncated).toBe(true);
    });

    test('an unreachable server and a wrong password are reported and end nothing', async () => {
      expect((await pass({ port: 1 })).state().lastError).toMatch(/ECONNREFUSED/);
      expect((await pass({ password: 'wrong' })).state().lastError).not.toBeNull();
    });

    test('the poller goes on by itself after a failed pass and picks up what came meanwhile', async () => {
      let isBroken = true;
      const poller = pollImap({
        host: '127.0.0.1',
        port: server.port,
        secure: false,
        user: server.user,
        password: server.password,
        mailbox: `Box${box}`,
        intervalMs: 50,
        onMessage: async (raw) => {
          got.push(/^Subject: (.*)$/m.exec(raw.toString())?.[1]?.trim() ?? '');
        },
        loadCursor: async () => {
          if (isBroken) throw new Error('database away');
          return cursor;
        },
        saveCursor: async (next) => {
          cursor = next;
        },
        log: silent,
      });
      await deliver('one');
      await expect.poll(() => poller.state().lastError, { timeout: 5_000 }).toMatch(/database away/);
      isBroken = false;
      await expect.poll(() => got, { timeout: 10_000 }).toEqual(['one']);
      await deliver('two');
      await expect.poll(() => got, { timeout: 5_000 }).toEqual(['one', 'two']);
      await poller.stop();
      expect(poller.state().lastError).toBeNull();
    });
  },
);
