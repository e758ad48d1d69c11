import { fieldName } from './evtx/binary-xml.ts';
import type { FieldNames } from './field-names.ts';
import type { RecordView } from './record-view.ts';
import { ValueText } from './value-text.ts';

/** Elements within each other; events have three or four. */
const depthMax = 64;

/**
 * Columns of EvtxECmd that hold parts of System, under the names of the event log; and those that its maps fill, under
 * names that no event has.
 */
export const evtxecmdNames: ReadonlyMap<string, string> = new Map([
  ['EventRecordId', 'EventRecordID'],
  ['EventId', 'EventID'],
  ['TimeCreated', 'TimeCreated_SystemTime'],
  ['Provider', 'Provider_Name'],
  ['ProcessId', 'Execution_ProcessID'],
  ['ThreadId', 'Execution_ThreadID'],
  ['UserId', 'Security_UserID'],
  ['UserName', 'MapUserName'],
  ['RemoteHost', 'MapRemoteHost'],
]);

/** Words that stand for numbers of System. */
const levels = new Map([
  ['LogAlways', '0'],
  ['Critical', '1'],
  ['Error', '2'],
  ['Warning', '3'],
  ['Info', '4'],
  ['Verbose', '5'],
]);
const keywords = new Map([
  ['Audit failure', '0x8010000000000000'],
  ['Audit success', '0x8020000000000000'],
]);
/** Under these stand the texts of elements with attributes. */
const textKeys = new Set(['#text', '#cdata-section']);

/**
 * Events of Windows as EvtxECmd writes them, to CSV or to JSON, one per line:
 *
 * ```
 * RecordNumber,EventRecordId,TimeCreated,EventId,Level,Provider,Channel,...,UserName,...,PayloadData1,...,Payload
 * 7,7,2026-08-01 03:04:05.1234567,4688,LogAlways,P,Security,...,"{""EventData"":{""Data"":[{""@Name"":""CommandLine"",""#text"":""cmd""}]}}"
 * {"ChunkNumber":0,"Payload":"{\"UserData\":{\"EventXML\":{\"User\":\"an\"}}}","Channel":"C","Provider":"P","EventId":21}
 * ```
 *
 * Beside parts of System, `Payload` holds the body of the event, its XML turned into JSON: attributes begin with `@`,
 * and texts beside attributes stand under `#text`. Its names and values become fields under the names that the same
 * event has in an EVTX file, in place of `Payload` (which is a name of some events itself). Times are UTC.
 */
export class EvtxecmdRecord {
  readonly #names: FieldNames;
  readonly #text = new ValueText();
  readonly #payload: number;
  readonly #level: number;
  readonly #keywords: number;

  constructor(names: FieldNames) {
    this.#names = names;
    this.#payload = names.id('Payload');
    this.#level = names.id('Level');
    this.#keywords = names.id('Keywords');
  }

  /** Puts the body in place of `Payload`; false where it cannot be read, and then stays as it is. */
  finish(view: RecordView): boolean {
    const { fields, count } = view;
    let [payload, level, keyword] = [-1, -1, -1];
    for (let i = 0; i < count; i++) {
      if (fields[i] === this.#payload) payload = i;
      else if (fields[i] === this.#level) level = i;
      else if (fields[i] === this.#keywords) keyword = i;
    }
    view.isLocalTime = false;
    if (level >= 0) this.#replace(view, level, levels);
    if (keyword >= 0) this.#replace(view, keyword, keywords);
    return payload < 0 || this.#expand(view, payload);
  }

  #replace(view: RecordView, i: number, numbers: ReadonlyMap<string, string>): void {
    const number = numbers.get(this.#textAt(view, i));
    if (number === undefined) return;
    view.addMade(view.fields[i]!, number);
    moveLastTo(view, i);
  }

  #expand(view: RecordView, i: number): boolean {
    const text = this.#textAt(view, i);
    if (text === '') return true;
    let body: unknown;
    try {
      body = JSON.parse(text);
    } catch {
      return false;
    }
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return false;
    moveLastTo(view, i);
    let isWhole = true;
    for (const [area, node] of Object.entries(body))
      if (!this.#readNode(view, area, area, node, 0)) isWhole = false;
    return isWhole;
  }

  /** Adds what an element holds; false where it goes deeper than any event. */
  #readNode(view: RecordView, area: string, element: string, node: unknown, depth: number): boolean {
    if (depth > depthMax) return false;
    // An element without any text is an absent value.
    if (node === null) return true;
    if (Array.isArray(node)) {
      let isWhole = true;
      for (const item of node) isWhole = this.#readNode(view, area, element, item, depth + 1) && isWhole;
      return isWhole;
    }
    if (typeof node === 'object') return this.#readElement(view, area, element, node, depth);
    this.#add(view, area, element, String(node));
    return true;
  }

  #readElement(view: RecordView, area: string, element: string, node: object, depth: number): boolean {
    const isData = element === 'Data' || element === 'ComplexData';
    let name = element;
    let text: string | undefined;
    let isWhole = true;
    for (const [key, value] of Object.entries(node)) {
      if (!key.startsWith('@') && !textKeys.has(key)) {
        isWhole = this.#readNode(view, area, key, value, depth + 1) && isWhole;
        continue;
      }
      const own = textOf(value);
      if (own === undefined) isWhole = false;
      else if (textKeys.has(key)) text = (text ?? '') + own;
      else if (isData && key === '@Name') {
        name = own || element;
        text ??= '';
      } else if (!key.startsWith('@xmlns')) this.#add(view, area, `${element}_${key.slice(1)}`, own);
    }
    if (text !== undefined) this.#add(view, area, name, text);
    return isWhole;
  }

  #add(view: RecordView, area: string, name: string, text: string): void {
    view.addMade(this.#names.idInLog(fieldName(area, name)), text);
  }

  #textAt(view: RecordView, i: number): string {
    this.#text.read(view.bufferOf(i), view.offsets[i]!, view.lengths[i]!, view.types[i]!);
    return this.#text.toString();
  }
}

/** The text of a value, or of a list of values; undefined where there is more below it than any event has. */
function textOf(value: unknown): string | undefined {
  if (!Array.isArray(value))
    return value === null ? '' : typeof value === 'object' ? undefined : String(value);
  return value.some((one) => typeof one === 'object' && one !== null)
    ? undefined
    : value.map((one) => one ?? '').join('');
}

/** Puts the last value in place of another. */
function moveLastTo(view: RecordView, i: number): void {
  const last = view.count - 1;
  const { fields, places, offsets, lengths, types } = view;
  fields[i] = fields[last]!;
  places[i] = places[last]!;
  offsets[i] = offsets[last]!;
  lengths[i] = lengths[last]!;
  types[i] = types[last]!;
  view.count = last;
}
