import type { FieldNames } from '../field-names.ts';
import { BinaryXmlReader, type Part, type Piece, u16, u32 } from './binary-xml.ts';
import type { LiteralStore } from './literal-store.ts';

/** What a slot of a template asks for. */
export const SlotKind = { substitution: 0, literal: 1, made: 2 } as const;

/**
 * A template definition, ready for walking: one slot per attribute or element content. Records only hold the
 * values; a slot says which value belongs to which field.
 */
export type Template = {
  readonly count: number;
  readonly kinds: Uint8Array;
  /** Field numbers; -1 where the name itself comes from a value. */
  readonly fields: Int32Array;
  /** Number of the substitution, or the offset of the literal. */
  readonly sources: Int32Array;
  /** 1 where an absent value means an absent field, or the length of the literal. */
  readonly lengths: Int32Array;
  /** 1 where the value is optional. */
  readonly optional: Uint8Array;
  readonly pieces: readonly Piece[];
};

/** Turns the pieces of a fragment into a template. */
export function makeTemplate(pieces: readonly Piece[], literals: LiteralStore): Template {
  const count = pieces.length;
  const template = {
    count,
    kinds: new Uint8Array(count),
    fields: new Int32Array(count),
    sources: new Int32Array(count),
    lengths: new Int32Array(count),
    optional: new Uint8Array(count),
    pieces,
  };
  for (const [i, piece] of pieces.entries()) {
    template.fields[i] = piece.field;
    const only = piece.parts.length === 1 ? piece.parts[0]! : undefined;
    if (piece.field >= 0 && only !== undefined && !('text' in only)) {
      template.kinds[i] = SlotKind.substitution;
      template.sources[i] = only.substitution;
      template.optional[i] = only.isOptional ? 1 : 0;
    } else if (piece.field >= 0 && piece.parts.every(isText)) {
      const text = piece.parts.map((part) => ('text' in part ? part.text : '')).join('');
      template.kinds[i] = SlotKind.literal;
      template.sources[i] = literals.add(text);
      template.lengths[i] = text.length * 2;
    } else template.kinds[i] = SlotKind.made;
  }
  return template;
}

const isText = (part: Part): boolean => 'text' in part;

/** Compiles the definition at `offset` of a chunk: next u32, GUID, size u32, then binary XML. */
export function compileTemplate(
  chunk: Uint8Array,
  offset: number,
  area: string,
  names: FieldNames,
  literals: LiteralStore,
): Template {
  const range = { start: offset + 24, end: offset + 24 + u32(chunk, offset + 20) };
  const reader = new BinaryXmlReader(chunk, names, range, true);
  reader.readFragment(area);
  return makeTemplate(reader.pieces, literals);
}

/**
 * A key under which a definition may be shared between chunks and files. GUID and size are what Windows goes by,
 * but a crafted file can reuse a GUID for other content, so the tokens themselves are hashed in. Names stand at
 * different offsets in every chunk; their characters are hashed in place of the offsets.
 */
export function templateKey(chunk: Uint8Array, offset: number, area: string): string {
  const size = u32(chunk, offset + 20);
  const end = Math.min(offset + 24 + size, chunk.length);
  let hash = 0x811c9dc5;
  const mix = (from: number, to: number): void => {
    for (let i = from; i < to && i < chunk.length; i++) hash = Math.imul(hash ^ chunk[i]!, 0x01000193);
  };
  let at = offset + 24;
  const name = (): void => {
    const where = u32(chunk, at);
    at += 4;
    const bytes = 8 + 2 * u16(chunk, where + 6);
    mix(where + 4, where + bytes);
    if (where === at) at += bytes + 2;
  };
  while (at < end) {
    const start = at;
    const token = chunk[at++]!;
    mix(start, at);
    switch (token & 0xbf) {
      case 0x01:
        at += 6;
        name();
        if ((token & 0x40) !== 0) at += 4;
        break;
      case 0x06:
      case 0x09:
      case 0x0a:
        name();
        break;
      case 0x05:
        at += chunk[at] === 1 ? 3 + 2 * u16(chunk, at + 1) : 1;
        mix(start, at);
        break;
      case 0x07:
      case 0x0b:
        at += 2 + 2 * u16(chunk, at);
        mix(start, at);
        break;
      case 0x08:
        at += 2;
        mix(start, at);
        break;
      case 0x0d:
      case 0x0e:
      case 0x0f:
        at += 3;
        mix(start, at);
        break;
    }
  }
  return `${area} ${Buffer.from(chunk.subarray(offset + 4, offset + 24)).toString('latin1')} ${hash >>> 0}`;
}
