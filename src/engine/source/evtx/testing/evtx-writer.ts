import { crc32 } from 'node:zlib';

/**
 * Writes small EVTX files for tests, from an element tree. It knows the shapes that real files have: templates
 * shared between records, records without a template, nested fragments.
 */
export type Content =
  | string
  | Node
  /**
   * A value: type and bytes. In a template it becomes a substitution, elsewhere it stands as it is. The same object
   * in several places is one value that the template names several times.
   */
  | { type: number; bytes: Uint8Array; isOptional?: boolean }
  /** A nested fragment, put in as a value of type 0x21. */
  | { nested: Node; isBare?: boolean };

export type Node = {
  name: string;
  attributes?: Record<string, Exclude<Content, Node>>;
  children?: Content[];
};

export type WrittenRecord = { id: number; time?: bigint; root: Node; isBare?: boolean };

const chunkBytes = 65_536;

export const text = (value: string): { type: number; bytes: Uint8Array } => ({
  type: 1,
  bytes: Buffer.from(value, 'utf16le'),
});
export const absent = { type: 0, bytes: new Uint8Array(0), isOptional: true };
export const u32Value = (type: number, value: number): { type: number; bytes: Uint8Array } => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return { type, bytes };
};
export const u64Value = (type: number, value: bigint): { type: number; bytes: Uint8Array } => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return { type, bytes };
};

/** The usual shape of an event. */
export function eventNode(
  head: { channel: string; provider: string; eventId: number; computer?: string; recordId?: number },
  body: Content[],
): Node {
  const eventId = Buffer.alloc(2);
  eventId.writeUInt16LE(head.eventId);
  return {
    name: 'Event',
    attributes: { xmlns: 'http://schemas.microsoft.com/win/2004/08/events/event' },
    children: [
      {
        name: 'System',
        children: [
          { name: 'Provider', attributes: { Name: head.provider } },
          { name: 'EventID', children: [{ type: 6, bytes: eventId }] },
          { name: 'TimeCreated', attributes: { SystemTime: u64Value(0x11, 133_000_000_000_000_007n) } },
          { name: 'EventRecordID', children: [u64Value(0x0a, BigInt(head.recordId ?? 1))] },
          { name: 'Channel', children: [text(head.channel)] },
          { name: 'Computer', children: [text(head.computer ?? 'PC-01')] },
        ],
      },
      ...body,
    ],
  };
}

/** <EventData> with named values. */
export const eventData = (values: Record<string, Content>): Node => ({
  name: 'EventData',
  children: Object.entries(values).map(([name, value]) => ({
    name: 'Data',
    attributes: { Name: name },
    children: [value],
  })),
});

class ChunkWriter {
  readonly bytes = Buffer.alloc(chunkBytes);
  at = 512;
  readonly #names = new Map<string, number>();
  readonly #templates = new Map<string, number>();

  record(record: WrittenRecord): void {
    const start = this.at;
    this.bytes.writeUInt32LE(0x2a2a, start);
    this.bytes.writeBigUInt64LE(BigInt(record.id), start + 8);
    this.bytes.writeBigUInt64LE(record.time ?? 133_000_000_000_000_000n, start + 16);
    this.at = start + 24;
    if (record.isBare) this.#bare(record.root);
    else this.#instance(record.root);
    this.#byte(0);
    while ((this.at + 4 - start) % 8 !== 0) this.#byte(0);
    const size = this.at + 4 - start;
    this.bytes.writeUInt32LE(size, start + 4);
    this.bytes.writeUInt32LE(size, this.at);
    this.at += 4;
  }

  finish(): Buffer {
    this.bytes.write('ElfChnk\0', 0, 'latin1');
    this.bytes.writeUInt32LE(128, 40);
    this.bytes.writeUInt32LE(this.at, 48);
    this.bytes.writeUInt32LE(crc32(this.bytes.subarray(512, this.at)), 52);
    const head = crc32(this.bytes.subarray(128, 512), crc32(this.bytes.subarray(0, 120)));
    this.bytes.writeUInt32LE(head, 124);
    return this.bytes;
  }

