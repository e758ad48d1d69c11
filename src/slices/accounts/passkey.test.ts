import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../apps/testing/test-app.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { createSignedInPerson, type TestPerson } from './testing.ts';

const host = 'khien.example';
let app: TestApp;
let person: TestPerson;

beforeAll(async () => {
  app = await createTestApp({ settings: { KHIEN_PUBLIC_URL: `https://${host}` } });
});
afterAll(() => app.stop());
beforeEach(async () => {
  app.clock.advance(60_000);
  person = await createSignedInPerson(app, ['duty-officer']);
});

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest();
const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
  app.server.inject({ method: 'POST', url, payload, headers });

/** An authenticator in software: one ES256 key (RFC 9053, COSE_Key) known to the server. */
const createAuthenticator = async (personId: string) => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = publicKey.export({ format: 'jwk' });
  const part = (value: string | undefined) => Buffer.from(value ?? '', 'base64url');
  const cose = Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    part(jwk.x),
    Buffer.from('225820', 'hex'),
    part(jwk.y),
  ]);
  const credentialId = randomBytes(16).toString('base64url');
  await app.system().tx((tx) =>
    tx
      .insertInto('passkeys')
      .values({
        id: uuid7(),
        person_id: personId,
        credential_id: credentialId,
        public_key: cose,
        counter: 5,
        transports: [],
        is_backed_up: false,
        name: 'thử',
        created_at: app.clock.now(),
      })
      .execute(),
  );
  let counter = 5;
  return {
    sign: (
      challenge: string,
      options: { flags?: number; origin?: string; rpId?: string; counter?: number; type?: string } = {},
    ) => {
      counter += 1;
      const count = Buffer.alloc(4);
      count.writeUInt32BE(options.counter ?? counter);
      const data = Buffer.concat([sha256(options.rpId ?? host), Buffer.from([options.flags ?? 0x05]), count]);
      const client = Buffer.from(
        JSON.stringify({
          type: options.type ?? 'webauthn.get',
          challenge,
          origin: options.origin ?? `https://${host}`,
        }),
      );
      const signature = createSign('sha256')
        .update(Buffer.concat([data, sha256(client)]))
        .sign(privateKey);
      return {
        id: credentialId,
        rawId: credentialId,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: signature.toString('base64url'),
        },
      };
    },
  };
};

const challenge = async (): Promise<{ stepToken: string; options: { challenge: string } }> =>
  (await post('/api/v1/session/passkey/options', {})).json();
const signIn = (stepToken: string, response: object) =>
  post('/api/v1/session/passkey', { stepToken, response });

test('a signed challenge with a verified user signs in, with a Secure cookie over https', async () => {
  const device = await createAuthenticator(person.id);
  const { stepToken, options } = await challenge();
  const answer = await signIn(stepToken, device.sign(options.challenge));
  expect(answer.json().person.id).toBe(person.id);
  expect(answer.cookies[0]).toMatchObject({ name: 'khien_session', secure: true, httpOnly: true });
});

test('a challenge works once', async () => {
  const device = await createAuthenticator(person.id);
  const { stepToken, options } = await challenge();
  const response = device.sign(options.challenge);
  expect((await signIn(stepToken, response)).statusCode).toBe(200);
  expect((await signIn(stepToken, response)).statusCode).toBe(401);
});

test.each([
  ['without user verification', { flags: 0x01 }],
  ['without user presence', { flags: 0x04 }],
  ['from another origin', { origin: 'https://khien.example.evil.example' }],
  ['for another relying party', { rpId: 'evil.example' }],
  ['with a counter that went back', { counter: 3 }],
  ['of a registration', { type: 'webauthn.create' }],
])('an answer %s is refused like an unknown passkey', async (_, fault) => {
  const device = await createAuthenticator(person.id);
  const { stepToken, options } = await challenge();
  const answer = await signIn(stepToken, device.sign(options.challenge, fault));
  const unknown = await signIn((await challenge()).stepToken, { id: 'unknown' });
  const [one, two] = [answer.json(), unknown.json()];
  expect([one.status, one.code, one.title]).toEqual([401, two.code, two.title]);
  expect(answer.cookies).toEqual([]);
});

test('an answer to another challenge is refused', async () => {
  const device = await createAuthenticator(person.id);
  const [one, two] = [await challenge(), await challenge()];
  expect((await signIn(one.stepToken, device.sign(two.options.challenge))).statusCode).toBe(401);
});

test('a passkey of a disabled person is refused', async () => {
  const device = await createAuthenticator(person.id);
  await app.system().tx(async (tx) => {
    await tx.updateTable('people').set({ state: 'disabled' }).where('id', '=', person.id).execute();
  });
  const { stepToken, options } = await challenge();
  expect((await signIn(stepToken, device.sign(options.challenge))).statusCode).toBe(401);
});

test("another person's passkey does not confirm the second factor of this session", async () => {
  const other = await createSignedInPerson(app, ['administrator']);
  const device = await createAuthenticator(other.id);
  const own = await createAuthenticator(person.id);
  const confirm = async (sign: typeof device.sign) => {
    const { stepToken, options } = await challenge();
    const body = { stepToken, response: sign(options.challenge) };
    return post('/api/v1/session/second-factor/passkey', body, { cookie: person.cookie });
  };
  expect((await confirm(device.sign)).statusCode).toBe(422);
  expect((await confirm(own.sign)).statusCode).toBe(200);
});

test.each([{}, { id: 7 }, { id: null, response: 'x' }, { id: 'x'.repeat(100_000) }])(
  'a malformed answer %# is refused without a fault',
  async (response) => {
    const { stepToken } = await challenge();
    expect((await signIn(stepToken, response)).statusCode).toBe(401);
  },
);

test('a malformed answer that names a known passkey is refused without a fault', async () => {
  const device = await createAuthenticator(person.id);
  const { stepToken, options } = await challenge();
  const { id } = device.sign(options.challenge);
  const broken = { id, rawId: id, type: 'public-key', response: { clientDataJSON: 'AAAA' } };
  expect((await signIn(stepToken, broken)).statusCode).toBe(401);
});
