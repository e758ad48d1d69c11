import { Place, type RecordView, ValueType } from './record-view.ts';

/** Adds a stretch of the line as a UTF-8 value. */
export const addText = (view: RecordView, field: number, start: number, end: number): void =>
  view.add(field, Place.record, start, end - start, ValueType.utf8);

/**
 * The offset of a byte before `end`, or `end`. A loop and not `indexOf`: that would search the whole block, past the
 * end of the line, whenever the byte is missing.
 */
export function findByte(bytes: Uint8Array, byte: number, from: number, end: number): number {
  let at = from;
  while (at < end && bytes[at] !== byte) at++;
  return Math.min(at, end);
}