  #byte(value: number): void {
    this.bytes[this.at++] = value;
  }
  #u16(value: number): void {
    this.at = this.bytes.writeUInt16LE(value, this.at);
  }
  #u32(value: number): void {
    this.at = this.bytes.writeUInt32LE(value >>> 0, this.at);
  }
  #chars(value: string): void {
    this.at += this.bytes.write(value, this.at, 'utf16le');
  }

  #name(name: string): void {
    const known = this.#names.get(name);
    if (known !== undefined) {
      this.#u32(known);
      return;
    }
    this.#u32(this.at + 4);
    this.#names.set(name, this.at);
    this.#u32(0);
    this.#u16(name.length * 7);
    this.#u16(name.length);
    this.#chars(name);
    this.#u16(0);
  }

  #bare(node: Node): void {
    this.at += Buffer.from([0x0f, 1, 1, 0]).copy(this.bytes, this.at);
    this.#element(node, undefined);
  }

  #instance(node: Node): void {
    const values: { type: number; bytes: Uint8Array }[] = [];
    this.at += Buffer.from([0x0f, 1, 1, 0, 0x0c, 1]).copy(this.bytes, this.at);
    const shape = JSON.stringify(node, (key, value) => (key === 'bytes' ? undefined : value));
    const known = this.#templates.get(shape);
    this.#u32(1);
    if (known === undefined) {
      this.#u32(this.at + 4);
      this.#templates.set(shape, this.at);
      this.#u32(0);
      for (let i = 0; i < 16; i++) this.#byte((crc32(shape) >>> (i % 4)) & 0xff);
      const sizeAt = this.at;
      this.#u32(0);
      this.at += Buffer.from([0x0f, 1, 1, 0]).copy(this.bytes, this.at);
      this.#element(node, values);
      this.#byte(0);
      this.bytes.writeUInt32LE(this.at - sizeAt - 4, sizeAt);
    } else {
      this.#u32(known);
      const end = this.at;
      // The same walk over the node only to gather its values; what it writes is overwritten.
      this.#element(node, values);
      this.at = end;
    }
    this.#values(values);
  }

  #values(values: readonly Exclude<Content, string | Node>[]): void {
    this.#u32(values.length);
    const descriptors = this.at;
    this.at += values.length * 4;
    for (const [i, value] of values.entries()) {
      const start = this.at;
      if ('nested' in value) {
        if (value.isBare) this.#bare(value.nested);
        else this.#instance(value.nested);
        this.#byte(0);
      } else this.at += Buffer.from(value.bytes).copy(this.bytes, this.at);
      this.bytes.writeUInt16LE(this.at - start, descriptors + i * 4);
      this.bytes[descriptors + i * 4 + 2] = 'nested' in value ? 0x21 : value.type;
    }
  }

  #element(node: Node, values: unknown[] | undefined): void {
    const attributes = Object.entries(node.attributes ?? {});
    this.#byte(attributes.length > 0 ? 0x41 : 0x01);
    if (values !== undefined) this.#u16(0xffff);
    this.#u32(0);
    this.#name(node.name);
    if (attributes.length > 0) {
      const sizeAt = this.at;
      this.#u32(0);
      for (const [i, [name, value]] of attributes.entries()) {
        this.#byte(i < attributes.length - 1 ? 0x46 : 0x06);
        this.#name(name);
        this.#content(value, values);
      }
      this.bytes.writeUInt32LE(this.at - sizeAt - 4, sizeAt);
    }
    if ((node.children ?? []).length === 0) {
      this.#byte(0x03);
      return;
    }
    this.#byte(0x02);
    for (const child of node.children ?? []) this.#content(child, values);
    this.#byte(0x04);
  }

  #content(content: Content, values: unknown[] | undefined): void {
    if (typeof content === 'string') {
      this.at += Buffer.from([0x05, 0x01]).copy(this.bytes, this.at);
      this.#u16(content.length);
      this.#chars(content);
    } else if ('name' in content) this.#element(content, values);
    else if (values === undefined) {
      if ('nested' in content) this.#element(content.nested, undefined);
      else if (content.type === 1) this.#content(Buffer.from(content.bytes).toString('utf16le'), undefined);
      else {
        this.#byte(0x05);
        this.#byte(content.type);
        this.at += Buffer.from(content.bytes).copy(this.bytes, this.at);
      }
    } else {
      this.#byte('isOptional' in content && content.isOptional ? 0x0e : 0x0d);
      const known = values.indexOf(content);
      this.#u16(known < 0 ? values.length : known);
      this.#byte('nested' in content ? 0x21 : content.type);
      if (known < 0) values.push(content);
    }
  }
}

/** One chunk with these records. */
export function writeChunk(records: readonly WrittenRecord[]): Buffer {
  const chunk = new ChunkWriter();
  for (const record of records) chunk.record(record);
  return chunk.finish();
}

/** A file of chunks. */
export function writeEvtx(chunks: readonly Uint8Array[]): Buffer {
  const head = Buffer.alloc(4096);
  head.write('ElfFile\0', 0, 'latin1');
  head.writeUInt16LE(chunks.length & 0xffff, 42);
  return Buffer.concat([head, ...chunks]);
}
