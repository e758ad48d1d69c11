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
  /** Undefined where all lines have to be read. */
  readonly passing: LinePassing | undefined;
};

/** Which lines are not wanted. Asked only of formats whose lines stand alone. */
export type LinePassing = {
  /** Whether a line has to be read; where not, only its damage matters. */
  readonly isWanted: (bytes: Uint8Array, start: number, end: number) => boolean;
  /** Lines of the block that are not wanted, as far as they begin before `limit`. */
  readonly passOver: (block: Uint8Array, from: number, limit: number) => PassedLines;
  /**
   * Told of records that were not wanted, how many bytes they have, and how many of them were neither read nor checked
   * for all damage.
   */
  readonly onPassed: (records: number, bytes: number, unread: number) => void;
};

/** Where the next line begins; how many were passed over, how many of them are not empty, and their bytes. */
export type PassedLines = {
  readonly to: number;
  readonly lines: number;
  readonly records: number;
  readonly bytes: number;
};
