// Which compiled template belongs to a definition. Two tables: the definitions of this chunk by their offset, and all
// definitions met so far by their content, since every chunk repeats those that it uses.
//
// Content is compared and not hashed: a crafted file cannot pass one definition for another. What is compared
// is all that the compiler (../../binary-xml.ts) reads: of a name its characters and whether it stands here, not its
// offset. So equal contents compile to equal templates. A definition that holds anything but the usual tokens is not
// remembered beyond its chunk.

export const CHUNK_BYTES: u32 = 65536;

const CHUNK_SLOTS: u32 = 2048;
const SHARED_SLOTS: u32 = 32768;
const PROBES: u32 = 16;
const GOLDEN: u32 = 0x9e3779b1;

// Of this chunk, 12 bytes each: serial number of the chunk, area and offset, words of the template.
let chunkTable: usize = 0;
// 32 bytes each: words of the template (0: empty), area, where its content is kept, its length, GUID.
let sharedTable: usize = 0;
let keep: usize = 0;
let keepStart: usize = 0;
let keepEnd: usize = 0;
let serial: u32 = 0;

// The content that is compared or kept at the moment.
let cursor: usize = 0;
let cursorEnd: usize = 0;
let isKeeping: bool = false;

export function setTables(chunkAt: usize, sharedAt: usize, keepAt: usize, keepTo: usize): void {
  chunkTable = chunkAt;
  sharedTable = sharedAt;
  keep = keepAt;
  keepStart = keepAt;
  keepEnd = keepTo;
}

export function startChunk(): void {
  if (++serial != 0) return;
  memory.fill(chunkTable, 0, CHUNK_SLOTS * 12);
  serial = 1;
}

// Forgets all templates: their literals begin anew.
export function forgetTemplates(): void {
  startChunk();
  memory.fill(sharedTable, 0, SHARED_SLOTS * 32);
  keep = keepStart;
}

// The words of the template for a definition of this chunk; 0 where only JavaScript can tell.
@inline export function findTemplate(base: usize, area: u32, definition: u32): usize {
  const key = (area << 16) | definition;
  const entry = chunkTable + <usize>((key * GOLDEN) >>> 21) * 12;
  return load<u32>(entry, 4) == key && load<u32>(entry) == serial
    ? <usize>load<u32>(entry, 8)
    : findFurther(base, area, definition, key);
}

function findFurther(base: usize, area: u32, definition: u32, key: u32): usize {
  for (let slot = (key * GOLDEN) >>> 21, i: u32 = 0; i < PROBES; i++, slot = (slot + 1) & (CHUNK_SLOTS - 1)) {
    const entry = chunkTable + <usize>slot * 12;
    if (load<u32>(entry) != serial) break;
    if (load<u32>(entry, 4) == key) return load<u32>(entry, 8);
  }
  const words = findShared(base, area, definition);
  if (words != 0) putOfChunk(key, words);
  return words;
}

function putOfChunk(key: u32, words: usize): void {
  for (let slot = (key * GOLDEN) >>> 21, i: u32 = 0; i < PROBES; i++, slot = (slot + 1) & (CHUNK_SLOTS - 1)) {
    const entry = chunkTable + <usize>slot * 12;
    if (load<u32>(entry) == serial && load<u32>(entry, 4) != key) continue;
    store<u32>(entry, serial);
    store<u32>(entry, key, 4);
    store<u32>(entry, <u32>words, 8);
    return;
  }
}

function sharedSlot(at: usize, area: u32): u32 {
  const mixed = (load<u32>(at, 4) ^ area) * GOLDEN + load<u32>(at, 8);
  const more = (mixed ^ (mixed >>> 15)) * GOLDEN + (load<u32>(at, 12) ^ load<u32>(at, 16)) + load<u32>(at, 20);
  return (more * GOLDEN) >>> 17;
}

function findShared(base: usize, area: u32, definition: u32): usize {
  const at = base + definition;
  const guid = v128.load(at, 4);
  for (let slot = sharedSlot(at, area), i: u32 = 0; i < PROBES; i++, slot = (slot + 1) & (SHARED_SLOTS - 1)) {
    const entry = sharedTable + ((<usize>slot) << 5);
    const words: usize = load<u32>(entry);
    if (words == 0) return 0;
    if (load<u32>(entry, 4) != area || !i8x16.all_true(i8x16.eq(guid, v128.load(entry, 16)))) continue;
    isKeeping = false;
    cursor = load<u32>(entry, 8);
    cursorEnd = cursor + load<u32>(entry, 12);
    if (content(base, definition) && cursor == cursorEnd) return words;
  }
  return 0;
}

