import type { OnDoubtful } from './doubtful-lines.ts';

/** Says which lines have to be read to know whether they are damaged, where nothing else is wanted of them. */
export interface LineCheck {
  /** Whether the other lines are certainly whole. */
  readonly isComplete: boolean;
  /** The same for all lines of a stretch of a block in the memory; undefined where lines are asked one by one. */
  readonly find?: ((block: Uint8Array, from: number, to: number, onDoubtful: OnDoubtful) => void) | undefined;
  /** The line is not empty. */
  isDoubtful(bytes: Uint8Array, start: number, end: number): boolean;
}
