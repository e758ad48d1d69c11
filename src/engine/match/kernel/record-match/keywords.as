// What keyword-asker.ts does: keywords are searched in the bytes of a record; only where one may
// stand are its values asked.
import { mayHoldAnchors } from './keyword-anchors';
import { look } from './dictionary';
import { ANSI, JSON_STRING, lengths, offsets, places, types, UTF16, UTF8, word } from './tables';

const LITERAL: u32 = 1;
const RECORD: u32 = 0;
const KNOWN_LITERALS: u32 = 4096;

// Raised when results or offsets of literals lose their meaning.
let literalsSerial: u32 = 1;

export function forgetLiterals(): void {
  literalsSerial++;
}

// asker   matcher, whether it reads scalars, anchors (0: all values have to be asked), answers for literals, whether
//         keywords stand in texts of JSON as they are
// Whether all values have to be asked.
export function asksAll(asker: usize, start: usize, length: u32, unitBytes: u32): bool {
  const anchors: usize = word(asker + 8);
  return anchors == 0 || mayHoldAnchors(anchors, start, start + length, unitBytes);
}

// The result for value `i`.
export function askKeyword(asker: usize, i: u32, all: bool, unitBytes: u32): u32 {
  const place: u32 = load<u8>(places + i);
  if (place == LITERAL) return askLiteral(asker, i);
  const type: u32 = load<u8>(types + i);
  if (!all && place == RECORD) {
    if (type == (unitBytes == 2 ? UTF16 : UTF8)) return 0;
    if (type == JSON_STRING && unitBytes == 1 && word(asker + 16) != 0 && !hasNumberedLetters(i)) return 0;
  }
  const isText = type == UTF16 || type >= UTF8 || type == ANSI;
  return isText || word(asker + 4) != 0 ? look(word(asker), i) : 0;
}

// Whether a text of JSON may write letters by their numbers, as in \u0061.
function hasNumberedLetters(i: u32): bool {
  const start: usize = word(offsets + (<usize>i << 2));
  const end = start + word(lengths + (<usize>i << 2));
  const backslash = i8x16.splat(0x5c);
  const letter = i8x16.splat(0x75);
  for (let at = start; at < end; at += 16)
    if (v128.any_true(v128.and(i8x16.eq(v128.load(at), backslash), i8x16.eq(v128.load(at + 1), letter)))) return true;
  return false;
}

function askLiteral(asker: usize, i: u32): u32 {
  const offset = word(offsets + (<usize>i << 2));
  // offset, serial, result
  const entry = <usize>word(asker + 12) + <usize>((offset >> 1) & (KNOWN_LITERALS - 1)) * 12;
  if (word(entry) == offset && word(entry + 4) == literalsSerial) return word(entry + 8);
  const result = look(word(asker), i);
  store<u32>(entry, offset);
  store<u32>(entry + 4, literalsSerial);
  store<u32>(entry + 8, result);
  return result;
}
