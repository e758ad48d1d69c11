import { randomBytes, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { addTokenToAddress, createReplyToken, readReplyToken } from './reply-token.ts';

const secret = randomBytes(32);

test('a token is read back from an address and from a subject, in any case', () => {
  for (let tries = 0; tries < 200; tries++) {
    const id = randomUUID();
    const token = createReplyToken(secret, id);
    expect(token).toHaveLength(45);
    expect(readReplyToken(secret, addTokenToAddress('intake@khien.example', token))).toBe(id);
    expect(readReplyToken(secret, `Re: [TBSC] [KH-${token.toUpperCase()}] x`)).toBe(id);
    expect(readReplyToken([randomBytes(32), secret], token)).toBe(id);
  }
});

test('a token with any letter changed, of another secret or of plain ticket form is refused', () => {
  const token = createReplyToken(secret, randomUUID());
  for (let at = 0; at < token.length; at++) {
    const forged = token.slice(0, at) + (token[at] === 'a' ? 'b' : 'a') + token.slice(at + 1);
    expect(readReplyToken(secret, `[KH-${forged}]`)).toBeUndefined();
  }
  expect(readReplyToken(randomBytes(32), token)).toBeUndefined();
  expect(readReplyToken(secret, '[KH-123] SC-2026-0001')).toBeUndefined();
  expect(() => createReplyToken('short', randomUUID())).toThrow(RangeError);
  expect(() => createReplyToken(secret, 'SC-1')).toThrow(RangeError);
});

test('a forged token before the real one does not hide it, and long text is bounded', () => {
  const id = randomUUID();
  const token = createReplyToken(secret, id);
  expect(readReplyToken(secret, `[KH-${'0'.repeat(45)}] [KH-${token}]`)).toBe(id);
  expect(readReplyToken(secret, '+a'.repeat(5_000_000))).toBeUndefined();
});