export function learnTemplate(base: usize, area: u32, definition: u32, words: usize): bool {
  putOfChunk((area << 16) | definition, words);
  const at = base + definition;
  for (let slot = sharedSlot(at, area), i: u32 = 0; i < PROBES; i++, slot = (slot + 1) & (SHARED_SLOTS - 1)) {
    const entry = sharedTable + ((<usize>slot) << 5);
    if (load<u32>(entry) != 0) continue;
    isKeeping = true;
    cursor = keep;
    cursorEnd = keepEnd;
    // No usual content is as long as what is left then.
    if (keepEnd - keep < CHUNK_BYTES << 1) return false;
    if (!content(base, definition)) return true;
    store<u32>(entry, <u32>words);
    store<u32>(entry, area, 4);
    store<u32>(entry, <u32>keep, 8);
    store<u32>(entry, <u32>(cursor - keep), 12);
    v128.store(entry, v128.load(at, 4), 16);
    keep = cursor;
    return true;
  }
  return true;
}

// Compares some bytes with the kept content, or keeps them.
function part(from: usize, length: usize): bool {
  if (length > cursorEnd - cursor) return false;
  if (isKeeping) memory.copy(cursor, from, length);
  else {
    let i: usize = 0;
    for (; i + 8 <= length; i += 8) if (load<u64>(cursor + i) != load<u64>(from + i)) return false;
    for (; i < length; i++) if (load<u8>(cursor + i) != load<u8>(from + i)) return false;
  }
  cursor += length;
  return true;
}

@inline function flag(value: u8): bool {
  if (cursor >= cursorEnd) return false;
  if (isKeeping) store<u8>(cursor, value);
  else if (load<u8>(cursor) != value) return false;
  cursor++;
  return true;
}

// The place behind a name at `at`, after its content was compared; 0 where it does not fit.
function name(base: usize, at: usize, end: usize): usize {
  if (at + 4 > end) return 0;
  const where = load<u32>(at);
  if (where > CHUNK_BYTES - 8) return 0;
  const bytes = 2 + ((<u32>load<u16>(base + where, 6)) << 1);
  if (where + 6 + bytes > CHUNK_BYTES) return 0;
  const isHere = base + where == at + 4;
  if (!flag(isHere ? 1 : 0) || !part(base + where + 6, bytes)) return 0;
  return isHere ? at + 12 + bytes : at + 4;
}

// Goes through all tokens of a definition. False where something differs or is unusual.
function content(base: usize, definition: u32): bool {
  let at = base + definition + 20;
  const size = load<u32>(at);
  if (size > CHUNK_BYTES - 24 - definition || !part(at, 4)) return false;
  at += 4;
  const end = at + size;
  while (at < end) {
    const raw = load<u8>(at);
    const token = raw & 0xbf;
    if (!flag(raw)) return false;
    if (token == 0) return true;
    if (token == 0x01) {
      at = name(base, at + 7, end);
      if (at == 0) return false;
      if ((raw & 0x40) != 0) {
        if (at + 4 > end || !part(at, 4)) return false;
        at += 4;
      }
    } else if (token == 0x06 || token == 0x09 || token == 0x0a) {
      at = name(base, at + 1, end);
      if (at == 0) return false;
    } else {
      const rest = restOf(token, at, end);
      if (rest == 0 || at + rest > end || !part(at + 1, rest - 1)) return false;
      at += rest;
    }
  }
  return at == end;
}

// Length of a token that names nothing; 0 for unusual ones.
function restOf(token: u32, at: usize, end: usize): usize {
  switch (token) {
    case 0x02:
    case 0x03:
    case 0x04:
      return 1;
    case 0x05:
      return at + 4 <= end && load<u8>(at, 1) == 1 ? 4 + (<usize>load<u16>(at, 2) << 1) : 0;
    case 0x07:
    case 0x0b:
      return at + 3 <= end ? 3 + (<usize>load<u16>(at, 1) << 1) : 0;
    case 0x08:
      return 3;
    case 0x0d:
    case 0x0e:
    case 0x0f:
      return 4;
    default:
      return 0;
  }
}
