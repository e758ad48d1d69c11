import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { parseMessage } from './parse-message.ts';
import { defaultParseLimits } from './parsed-message.ts';
import { composeMail, composeMultipart } from './testing/compose-mail.ts';

const head = [
  'From: =?utf-8?Q?Nguy=E1=BB=85n_V=C4=83n_A?= <A@So.Example>',
  'To: "Tiep nhan, truc ban" <intake@khien.example>, b@khien.example',
  'Subject: =?utf-8?B?W1RCU0NdIFtLaOG6qW5dIEPhu5VuZyBi4buLIHThuqVuIGPDtG5n?=',
  'Date: Mon, 23 Nov 2026 08:15:00 +0700',
  'Message-ID: <m1@so.example>',
  'In-Reply-To: <m0@khien.example>',
  'References: <r1@x.example>\r\n <m0@khien.example>',
];
const codes = (message: { warnings: { code: string }[] }): string[] =>
  message.warnings.map(({ code }) => code);
const attachment = (name: string, content: string, type = 'application/octet-stream'): Buffer =>
  composeMail(
    [
      `Content-Type: ${type}`,
      'Content-Transfer-Encoding: base64',
      `Content-Disposition: attachment; filename="${name}"`,
    ],
    Buffer.from(content).toString('base64'),
  );
const plain = (text: string): Buffer =>
  composeMail(['Content-Type: text/plain; charset=utf-8'], Buffer.from(text));

