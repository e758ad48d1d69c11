import type { Damage } from './evtx/read-chunk.ts';
import type { ByteRange } from './evtx/read-evtx.ts';
import type { Recognised } from './recognise.ts';
import type { RecordView } from './record-view.ts';
import type { TextFormat } from './text-format.ts';
import type { TimeZone } from './time-zone.ts';

/** How a text log is read, and who is told of what is in it. */
export type TextReading = {
  readonly format: TextFormat;
  readonly packing: Recognised['packing'];
  /** Texts in UTF-16 are turned into UTF-8 first; offsets then count in that. */
  readonly encoding: Recognised['encoding'];
  /** Between the cells of a row. */
  readonly delimiter: string;
  /** Lines that begin in this range are read; packed and UTF-16 files are read whole. */
  readonly range: ByteRange;
  /** Where times without a zone were written; UTC unless given. */
  readonly timeZone?: TimeZone | undefined;
  /** The year of times that name none (syslog of the old form); unknown unless given. */
  readonly year?: number | undefined;
  readonly onRecord: (view: RecordView) => void;
  readonly search?: LineSearch | undefined;
  readonly onDamage: (damage: Damage) => void;
  readonly signal?: AbortSignal | undefined;
  /** Waited for after each block. */
  readonly pace?: (() => Promise<void>) | undefined;
};

/** For hunts that can say of the bytes of most lines that they hold nothing. */
export type LineSearch = {
  /** Told of each block of lines before those lines. */
  readonly onBlock: (block: Uint8Array) => void;
  /**
   * Whether a line has to be read; where not, it counts as a record of so many bytes and is not parsed. Asked only of
   * formats whose lines stand alone; undefined where all lines have to be read.
   */
  readonly isWanted: ((bytes: Uint8Array, start: number, end: number) => boolean) | undefined;
  /** Counts lines of the block that are not wanted, as far as they lie before `limit`; where none is left of them. */
  readonly passOver: ((block: Uint8Array, from: number, limit: number) => PassedLines) | undefined;
};

/** Where the next line begins, and how many were passed over. */
export type PassedLines = { readonly to: number; readonly lines: number };
