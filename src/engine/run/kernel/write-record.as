// Writes the records of a view as JSON, the same bytes as ../json-record-writer.ts.
// AssemblyScript: built by bin/build-kernels.mjs. A value that is not written here (a rare type, malformed text, no room)
// stops the kernel before its field; JavaScript writes that field and lets the kernel go on behind it.
//
// Writing may go up to 32 bytes past the end of what is written, and reading past the end of a value: the caller
// leaves that much room.

import { putBinary, putBoolean, putGuid, putHex, putInteger, putSid, putUnsigned } from './numbers';
import { putUtf16, putUtf8 } from './text';
import { putFileTime, putTime, setDayText } from './times';

const DONE: i32 = -1;
const NO_KEY: i32 = -2;

const SLACK: usize = 128;

// Of each field 16 bytes: serial number of the record that had it last, how many values it has there (0: they are
// written), where its key with the colon lies, length of the key (0: not known yet).
let marks: usize = 0;
let fieldsMax: u32 = 0;
// The answer: the value at which writing stopped, or one of the codes; then the field whose key is missing.
let answer: usize = 0;
let limit: usize = 0;

let fields: usize = 0;
let offsets: usize = 0;
let lengths: usize = 0;
let types: usize = 0;

let prefix: usize = 0;
let prefixLength: usize = 0;
let serial: u32 = 0;
let count: u32 = 0;

export function setTables(answerAt: usize, marksAt: usize, markCount: u32, dayText: usize, outEnd: usize): void {
  answer = answerAt;
  marks = marksAt;
  fieldsMax = markCount;
  limit = outEnd - SLACK;
  setDayText(dayText);
}

// Where the columns of the view lie.
export function setColumns(fieldsAt: usize, offsetsAt: usize, lengthsAt: usize, typesAt: usize): void {
  fields = fieldsAt;
  offsets = offsetsAt;
  lengths = lengthsAt;
  types = typesAt;
}

// The beginning of each line up to the number of the record.
export function setPrefix(at: usize, length: usize): void {
  prefix = at;
  prefixLength = length;
}

// Looks through the fields of a record. False where one of them has no key yet.
export function begin(valueCount: u32): bool {
  count = valueCount;
  if (++serial == 0) forgetMarks();
  for (let i: usize = 0; i < <usize>valueCount; i++) {
    const field = load<u32>(fields + (i << 2));
    const mark = marks + (<usize>field << 4);
    if (field >= fieldsMax || load<u32>(mark, 12) == 0) {
      store<i32>(answer, NO_KEY);
      store<u32>(answer, field, 4);
      return false;
    }
    if (load<u32>(mark) == serial) store<u32>(mark, load<u32>(mark, 4) + 1, 4);
    else {
      store<u32>(mark, serial);
      store<u32>(mark, 1, 4);
    }
  }
  return true;
}

function forgetMarks(): void {
  for (let field: usize = 0; field < <usize>fieldsMax; field++) store<u32>(marks + (field << 4), 0);
  serial = 1;
}

// Everything before the fields. Gives the end of what was written.
export function putHead(at: usize, record: f64, offset: f64, seconds: f64, fraction: u32, digits: u32): usize {
  at = put(at, prefix, prefixLength);
  at = putUnsigned(at, <u64>record);
  // ,"offset":
  store<u64>(at, 0x74657366666f222c);
  store<u16>(at, 0x3a22, 8);
  at = putUnsigned(at + 10, <u64>offset);
  // ,"time":"
  store<u64>(at, 0x3a22656d6974222c);
  store<u8>(at, 0x22, 8);
  at = putTime(at + 9, <i64>seconds, fraction, 9, digits);
  // ","fields":{
  store<u64>(at, 0x646c656966222c22);
  store<u32>(at, 0x7b3a2273, 8);
  return at + 12;
}

// Writes the fields from value `from` on, and the end of the line. Gives the end of what was written.
export function putFields(at: usize, from: u32): usize {
  for (let i: usize = from; i < <usize>count; i++) {
    const mark = marks + (<usize>load<u32>(fields + (i << 2)) << 4);
    const valueCount = load<u32>(mark, 4);
    if (valueCount == 0) continue;
    const keyLength: usize = load<u32>(mark, 12);
    let end: usize = 0;
    if (at + 1 + keyLength <= limit) end = putField(at, i, load<u32>(mark, 8), keyLength, valueCount);
    if (end == 0) {
      store<i32>(answer, <i32>i);
      return at;
    }
    if (valueCount > 1) store<u32>(mark, 0, 4);
    at = end;
  }
  store<i32>(answer, DONE);
  // }}, and the end of the line
  store<u32>(at, 0x0a7d7d);
  return at + 3;
}

// 0 where JavaScript must write the field.
function putField(at: usize, i: usize, key: usize, keyLength: usize, valueCount: u32): usize {
  if (i > 0) store<u8>(at++, 0x2c);
  at = put(at, key, keyLength);
  if (valueCount == 1) return putValue(at, i);
  const field = load<u32>(fields + (i << 2));
  let sign: u8 = 0x5b;
  for (let k = i; k < <usize>count; k++) {
    if (load<u32>(fields + (k << 2)) != field) continue;
    if (at >= limit) return 0;
    store<u8>(at, sign);
    sign = 0x2c;
    at = putValue(at + 1, k);
    if (at == 0) return 0;
  }
  store<u8>(at, 0x5d);
  return at + 1;
}

@inline function put(at: usize, from: usize, length: usize): usize {
  for (let i: usize = 0; i < length; i += 16) v128.store(at + i, v128.load(from + i));
  return at + length;
}

// 0 where JavaScript must write the value.
function putValue(at: usize, i: usize): usize {
  const from: usize = load<u32>(offsets + (i << 2));
  const length = load<u32>(lengths + (i << 2));
  // Six bytes for each are the most that any value needs.
  if (<u64>at + <u64>length * 6 > <u64>limit) return 0;
  const type = load<u8>(types + i);
  if (type == 0x01) return putUtf16(at, from, length);
  if (type == 0x32) {
    store<u32>(at, 0x6c6c756e);
    return at + 4;
  }
  if (type >= 0x30 || type == 0x02) return putUtf8(at, from, length, type == 0x31);
  store<u8>(at, 0x22);
  const end = putScalar(at + 1, from, length, type);
  if (end == 0) return 0;
  store<u8>(end, 0x22);
  return end + 1;
}

function putScalar(at: usize, from: usize, length: u32, type: u32): usize {
  switch (type) {
    case 0x03:
    case 0x05:
    case 0x07:
    case 0x09:
      return putInteger(at, from, length, true);
    case 0x04:
    case 0x06:
    case 0x08:
    case 0x0a:
      return putInteger(at, from, length, false);
    case 0x0d:
      return putBoolean(at, from, length);
    case 0x0e:
      return putBinary(at, from, length);
    case 0x0f:
      return length < 16 ? at : putGuid(at, from);
    case 0x10:
    case 0x14:
    case 0x15:
      return putHex(at, from, length);
    case 0x11:
      return length < 8 ? at : putFileTime(at, load<u64>(from));
    case 0x13:
      return putSid(at, from, length);
    default:
      return 0;
  }
}