describe('an ordinary report', () => {
  test('its headers, text, zone and markers are read', async () => {
    const message = await parseMessage(composeMail(head, 'noi dung'));
    expect(message).toMatchObject({
      from: { name: 'Nguyễn Văn A', address: 'A@so.example' },
      to: [
        { name: 'Tiep nhan, truc ban', address: 'intake@khien.example' },
        { name: '', address: 'b@khien.example' },
      ],
      subject: '[TBSC] [Khẩn] Cổng bị tấn công',
      subjectMarkers: ['TBSC', 'Khẩn'],
      date: { instant: new Date('2026-11-23T01:15:00Z'), zone: '+07:00' },
      messageId: '<m1@so.example>',
      inReplyTo: '<m0@khien.example>',
      references: ['<r1@x.example>', '<m0@khien.example>'],
      text: 'noi dung',
      isAutomatic: false,
      warnings: [],
    });
  });

  test('plain text is preferred, HTML alone becomes text with its link targets and without scripts', async () => {
    const html = composeMail(
      ['Content-Type: text/html; charset=utf-8'],
      Buffer.from(
        '<style>x{}</style><p>Sở&nbsp;Y t&#7871;</p><script>evil()</script><a href="http://bad.example/x">bấm đây</a><img src="http://t.example/p.gif">',
      ),
    );
    expect((await parseMessage(composeMultipart(head, [plain('văn bản'), html], 'alternative'))).text).toBe(
      'văn bản',
    );
    const reduced = (await parseMessage(composeMultipart(head, [html], 'alternative'))).text;
    expect(reduced).toBe('Sở Y tế\n\nbấm đây <http://bad.example/x>');
  });

  test('an .eml inside is kept as a file and read as a mail', async () => {
    const inner = composeMultipart(
      ['Subject: inner', 'From: x@phish.example'],
      [plain('lừa đảo'), attachment('a.exe', 'MZ')],
    );
    const forwarded = Buffer.concat([Buffer.from('Content-Type: message/rfc822\r\n\r\n'), inner]);
    const message = await parseMessage(composeMultipart(head, [plain('xem'), forwarded]));
    expect(message.attachments[0]).toMatchObject({ name: 'inner.eml', contentType: 'message/rfc822' });
    expect(message.embedded[0]).toMatchObject({
      attachmentIndex: 0,
      message: { subject: 'inner', text: 'lừa đảo', attachments: [{ name: 'a.exe', sizeBytes: 2 }] },
    });
    const embeddedFile = message.embedded[0]?.message.attachments[0];
    expect(Buffer.from(embeddedFile?.content ?? []).toString()).toBe('MZ');
    expect(embeddedFile?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('hostile content', () => {
  test('names that hide paths, direction marks, devices or their extension are shown plainly', async () => {
    const names = ['../../etc/passwd', 'invoice=E2=80=AEfdp.exe', 'CON.txt', `${'a'.repeat(400)}.exe`];
    const parts = names.map((name) =>
      composeMail(
        [
          `Content-Disposition: attachment; filename="=?utf-8?Q?${name.replaceAll(' ', '_')}?="`,
          'Content-Type: a/b',
        ],
        'x',
      ),
    );
    const { attachments } = await parseMessage(composeMultipart(head, parts));
    expect(attachments.map(({ name }) => name)).toEqual([
      'passwd',
      'invoicefdp.exe',
      '_CON.txt',
      `${'a'.repeat(146)}.exe`,
    ]);
  });

  test('NUL bytes and direction marks are removed from the text and reported', async () => {
    const message = await parseMessage(
      composeMail([...head, 'Content-Type: text/plain; charset=utf-8'], Buffer.from('a\0b\u202ec')),
    );
    expect(message.text).toBe('abc');
    expect(codes(message)).toEqual(['text.nul-removed', 'text.direction-removed']);
  });

  test('10,000 attachments are counted and the first hundred kept', async () => {
    const parts = Array.from({ length: 10_000 }, (_, index) => attachment(`f${index}.txt`, 'x'));
    const message = await parseMessage(composeMultipart(head, [plain('hi'), ...parts]));
    expect(message.attachments).toHaveLength(100);
    expect(message.warnings).toContainEqual({
      code: 'attachments.too-many',
      params: { found: 10_000, kept: 100 },
    });
  });

  test.each([
    ['one word of a megabyte', 'x'.repeat(1_000_000), 'text/plain'],
    ['a megabyte of tag openers', '<a'.repeat(500_000), 'text/html'],
    ['a megabyte of unclosed heads', '<head>'.repeat(170_000), 'text/html'],
    ['a megabyte of quotes in tags', '<a "'.repeat(250_000), 'text/html'],
    ['a megabyte of spaces between tags', '<b> '.repeat(250_000), 'text/html'],
    ['half a megabyte of accents', 'a\u0301\u0323'.slice(1).repeat(125_000), 'text/plain; charset=utf-8'],
  ])('%s is read in under five seconds', async (_, body, type) => {
    const startedAt = performance.now();
    const message = await parseMessage(composeMail([...head, `Content-Type: ${type}`], Buffer.from(body)));
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    expect(message.subject).not.toBe('');
    expect(codes(message)).not.toContain('parser.timed-out');
  });

  test('endless nesting of parts and of mails stops at its limits', async () => {
    let nested = plain('deep');
    for (let depth = 0; depth < 60; depth++) nested = composeMultipart(depth === 59 ? head : [], [nested]);
    expect(codes(await parseMessage(nested))).toContain('structure.too-deep');
    let mails = plain('deep');
    for (let depth = 0; depth < 10; depth++)
      mails = composeMail(['Subject: s', 'Content-Type: message/rfc822'], mails);
    let message = await parseMessage(mails);
    for (let depth = 0; depth < 5; depth++) message = message.embedded[0]?.message ?? message;
    expect(message.embedded).toEqual([]);
    expect(codes(message)).toEqual(['embedded.too-deep']);
  });

  test('a missing boundary, an unknown encoding, a false date and an empty mail give a result with warnings', async () => {
    const broken = await parseMessage(
      composeMail([...head, 'Content-Type: multipart/mixed; boundary=no'], 'still text'),
    );
    expect([broken.text, codes(broken)]).toEqual(['still text', ['structure.broken']]);
    const strange = await parseMessage(
      composeMail(['Date: yesterday', 'Content-Transfer-Encoding: x-rot13'], 'uryyb'),
    );
    expect([strange.text, codes(strange)]).toEqual(['uryyb', ['date.unreadable', 'encoding.unknown']]);
    expect(await parseMessage(new Uint8Array())).toMatchObject({ from: null, text: '', attachments: [] });
  });

  test('winmail.dat stays an attachment and external bodies are not fetched', async () => {
    const message = await parseMessage(
      composeMultipart(head, [
        attachment('winmail.dat', 'x', 'application/ms-tnef'),
        composeMail(['Content-Type: message/external-body; access-type=URL; URL="http://127.0.0.1:1/"'], ''),
      ]),
    );
    expect(message.attachments).toHaveLength(2);
    expect(codes(message)).toEqual(['attachment.tnef', 'attachment.not-fetched']);
  });

  test('a body over the size limit is read up to the limit', async () => {
    const raw = composeMail(head, 'x'.repeat(5_000));
    const message = await parseMessage(raw, { ...defaultParseLimits, sizeBytesMax: 3_000 });
    expect(message.subject).toContain('TBSC');
    expect(message.warnings).toEqual([
      { code: 'message.too-large', params: { sizeBytes: raw.length, sizeBytesMax: 3_000 } },
    ]);
  });

  test('25 MB in one attachment arrive whole', async () => {
    const content = Buffer.alloc(17_000_000, 'abc').toString('latin1');
    const message = await parseMessage(composeMultipart(head, [plain('hi'), attachment('big.bin', content)]));
    expect(message.attachments[0]?.sizeBytes).toBe(17_000_000);
  });

  test('a worker out of time or memory leaves the headers and a warning', async () => {
    const raw = composeMail(head, 'x');
    const late = await parseMessage(raw, { ...defaultParseLimits, timeoutMs: 1, memoryMb: 64 });
    expect(late).toMatchObject({ subject: '[TBSC] [Khẩn] Cổng bị tấn công', messageId: '<m1@so.example>' });
    expect(codes(late)).toEqual(['parser.timed-out']);
    const text = Buffer.alloc(24_000_000, '<b>Sở Y tế</b> ');
    const html = composeMail([...head, 'Content-Type: text/html; charset=utf-8'], text);
    const starved = await parseMessage(html, {
      ...defaultParseLimits,
      memoryMb: 8,
      textLengthMax: 24_000_000,
    });
    expect(starved.messageId).toBe('<m1@so.example>');
    expect(codes(starved)).toEqual(['parser.out-of-memory']);
    expect((await parseMessage(raw)).warnings).toEqual([]);
  });
});

describe('what may not be believed or answered', () => {
  const results =
    'Authentication-Results: mx.khien.example; spf=pass smtp.mailfrom=x; dkim=fail (dkim=pass) header.d=x; dmarc=pass';

  test('only the receiving host is believed about SPF, DKIM and DMARC', async () => {
    const limits = { ...defaultParseLimits, authservIds: ['MX.khien.example'] };
    const real = await parseMessage(composeMail([results, 'Received: from x by mx', ...head], 'x'), limits);
    expect(real.authentication).toEqual({ spf: 'pass', dkim: 'fail', dmarc: 'pass' });
    const forged = [
      'Authentication-Results: mx.khien.example; spf=fail',
      'Received: from x by mx',
      results,
      results.replace('mx.', 'evil.'),
    ];
    const mixed = await parseMessage(composeMail([...forged, ...head], 'x'), limits);
    expect(mixed.authentication).toEqual({ spf: 'fail', dkim: null, dmarc: null });
    expect(mixed.warnings).toEqual([{ code: 'authentication.ignored', params: { count: 2 } }]);
    const untrusted = await parseMessage(composeMail([results, ...head], 'x'));
    expect(untrusted.authentication).toEqual({ spf: null, dkim: null, dmarc: null });
  });

  test('a forged result inside a forwarded mail counts for nothing', async () => {
    const raw = composeMultipart(head, [
      composeMail(['Content-Type: message/rfc822'], composeMail([results], 'x')),
    ]);
    const message = await parseMessage(raw, { ...defaultParseLimits, authservIds: ['mx.khien.example'] });
    expect(message.embedded[0]?.message.authentication.spf).toBeNull();
  });

  test.each([
    'Auto-Submitted: auto-replied',
    'Precedence: bulk',
    'Return-Path: <>',
    'List-Id: <x.example>',
    'X-Auto-Response-Suppress: OOF',
    'Content-Type: multipart/report; boundary=x',
  ])('%s marks a mail that gets no automatic answer', async (line) => {
    expect((await parseMessage(composeMail([line, ...head], 'x'))).isAutomatic).toBe(true);
    expect((await parseMessage(composeMail(['Auto-Submitted: no', ...head], 'x'))).isAutomatic).toBe(false);
  });

  test('an empty return path of the envelope marks a mail as automatic', async () => {
    expect(
      (await parseMessage(composeMail(head), { ...defaultParseLimits, envelopeFrom: '' })).isAutomatic,
    ).toBe(true);
  });
});
