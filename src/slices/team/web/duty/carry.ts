import { createContext, useContext } from 'react';
import type { Shift } from '../../contract/duty.ts';

/**
 * One way to move a shift for mouse, keyboard and thumb: take it up (drag it, or choose so in its dialog), then choose
 * another shift or a day. `plan` changes the list, `own` asks a colleague for a swap.
 */
export type Carry = {
  carried: Shift | undefined;
  mode: 'plan' | 'own' | undefined;
  mayCarry: (shift: Shift) => boolean;
  /** `isDragged`: the mouse shows where it may go; keyboard and thumb need targets to press. */
  takeUp: (shift: Shift, isDragged?: boolean) => void;
  isDragged: boolean;
  putDown: () => void;
  chooseShift: (shift: Shift) => void;
  chooseDay: (day: string) => void;
  open: (shift: Shift) => void;
  myMemberId: string | null;
};

export const CarryContext = createContext<Carry>({
  carried: undefined,
  mode: undefined,
  mayCarry: () => false,
  takeUp: () => undefined,
  isDragged: false,
  putDown: () => undefined,
  chooseShift: () => undefined,
  chooseDay: () => undefined,
  open: () => undefined,
  myMemberId: null,
});

export const useCarry = (): Carry => useContext(CarryContext);

/** Whether the carried shift can be laid on the other one. */
export const isTarget = ({ carried, mode }: Carry, shift: Shift): boolean =>
  carried !== undefined &&
  carried.id !== shift.id &&
  carried.member.id !== shift.member.id &&
  Date.parse(shift.startsAt) > Date.now() &&
  (mode === 'plan' || mode === 'own');
