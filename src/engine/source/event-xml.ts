import { fieldName } from './evtx/binary-xml.ts';
import type { FieldNames } from './field-names.ts';
import { addText } from './line-bytes.ts';
import { parseIsoTime } from './parse-time.ts';
import type { RecordView } from './record-view.ts';
import type { ParseResult, TextFormat } from './text-format.ts';
import { type XmlHandler, XmlScanner } from './xml-scanner.ts';

/**
 * Events of Windows as XML, one or many, with or without a root, as `wevtutil qe /f:xml`, the Event Viewer,
 * `Get-WinEvent` (`ToXml()`) and collectors write them:
 *
 * ```
 * <Events><Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'>
 *   <System><Provider Name='P'/><EventID>4624</EventID><TimeCreated SystemTime='2026-08-01T03:04:05.1234567Z'/>
 *     <EventRecordID>7</EventRecordID><Channel>Security</Channel><Computer>PC-01</Computer></System>
 *   <EventData><Data Name='TargetUserName'>an</Data></EventData>
 *   <RenderingInfo Culture='vi-VN'><Message>...</Message></RenderingInfo>
 * </Event></Events>
 * ```
 *
 * Fields get the names that the same event has in an EVTX file, so the same rules fire. Texts stay bytes unless they
 * hold entities. Each element is cut out by its tags; a record that breaks off is reported and read up to there.
 */
export class EventXml implements TextFormat {
  readonly name = 'event-xml';
  readonly cut = 'elements';
  readonly isSplittable = false;
  readonly eventClass = {};
  readonly #names: FieldNames;
  readonly #scanner = new XmlScanner();
  readonly #time: number;
  readonly #recordId: number;

  constructor(names: FieldNames) {
    this.#names = names;
    this.#time = names.id('TimeCreated_SystemTime');
    this.#recordId = names.id('EventRecordID');
  }

  parse(view: RecordView, start: number, end: number): ParseResult {
    const reader = new EventReader(view, this.#names);
    const isWhole = this.#scanner.scan(view.bytes, start, end, reader);
    if (view.count === 0) return 'damaged';
    this.#readTime(view);
    this.#readNumber(view);
    return isWhole && reader.isClosed ? 'record' : 'partial';
  }

  #readTime(view: RecordView): void {
    const at = view.indexOf(this.#time);
    if (at < 0) return;
    const offset = view.offsets[at]!;
    const time = parseIsoTime(view.bufferOf(at), offset, offset + view.lengths[at]!);
    if (time !== undefined) view.setTime({ ...time, isLocal: false });
  }

  /** Events carry their own number, which says more than their place in the export. */
  #readNumber(view: RecordView): void {
    const at = view.indexOf(this.#recordId);
    if (at < 0 || view.lengths[at]! > 15) return;
    const bytes = view.bufferOf(at).subarray(view.offsets[at]!, view.offsets[at]! + view.lengths[at]!);
    const text = Buffer.from(bytes).toString('latin1');
    if (/^\d+$/.test(text)) view.record = Number(text);
  }
}

/** One open element. */
type Level = {
  readonly element: string;
  /** The part of the event it stands in, and the one that its children stand in. */
  readonly outer: string;
  readonly area: string;
  dataName: string | undefined;
  hasChildren: boolean;
  /** The text seen so far: one run of bytes, or a text put together. */
  from: number;
  to: number;
  made: string | undefined;
};

class EventReader implements XmlHandler {
  readonly #view: RecordView;
  readonly #names: FieldNames;
  readonly #levels: Level[] = [];
  isClosed = false;

  constructor(view: RecordView, names: FieldNames) {
    this.#view = view;
    this.#names = names;
  }

  open(element: string): void {
    const parent = this.#levels.at(-1);
    if (parent !== undefined) parent.hasChildren = true;
    const outer = parent?.area ?? 'root';
    const area =
      parent === undefined
        ? element === 'Event'
          ? 'event'
          : element
        : parent.area === 'event'
          ? element
          : parent.area;
    this.#levels.push({
      element,
      outer,
      area,
      dataName: undefined,
      hasChildren: false,
      from: -1,
      to: -1,
      made: undefined,
    });
  }

  attribute(name: string, from: number, to: number, made: string | undefined): void {
    const level = this.#levels.at(-1)!;
    if (name === 'Name' && (level.element === 'Data' || level.element === 'ComplexData'))
      level.dataName = made ?? Buffer.from(this.#view.bytes.subarray(from, to)).toString('utf8');
    else if (!name.startsWith('xmlns')) this.#add(level.outer, `${level.element}_${name}`, from, to, made);
  }

  text(from: number, to: number, made: string | undefined): void {
    const level = this.#levels.at(-1);
    if (level === undefined) return;
    if (level.from < 0 && level.made === undefined && made === undefined) {
      level.from = from;
      level.to = to;
      return;
    }
    const before = level.made ?? (level.from < 0 ? '' : this.#textOf(level.from, level.to));
    level.made = before + (made ?? this.#textOf(from, to));
  }

  close(isEmpty: boolean): void {
    const level = this.#levels.pop();
    if (level === undefined) return;
    if (this.#levels.length === 0) this.isClosed = true;
    // `<Data/>` is an absent value, `<Data></Data>` an empty one.
    if (isEmpty || level.area === 'event') return;
    const isBlank = level.from < 0 && level.made === undefined;
    if (level.hasChildren && (isBlank || this.#isBlank(level))) return;
    if (isBlank && level.outer === 'event') return;
    const name = level.dataName === undefined || level.dataName === '' ? level.element : level.dataName;
    this.#add(level.outer, name, Math.max(0, level.from), Math.max(0, level.to), level.made);
  }

  #add(area: string, name: string, from: number, to: number, made: string | undefined): void {
    const field = this.#names.idInLog(fieldName(area, name));
    if (made !== undefined) this.#view.addMade(field, made);
    else addText(this.#view, field, from, to);
  }

  #textOf(from: number, to: number): string {
    return Buffer.from(this.#view.bytes.subarray(from, to)).toString('utf8');
  }

  #isBlank(level: Level): boolean {
    return (level.made ?? this.#textOf(level.from, level.to)).trim() === '';
  }
}
