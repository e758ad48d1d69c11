// Numbers and security identifiers as folded text, as value-text.ts writes them.
import { folded } from './tables';

const UINT8: u32 = 0x04;
const UINT16: u32 = 0x06;
const UINT32: u32 = 0x08;
const SID: u32 = 0x13;
const HEX32: u32 = 0x14;
const HEX64: u32 = 0x15;

// Units written, or -1 for other types and lengths.
export function foldNumber(at: usize, length: u32, type: u32): i32 {
  if (type == UINT8 && length == 1) return count(putDecimal(folded, load<u8>(at)));
  if (type == UINT16 && length == 2) return count(putDecimal(folded, load<u16>(at)));
  if (type == UINT32 && length == 4) return count(putDecimal(folded, load<u32>(at)));
  if (type == HEX32 && length == 4) return count(putHex(load<u32>(at)));
  if (type == HEX64 && length == 8) return count(putHex(load<u64>(at)));
  return type == SID ? foldSid(at, length) : -1;
}

@inline function count(end: usize): i32 {
  return <i32>((end - folded) >> 1);
}

function putDecimal(start: usize, value: u32): usize {
  let digits: usize = 1;
  for (let rest = value; rest >= 10; rest /= 10) digits++;
  let rest = value;
  for (let k = digits; k > 0; k--) {
    store<u16>(start + ((k - 1) << 1), <u16>(0x30 + (rest % 10)));
    rest /= 10;
  }
  return start + (digits << 1);
}

function putHex(value: u64): usize {
  store<u16>(folded, 0x30);
  store<u16>(folded + 2, 0x78);
  const digits: u32 = value == 0 ? 1 : <u32>((67 - clz(value)) >> 2);
  let out = folded + 4;
  for (let k = digits; k > 0; k--, out += 2) {
    const digit = <u32>(value >> ((k - 1) << 2)) & 15;
    store<u16>(out, <u16>(digit < 10 ? 0x30 + digit : 0x57 + digit));
  }
  return out;
}

// revision, number of parts, authority (six bytes, of which the last four count in all that Windows makes), parts
function foldSid(at: usize, length: u32): i32 {
  if (length < 8) return -1;
  const parts: u32 = load<u8>(at + 1);
  if (8 + 4 * parts != length || load<u16>(at + 2) != 0) return -1;
  let out = folded;
  store<u16>(out, 0x73);
  store<u16>(out + 2, 0x2d);
  out = putDecimal(out + 4, load<u8>(at));
  store<u16>(out, 0x2d);
  out = putDecimal(out + 2, bswap<u32>(load<u32>(at + 4)));
  for (let k: u32 = 0; k < parts; k++) {
    store<u16>(out, 0x2d);
    out = putDecimal(out + 2, load<u32>(at + 8 + (<usize>k << 2)));
  }
  return count(out);
}
