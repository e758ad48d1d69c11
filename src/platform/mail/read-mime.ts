import { readHeaderParameters } from './header-parameters.ts';

export type HeaderLine = { name: string /** Unfolded, latin1 of the bytes. */; value: string };

export type MimePart = {
  headers: HeaderLine[];
  contentType: string;
  typeParams: Map<string, string>;
  disposition: string;
  dispositionParams: Map<string, string>;
  encoding: string;
  /** Undecoded bytes between this part's header and its end. */
  body: Buffer;
  children: MimePart[];
};

export type MimeProblem =
  | 'headers.too-large'
  | 'structure.broken'
  | 'structure.too-deep'
  | 'structure.too-many-parts';

/** Shared by one whole mail, so that nesting cannot multiply what a flat mail may not have. */
export type MimeBudget = { partsLeft: number; depthMax: number; onProblem: (code: MimeProblem) => void };

const headerBytesMax = 262_144;
const headerCountMax = 1_000;

export const findHeader = (headers: HeaderLine[], name: string): string | undefined =>
  headers.find((line) => line.name === name)?.value;

/** End of the header block and start of the body; a mail without a blank line is all header. */
const findBodyStart = (bytes: Buffer): { headerEnd: number; bodyStart: number } => {
  let at = 0;
  while (at < bytes.length) {
    if (bytes[at] === 0x0a) return { headerEnd: at, bodyStart: at + 1 };
    if (bytes[at] === 0x0d && bytes[at + 1] === 0x0a) return { headerEnd: at, bodyStart: at + 2 };
    const lineEnd = bytes.indexOf(0x0a, at);
    if (lineEnd < 0) break;
    at = lineEnd + 1;
  }
  return { headerEnd: bytes.length, bodyStart: bytes.length };
};

export const readHeaders = (block: Buffer, onProblem: (code: MimeProblem) => void): HeaderLine[] => {
  if (block.length > headerBytesMax) onProblem('headers.too-large');
  const lines: HeaderLine[] = [];
  let current: string[] = [];
  const flush = (): void => {
    const match = /^([!-9;-~]{1,200})[ \t]*:/.exec(current[0] ?? '');
    if (match) {
      const value = current.join('').slice(match[0].length).trim();
      lines.push({ name: (match[1] as string).toLowerCase(), value });
    }
    current = [];
  };
  for (const line of block.subarray(0, headerBytesMax).toString('latin1').split('\n')) {
    const text = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (/^[ \t]/.test(text) && current.length > 0) {
      current.push(text);
      continue;
    }
    flush();
    if (lines.length >= headerCountMax) {
      onProblem('headers.too-large');
      return lines;
    }
    current = [text];
  }
  flush();
  return lines;
};

const lineIsBoundary = (body: Buffer, after: number): 'open' | 'close' | undefined => {
  let at = after;
  let kind: 'open' | 'close' = 'open';
  if (body[at] === 0x2d && body[at + 1] === 0x2d) {
    kind = 'close';
    at += 2;
  }
  while (body[at] === 0x20 || body[at] === 0x09 || body[at] === 0x0d) at += 1;
  // Text may follow a closing delimiter in broken mails; an opening one must end its line.
  return at >= body.length || body[at] === 0x0a || kind === 'close' ? kind : undefined;
};

/** Cuts a multipart body at its delimiter lines (RFC 2046 section 5.1.1); no delimiter gives undefined. */
const splitMultipart = (body: Buffer, boundary: string, countMax: number): Buffer[] | undefined => {
  const delimiter = Buffer.from(`--${boundary}`, 'latin1');
  const sections: Buffer[] = [];
  let start = -1;
  let at = 0;
  while (sections.length < countMax) {
    const found = body.indexOf(delimiter, at);
    if (found < 0) break;
    at = found + delimiter.length;
    const isAtLineStart = found === 0 || body[found - 1] === 0x0a;
    const kind = isAtLineStart ? lineIsBoundary(body, at) : undefined;
    if (kind === undefined) continue;
    if (start >= 0) sections.push(body.subarray(start, Math.max(start, lineEndBefore(body, found))));
    if (kind === 'close') return sections;
    const lineEnd = body.indexOf(0x0a, at);
    start = lineEnd < 0 ? body.length : lineEnd + 1;
    at = start;
  }
  if (start >= 0 && sections.length < countMax) sections.push(body.subarray(start));
  return start < 0 ? undefined : sections;
};

const lineEndBefore = (body: Buffer, at: number): number => {
  if (at < 1) return at;
  return body[at - 2] === 0x0d ? at - 2 : at - 1;
};

const readChildren = (part: MimePart, depth: number, budget: MimeBudget): MimePart[] => {
  if (depth >= budget.depthMax) {
    budget.onProblem('structure.too-deep');
    return [];
  }
  const boundary = part.typeParams.get('boundary') ?? '';
  const countMax = budget.partsLeft;
  const sections = boundary === '' ? undefined : splitMultipart(part.body, boundary, countMax);
  if (sections === undefined) {
    budget.onProblem('structure.broken');
    return [];
  }
  const children: MimePart[] = [];
  for (const section of sections) {
    if (budget.partsLeft <= 0) {
      budget.onProblem('structure.too-many-parts');
      break;
    }
    children.push(readMime(section, budget, depth + 1, part.contentType === 'multipart/digest'));
  }
  return children;
};

/** Reads a message or a part into a tree without decoding any body. Linear in size times depth; never throws. */
export const readMime = (bytes: Buffer, budget: MimeBudget, depth = 0, isDigest = false): MimePart => {
  budget.partsLeft -= 1;
  const { headerEnd, bodyStart } = findBodyStart(bytes);
  const headers = readHeaders(bytes.subarray(0, headerEnd), budget.onProblem);
  const type = readHeaderParameters(findHeader(headers, 'content-type') ?? '');
  const disposition = readHeaderParameters(findHeader(headers, 'content-disposition') ?? '');
  const fallback = isDigest ? 'message/rfc822' : 'text/plain';
  const part: MimePart = {
    headers,
    contentType: /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/.test(type.value) ? type.value : fallback,
    typeParams: type.params,
    disposition: disposition.value,
    dispositionParams: disposition.params,
    encoding: readHeaderParameters(findHeader(headers, 'content-transfer-encoding') ?? '').value,
    // Without a single header line the bytes are text that somebody called a mail: show them.
    body: headers.length === 0 && headerEnd > 0 ? bytes : bytes.subarray(bodyStart),
    children: [],
  };
  if (part.contentType.startsWith('multipart/')) {
    part.children = readChildren(part, depth, budget);
    if (part.children.length === 0) part.contentType = 'text/plain';
  }
  return part;
};
