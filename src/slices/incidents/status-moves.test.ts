import { expect, test } from 'vitest';
import { endStatuses, type Status, statuses } from './contract/codes.ts';
import { findMove, listMissing, listMovesFrom, statusMoves } from './contract/status-moves.ts';

/** Small linear congruential generator: the same walks in every run. */
const createRandom = (seed: number) => () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed / 2_147_483_648;
};

test('every status can be reached from the first, and left again', () => {
  const reached = new Set<Status>(['received']);
  for (let round = 0; round < statuses.length; round += 1) {
    for (const from of [...reached]) for (const move of listMovesFrom(from)) reached.add(move.to);
  }
  expect([...reached].sort()).toEqual([...statuses].sort());
  for (const status of statuses) expect(listMovesFrom(status), status).not.toEqual([]);
});

test('random walks never close without review, never end without a way back, never stand still', () => {
  const random = createRandom(2026);
  for (let walk = 0; walk < 500; walk += 1) {
    let status: Status = 'received';
    let reviewed = false;
    for (let step = 0; step < 40; step += 1) {
      const moves = listMovesFrom(status);
      const move = moves[Math.floor(random() * moves.length)]!;
      expect(move.to).not.toBe(status);
      if (move.to === 'awaiting-review') reviewed = true;
      if (move.to === 'closed') expect(reviewed && status === 'awaiting-review').toBe(true);
      if (endStatuses.includes(status)) expect(move.to).toBe('reopened');
      if (move.to === 'reopened' || move.to === 'not-an-incident') expect(move.needsReason).toBe(true);
      if (move.to === 'reopened') reviewed = false;
      status = move.to;
    }
  }
});

test('from one status to another there is at most one move', () => {
  for (const from of statuses) {
    for (const to of statuses) {
      expect(statusMoves.filter((move) => move.to === to && move.from.includes(from)).length).toBeLessThan(2);
    }
  }
});

test('closing misses exactly what is not written; blanks do not count as written', () => {
  const move = findMove('awaiting-review', 'closed')!;
  expect(listMissing(move, { outcome: null, rootCause: ' ', lessons: 'x' })).toEqual([
    'outcome',
    'rootCause',
  ]);
});
