import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { findCompoundFileFault } from './check-compound-file.ts';
import { parseMessage } from './parse-message.ts';
import { defaultParseLimits } from './parsed-message.ts';
import { composeMail, composeMultipart } from './testing/compose-mail.ts';
import { findOutlookSamples, findPythonSamples } from './testing/find-mail-samples.ts';

const outlook = findOutlookSamples();
const python = findPythonSamples();

/** Small seeded generator (mulberry32), so that a failing mutation can be made again. */
const createRandom = (seed: number): ((below: number) => number) => {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
};

const ownMail = (): Buffer =>
  composeMultipart(
    [
      'From: "A, B" <a@x.example>, (c) d@y.example',
      'To: g: e@x.example, f@x.example;',
      'Subject: =?windows-1258?Q?B=E1o?= =?utf-8?B?YsOhbw==?=',
      'Date: Mon, 23 Nov 2026 08:15:00 +0700',
    ],
    [
      composeMail(
        ['Content-Type: text/html; charset=tcvn-5712', 'Content-Transfer-Encoding: quoted-printable'],
        '<p>a=B8<b>x</b>',
      ),
      composeMail(
        ["Content-Type: a/b; name*0*=utf-8''%C4%91; name*1=x", 'Content-Transfer-Encoding: base64'],
        'AAECAwQ=',
      ),
      composeMail(
        ['Content-Type: message/rfc822'],
        composeMultipart(['Subject: in'], [composeMail([], 'text')], 'alternative'),
      ),
    ],
  );

const mutate = (source: Buffer, random: (below: number) => number): Buffer => {
  const bytes = Buffer.from(source);
  const changes = 1 + random(12);
  for (let change = 0; change < changes; change++) {
    const at = random(bytes.length);
    const kind = random(5);
    if (kind === 0) bytes[at] = random(256);
    else if (kind === 1) bytes.fill(random(256), at, Math.min(bytes.length, at + random(64)));
    else if (kind === 2) bytes.copy(bytes, at, random(bytes.length), random(bytes.length) + 40);
    else if (kind === 3 && at + 4 < bytes.length)
      bytes.writeUInt32LE(random(4) === 0 ? 0xffffffff : random(400), at);
    else if (random(10) === 0) return bytes.subarray(0, at + 1);
  }
  return bytes;
};

test('2,000 seeded mutations of mails and Outlook files never reject, hang or end the process', {
  timeout: 120_000,
}, async () => {
  const sources = [
    ownMail(),
    ...python.values(),
    ...[...outlook.values()].filter((file) => file.length < 60_000),
  ];
  const random = createRandom(20_261_123);
  const limits = { ...defaultParseLimits, timeoutMs: 3_000, memoryMb: 64 };
  const failures = new Map<string, number>();
  for (let round = 0; round < 2_000; round += 50) {
    const batch = Array.from({ length: 50 }, () => mutate(sources[random(sources.length)] as Buffer, random));
    for (const message of await Promise.all(batch.map((raw) => parseMessage(raw, limits)))) {
      expect(message.text).toBeTypeOf('string');
      for (const { code } of message.warnings) failures.set(code, (failures.get(code) ?? 0) + 1);
    }
  }
  // Killing a worker is the last wall; the walls before it should hold against nearly everything.
  expect((failures.get('parser.timed-out') ?? 0) + (failures.get('parser.out-of-memory') ?? 0)).toBeLessThan(
    20,
  );
});

describe.skipIf(outlook.size === 0)('Outlook files (material beside the repository)', () => {
  test('every sample is read alone without failure', async () => {
    for (const [name, bytes] of outlook) {
      const message = await parseMessage(bytes);
      const codes = message.warnings
        .map(({ code }) => code)
        .filter((code) => code.startsWith('parser.') || code.includes('unreadable'));
      expect([name, codes]).toEqual([name, []]);
    }
  });

  test('a mail in a mail in a mail inside MIME is read to its depth with its files', async () => {
    const file = outlook.get('msgInMsgInMsg.msg') as Buffer;
    const part = composeMail(
      ['Content-Type: application/octet-stream; name="x.msg"', 'Content-Transfer-Encoding: base64'],
      file.toString('base64'),
    );
    const message = await parseMessage(composeMultipart(['Subject: x'], [part]));
    const outer = message.embedded[0]?.message;
    expect(outer?.subject).toBe('I have sub attachments!');
    expect(outer?.attachments.map(({ name }) => name)).toContain('blue.png');
    expect(outer?.embedded[0]?.message.subject).toBe('I have attachments!');
    expect(outer?.embedded[0]?.message.embedded[0]?.message.subject).toBe(
      'Microsoft Outlook テスト メッセージ',
    );
  });

  test('a file whose sector chain never ends is refused before it is read', () => {
    const bytes = Buffer.from(outlook.get('test1.msg') as Buffer);
    const table = (bytes.readUInt32LE(0x4c) + 1) * 512;
    const directory = bytes.readUInt32LE(0x30);
    bytes.writeUInt32LE(directory, table + directory * 4);
    expect(findCompoundFileFault(bytes)).toBe('endless chain');
  });
});

test.skipIf(python.size === 0)(
  'the messages of the Python test suite (libpython3.11-testsuite) are all read',
  async () => {
    for (const [name, raw] of python) {
      const codes = (await parseMessage(raw)).warnings
        .map(({ code }) => code)
        .filter((code) => code.startsWith('parser.'));
      expect([name, codes]).toEqual([name, []]);
    }
  },
);
