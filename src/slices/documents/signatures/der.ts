/** Reader of the ASN.1 that signatures are written in: DER, and the indefinite lengths of BER that some signing tools use. */
export type Der = {
  readonly tag: number;
  /** Place of the tag and of the content in `source`. */
  readonly start: number;
  readonly contentStart: number;
  readonly contentEnd: number;
  readonly end: number;
  readonly source: Buffer;
};

const depthMax = 40;

const fail = (reason: string): never => {
  throw new Error(`asn.1: ${reason}`);
};

/** The element at `at`. @throws Error for bytes that are no element or reach beyond `limit` */
export const readDer = (source: Buffer, at = 0, limit = source.length, depth = 0): Der => {
  if (depth > depthMax) fail('nested too deep');
  if (at + 2 > limit) fail('cut off');
  const tag = source[at] as number;
  if ((tag & 0x1f) === 0x1f) fail('long tag');
  const first = source[at + 1] as number;
  if (first === 0x80) return readIndefinite(source, at, tag, limit, depth);
  let length = first;
  let contentStart = at + 2;
  if (first > 0x80) {
    const count = first & 0x7f;
    if (count > 4 || contentStart + count > limit) fail('length');
    length = source.readUIntBE(contentStart, count);
    contentStart += count;
  }
  const end = contentStart + length;
  if (end > limit) fail('cut off');
  return { tag, start: at, contentStart, contentEnd: end, end, source };
};

const readIndefinite = (source: Buffer, at: number, tag: number, limit: number, depth: number): Der => {
  let next = at + 2;
  while (source[next] !== 0 || source[next + 1] !== 0) next = readDer(source, next, limit, depth + 1).end;
  if (next + 2 > limit) fail('cut off');
  return { tag, start: at, contentStart: at + 2, contentEnd: next, end: next + 2, source };
};

/** The elements inside a constructed one. */
export const childrenOf = (parent: Der): Der[] => {
  const children: Der[] = [];
  for (let at = parent.contentStart; at < parent.contentEnd; ) {
    const child = readDer(parent.source, at, parent.contentEnd);
    children.push(child);
    at = child.end;
    if (children.length > 10_000) fail('too many elements');
  }
  return children;
};

export const contentOf = (der: Der): Buffer => der.source.subarray(der.contentStart, der.contentEnd);
export const bytesOf = (der: Der): Buffer => der.source.subarray(der.start, der.end);

/** Bytes of an octet string, put together where it came in pieces. */
export const octetsOf = (der: Der): Buffer =>
  der.tag & 0x20 ? Buffer.concat(childrenOf(der).map(octetsOf)) : contentOf(der);

/** "1.2.840.113549.1.7.2" */
export const oidOf = (der: Der): string => {
  if (der.tag !== 0x06) fail('no object identifier');
  const arcs: number[] = [];
  let value = 0;
  for (const byte of contentOf(der)) {
    value = value * 128 + (byte & 0x7f);
    if (byte & 0x80) continue;
    if (arcs.length === 0)
      arcs.push(Math.min(2, Math.floor(value / 40)), value - 40 * Math.min(2, Math.floor(value / 40)));
    else arcs.push(value);
    value = 0;
  }
  return arcs.join('.');
};

/** UTCTime or GeneralizedTime in UTC. */
export const timeOf = (der: Der): Date | undefined => {
  const text = contentOf(der).toString('latin1');
  const short = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?Z$/.exec(text);
  const long = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:\.\d+)?Z$/.exec(text);
  const parts = der.tag === 0x17 ? short : long;
  if (!parts) return undefined;
  const [, years = '', month, day, hour, minute, second = '00'] = parts;
  const year = years.length === 4 ? years : `${Number(years) < 50 ? '20' : '19'}${years}`;
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at.getTime()) ? undefined : at;
};
