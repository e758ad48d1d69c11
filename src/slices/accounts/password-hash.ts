import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { platformErrors } from '../../platform/errors/platform-errors.ts';

/** RFC 9106 argon2id; 19 MiB, 2 passes, 1 lane is the least that OWASP's cheat sheet accepts. About 50 ms per hash. */
const memoryKib = 19_456;
const passes = 2;
const parallelism = 1;
const tagBytes = 32;

/** Hashes at the same time, each on a thread of the pool, and callers that may wait for their turn. */
const CONCURRENT_MAX = 2;
const WAITING_MAX = 100;

let running = 0;
const waiting: (() => void)[] = [];

const takeTurn = async (): Promise<void> => {
  if (running < CONCURRENT_MAX) {
    running += 1;
    return;
  }
  if (waiting.length >= WAITING_MAX)
    throw platformErrors.unavailable(undefined, { internal: 'password queue' });
  await new Promise<void>((resolve) => waiting.push(resolve));
};

const passTurn = () => {
  const next = waiting.shift();
  if (next) next();
  else running -= 1;
};

type Cost = { memory: number; passes: number; parallelism: number };

const derive = async (password: string, salt: Buffer, cost: Cost, bytes: number): Promise<Buffer> => {
  await takeTurn();
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      const options = { message: password.normalize('NFKC'), nonce: salt, tagLength: bytes, ...cost };
      argon2('argon2id', options, (error, tag) => (error ? reject(error) : resolve(tag)));
    });
  } finally {
    passTurn();
  }
};

const encode = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

/** Hashes a password into a PHC string. Both Unicode forms of a Vietnamese letter give the same password. */
export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(16);
  const tag = await derive(password, salt, { memory: memoryKib, passes, parallelism }, tagBytes);
  return `$argon2id$v=19$m=${memoryKib},t=${passes},p=${parallelism}$${encode(salt)}$${encode(tag)}`;
};

const phcPattern = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** A hash that no password matches, so that an unknown account costs as much time as a known one. */
const nobodysHash = `$argon2id$v=19$m=${memoryKib},t=${passes},p=${parallelism}$${encode(Buffer.alloc(16))}$${encode(randomBytes(tagBytes))}`;

/** True when the password fits the hash; without a hash the same work is done for nothing. */
export const verifyPassword = async (hash: string | null, password: string): Promise<boolean> => {
  const parts = phcPattern.exec(hash ?? nobodysHash) ?? phcPattern.exec(nobodysHash);
  if (!parts) return false;
  const [, memory, rounds, lanes, salt, expected] = parts as unknown as string[];
  const cost = { memory: Number(memory), passes: Number(rounds), parallelism: Number(lanes) };
  const wanted = Buffer.from(expected ?? '', 'base64');
  const tag = await derive(password, Buffer.from(salt ?? '', 'base64'), cost, wanted.length);
  return timingSafeEqual(tag, wanted) && hash !== null;
};
