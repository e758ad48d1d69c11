export type SheetFault = 'too-large' | 'old-format' | 'unreadable' | 'timed-out' | 'out-of-memory';
export type SheetOutcome = { rows: string[][] } | { fault: SheetFault };

export type SheetLimits = {
  rowsMax: number;
  columnsMax: number;
  /** The packed bytes, and what they may unpack to. */
  sizeBytesMax: number;
  unpackedBytesMax: number;
  memoryMb: number;
  timeoutMs: number;
};

export type SheetRequest = { bytes: Uint8Array; limits: SheetLimits };
