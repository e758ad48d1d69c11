import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { encryptPush } from './encrypt-push.ts';
import { createPushSender, isPushEndpoint } from './push-sender.ts';
import { createVapidHeader, deriveVapidKeys } from './vapid.ts';

const bytes = (text: string) => Buffer.from(text, 'base64url');

test('the example of RFC 8291 appendix A comes out to the letter', () => {
  const note = encryptPush(
    Buffer.from('When I grow up, I want to be a watermelon'),
    {
      p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
      auth: 'BTBZMqHH6r4Tts7J_aSIgg',
    },
    {
      salt: bytes('DGv6ra1nlYgDCS1FRnbzlw'),
      privateKey: bytes('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'),
    },
  );
  expect(note.toString('base64url')).toBe(
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
  );
});

/** What a browser does with a note. */
const decrypt = (note: Buffer, browser: ReturnType<typeof createECDH>, auth: Buffer): string => {
  const salt = note.subarray(0, 16);
  const sender = note.subarray(21, 21 + note.readUInt8(20));
  const data = note.subarray(21 + sender.length);
  const hkdf = (secret: Buffer, by: Buffer, info: Buffer, length: number) =>
    Buffer.from(hkdfSync('sha256', secret, by, info, length));
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), browser.getPublicKey(), sender]);
  const input = hkdf(browser.computeSecret(sender), auth, info, 32);
  const decipher = createDecipheriv(
    'aes-128-gcm',
    hkdf(input, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16),
    hkdf(input, salt, Buffer.from('Content-Encoding: nonce\0'), 12),
  );
  decipher.setAuthTag(data.subarray(-16));
  const plain = Buffer.concat([decipher.update(data.subarray(0, -16)), decipher.final()]);
  expect(plain.at(-1)).toBe(2);
  return plain.subarray(0, -1).toString();
};

test('a push service gets a signed, encrypted note that the browser alone can read', async () => {
  const seen: { headers: IncomingHttpHeaders; body: Buffer }[] = [];
  let status = 201;
  const service = createServer((request, answer) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      seen.push({ headers: request.headers, body: Buffer.concat(parts) });
      answer.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(service.address() as AddressInfo).port}`;
  const browser = createECDH('prime256v1');
  browser.generateKeys();
  const auth = randomBytes(16);
  const subscription = {
    endpoint: `http://${host}/push/1`,
    p256dh: browser.getPublicKey('base64url'),
    auth: auth.toString('base64url'),
  };
  const keys = deriveVapidKeys(randomBytes(32));
  const sender = createPushSender({ keys, contact: 'mailto:truc@tinh.example', hosts: [host] });
  await sender.send(subscription, { title: 'Huy động' }, '0194-abc', new Date());
  expect(JSON.parse(decrypt(seen[0]?.body as Buffer, browser, auth))).toEqual({ title: 'Huy động' });
  expect(seen[0]?.headers).toMatchObject({
    'content-encoding': 'aes128gcm',
    topic: '0194-abc',
    urgency: 'high',
  });

  status = 410;
  await expect(sender.send(subscription, {}, 't', new Date())).rejects.toMatchObject({
    isGone: true,
    isTemporary: false,
  });
  status = 503;
  await expect(sender.send(subscription, {}, 't', new Date())).rejects.toMatchObject({ isTemporary: true });
  await new Promise((resolve) => service.close(resolve));
});

test('the statement of the sender is signed with the key that browsers subscribe with', () => {
  const keys = deriveVapidKeys(Buffer.alloc(32, 7));
  expect(deriveVapidKeys(Buffer.alloc(32, 7)).publicKey).toBe(keys.publicKey);
  const header = createVapidHeader(keys, 'https://push.example', 'mailto:a@b.example', new Date(0));
  const [, token = '', key] = /^vapid t=([^,]+), k=(.+)$/.exec(header) ?? [];
  expect(key).toBe(keys.publicKey);
  const [head, claims, signature] = token.split('.');
  expect(JSON.parse(bytes(claims ?? '').toString())).toEqual({
    aud: 'https://push.example',
    exp: 43_200,
    sub: 'mailto:a@b.example',
  });
  const isSigned = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: createPublicKey(keys.privateKey), dsaEncoding: 'ieee-p1363' },
    bytes(signature ?? ''),
  );
  expect(isSigned).toBe(true);
});

test.each([
  ['https://fcm.googleapis.com/fcm/send/abc', true],
  ['https://eu.notify.windows.com/w/?token=1', true],
  ['http://fcm.googleapis.com/fcm/send/abc', false],
  ['https://fcm.googleapis.com.evil.example/', false],
  ['https://user@fcm.googleapis.com/', false],
  ['https://127.0.0.1/', false],
  ['https://169.254.169.254/latest/meta-data', false],
  ['file:///etc/passwd', false],
])('may %s be a subscription: %s', (endpoint, isAllowed) => {
  expect(isPushEndpoint(endpoint, ['fcm.googleapis.com', '*.notify.windows.com'])).toBe(isAllowed);
});
