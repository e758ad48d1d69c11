import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from './password-hash.ts';
import { isWeakPassword } from './password-strength.ts';

test('a password fits its own hash only, and two hashes of it differ', async () => {
  const [one, two] = await Promise.all([hashPassword('bảy chiếc thuyền'), hashPassword('bảy chiếc thuyền')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(two);
  expect(await verifyPassword(one, 'bảy chiếc thuyền')).toBe(true);
  expect(await verifyPassword(one, 'bảy chiếc thuyền ')).toBe(false);
});

test('both Unicode forms of Vietnamese letters are one password', async () => {
  const hash = await hashPassword('bảy chiếc thuyền'.normalize('NFC'));
  expect(await verifyPassword(hash, 'bảy chiếc thuyền'.normalize('NFD'))).toBe(true);
});

test('without a hash, or with a damaged one, nothing fits', async () => {
  expect(await verifyPassword(null, '')).toBe(false);
  expect(await verifyPassword('$argon2id$damaged', 'x')).toBe(false);
});

test('sixty hashes at once leave the event loop free', async () => {
  let ticks = 0;
  const timer = setInterval(() => {
    ticks += 1;
  }, 5);
  await Promise.all(Array.from({ length: 60 }, () => verifyPassword(null, 'x')));
  clearInterval(timer);
  expect(ticks).toBeGreaterThan(20);
});

test('callers beyond the queue are turned away instead of piling up', async () => {
  const results = await Promise.allSettled(Array.from({ length: 130 }, () => verifyPassword(null, 'x')));
  expect(results.filter((result) => result.status === 'rejected').length).toBe(28);
  expect(await verifyPassword(null, 'x')).toBe(false);
}, 30_000);

const person = { fullName: 'Trần Văn Bình', email: 'tran.binh@sotttt.example.vn' };

test.each([
  'ngắn quá',
  'matkhau123456',
  'Password@2026',
  'M@tkhau2026!!',
  'aaaaaaaaaaaaaaaa',
  'abababababab',
  '123456789012345',
  'qwertyuiop123',
  'tranvanbinh2026',
  'Trần Văn Bình 1990',
  'tran.binh@sotttt',
  'khien khien khien',
])('refuses %s as easy to guess', (password) => {
  expect(isWeakPassword(password, person)).toBe(true);
});

test.each(['rừng thông bảy chiếc thuyền', 'xK9#mQ2$vL7!', 'correct horse battery'])(
  'takes %s',
  (password) => {
    expect(isWeakPassword(password, person)).toBe(false);
  },
);
