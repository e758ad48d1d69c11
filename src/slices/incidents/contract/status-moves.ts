import type { Status } from './codes.ts';

/** Times that a move sets or clears. */
export type MoveTime = 'containedAt' | 'restoredAt' | 'closedAt';
/** Texts that must be written before a move. */
export type MoveNeed = 'outcome' | 'rootCause' | 'lessons';
export type MovePermission = 'incident.update' | 'incident.close' | 'incident.reopen';

/** One allowed move of the status machine with everything that it asks and does. */
export type StatusMove = {
  to: Status;
  from: readonly Status[];
  permission: MovePermission;
  needs?: readonly MoveNeed[];
  needsReason?: boolean;
  /** Set to the stated time, unless it is already known. */
  sets?: MoveTime;
  clears?: readonly MoveTime[];
};

/** The whole machine. What is not here is not possible. */
export const statusMoves: readonly StatusMove[] = [
  { to: 'confirmed', from: ['received', 'verifying'], permission: 'incident.update' },
  { to: 'verifying', from: ['received', 'confirmed', 'reopened'], permission: 'incident.update' },
  {
    to: 'not-an-incident',
    from: ['received', 'confirmed', 'verifying', 'in-response', 'reopened'],
    permission: 'incident.close',
    needsReason: true,
    sets: 'closedAt',
  },
  {
    to: 'in-response',
    from: ['confirmed', 'verifying', 'contained', 'recovering', 'awaiting-review', 'reopened'],
    permission: 'incident.update',
    // Back in response means that it was not contained after all; the log keeps the earlier times.
    clears: ['containedAt', 'restoredAt'],
  },
  {
    to: 'contained',
    from: ['in-response', 'recovering', 'reopened'],
    permission: 'incident.update',
    sets: 'containedAt',
  },
  { to: 'recovering', from: ['in-response', 'contained', 'reopened'], permission: 'incident.update' },
  {
    to: 'awaiting-review',
    from: ['contained', 'recovering', 'reopened'],
    permission: 'incident.update',
    sets: 'restoredAt',
  },
  {
    to: 'closed',
    from: ['awaiting-review'],
    permission: 'incident.close',
    needs: ['outcome', 'rootCause', 'lessons'],
    sets: 'closedAt',
  },
  {
    to: 'reopened',
    from: ['closed', 'not-an-incident'],
    permission: 'incident.reopen',
    needsReason: true,
    clears: ['closedAt'],
  },
];

/** The move between two states, or undefined where the machine has none. */
export const findMove = (from: Status, to: Status): StatusMove | undefined =>
  statusMoves.find((move) => move.to === to && move.from.includes(from));

/** Moves that leave a state, in the order of the machine. */
export const listMovesFrom = (from: Status): readonly StatusMove[] =>
  statusMoves.filter((move) => move.from.includes(from));

/** What is still missing for a move. */
export const listMissing = (
  move: StatusMove,
  incident: Readonly<Record<MoveNeed, string | null>>,
): readonly MoveNeed[] => (move.needs ?? []).filter((need) => !incident[need]?.trim());
