import type { FieldNames } from '../field-names.ts';
import { Place, type RecordView, ValueType } from '../record-view.ts';
import { ValueText } from '../value-text.ts';
import type { WorkMemory } from '../work-memory.ts';
import { BadBinaryXml, BinaryXmlReader, fieldName, fixedSize, type Part, u16, u32 } from './binary-xml.ts';
import { LiteralStore } from './literal-store.ts';
import { compileTemplate, SlotKind, type Template, templateKey } from './template.ts';
import { WalkKernel } from './walk-kernel.ts';

const nestingMax = 8;
const templatesMax = 20_000;
// A crafted template can name the same nested value many times, on every level.
const fragmentsPerRecordMax = 4096;
const valuesPerRecordMax = 65_536;
const binaryXmlType = 0x21;
const arrayFlag = 0x80;

/** The values of one template instance. */
type Values = { count: number; offsets: Int32Array; lengths: Int32Array; types: Uint8Array };

/**
 * Fills a view with the fields of one record.
 *
 * Templates are compiled once and shared between chunks and files; for each record only the descriptors of its
 * values are walked.
 */
export class RecordWalker {
  /** Does what is usual in the place of {@link walk}; undefined where there is no memory that it could read. */
  readonly kernel: WalkKernel | undefined;
  readonly #names: FieldNames;
  readonly #memory: WorkMemory | undefined;
  readonly #literals: LiteralStore;
  readonly #shared = new Map<string, Template>();
  readonly #ofChunk = new Map<string, Map<number, Template>>();
  readonly #values: Values[] = [];
  readonly #text = new ValueText();
  readonly #timeField: number;
  #chunk: Uint8Array = new Uint8Array(0);
  /** Where the chunk lies in the memory of the worker: places of values count from its beginning. */
  #base = 0;
  #fragments = 0;

  /** @param view that is filled: kernels can read it where it lies in the memory of a worker */
  constructor(names: FieldNames, view: RecordView) {
    this.#names = names;
    this.#memory = view.memory;
    this.#literals = new LiteralStore(view.memory);
    this.#timeField = names.id('TimeCreated_SystemTime');
    this.kernel = WalkKernel.start(view, this.#timeField);
  }

  /** Goes on to another chunk: offsets of templates belong to one chunk only. */
  enterChunk(chunk: Uint8Array): void {
    this.#chunk = chunk;
    this.#base = this.#memory === undefined ? 0 : chunk.byteOffset;
    for (const templates of this.#ofChunk.values()) templates.clear();
    if (this.#shared.size > templatesMax || this.#literals.isLarge) {
      this.#shared.clear();
      this.#literals.clear();
      this.kernel?.forget();
    }
    this.kernel?.enterChunk(this.#base);
  }

  /** Where offsets of the chunk count from in views. */
  get base(): number {
    return this.#base;
  }

  /** Reads the record that the kernel read last, as far as that could. False where it must be walked. */
  take(view: RecordView): boolean {
    if (this.kernel === undefined || !this.kernel.fill(view)) return false;
    this.#setBuffers(view);
    return true;
  }

  /** Reads the binary XML of a record. Throws {@link BadBinaryXml} where it is damaged. */
  walk(view: RecordView, start: number, end: number): void {
    this.#fragments = 0;
    this.#walkFragment(view, start, end, 'root', 0);
    this.#setBuffers(view);
  }

  #setBuffers(view: RecordView): void {
    view.bytes = this.#memory?.bytes ?? this.#chunk;
    view.literals = this.#literals.bytes;
    view.literalsEpoch = this.#literals.epoch;
  }

  #walkFragment(view: RecordView, start: number, end: number, area: string, depth: number): void {
    if (depth > nestingMax) throw new BadBinaryXml('fragments nested too deeply', start);
    this.#fragments++;
    if (this.#fragments > fragmentsPerRecordMax || view.count > valuesPerRecordMax)
      throw new BadBinaryXml('more fragments than a record can have', start);
    let at = start;
    while (at + 4 <= end && this.#chunk[at] === 0x0f) at += 4;
    if (this.#chunk[at] === 0x0c) {
      this.#walkInstance(view, at, end, area, depth);
      return;
    }
    const reader = new BinaryXmlReader(this.#chunk, this.#names, { start: at, end }, false);
    reader.readFragment(area);
    for (const piece of reader.pieces) {
      const text = piece.parts.map((part) => ('text' in part ? part.text : '')).join('');
      view.addMade(piece.field, text);
    }
    if (reader.instanceAt >= 0) this.#walkInstance(view, reader.instanceAt, end, reader.instanceArea, depth);
  }

  /** A template instance: 0x0c, 0x01, id u32, definition offset u32, [definition], count u32, descriptors, values. */
  #walkInstance(view: RecordView, start: number, end: number, area: string, depth: number): void {
    const chunk = this.#chunk;
    const definition = u32(chunk, start + 6);
    let at = start + 10;
    if (definition + 24 > chunk.length) throw new BadBinaryXml('template outside its chunk', start);
    if (definition === at) at += 24 + u32(chunk, at + 20);
    const template = this.#template(definition, area);
    const values = this.#readDescriptors(at, end, depth);
    this.#fill(view, template, values, depth);
  }

  #template(definition: number, area: string): Template {
    let templates = this.#ofChunk.get(area);
    if (templates === undefined) {
      templates = new Map();
      this.#ofChunk.set(area, templates);
    }
    let template = templates.get(definition);
    if (template === undefined) {
      const key = templateKey(this.#chunk, definition, area);
      template = this.#shared.get(key);
      if (template === undefined) {
        template = compileTemplate(this.#chunk, definition, area, this.#names, this.#literals);
        this.#shared.set(key, template);
      }
      templates.set(definition, template);
      this.kernel?.learn(area, definition, template);
    }
    return template;
  }

  #readDescriptors(start: number, end: number, depth: number): Values {
    const chunk = this.#chunk;
    const count = u32(chunk, start);
    let offset = start + 4 + count * 4;
    if (offset > end) throw new BadBinaryXml('more values announced than the record can hold', start);
    let values = this.#values[depth];
    if (values === undefined || values.offsets.length < count) {
      const size = Math.max(64, count * 2);
      values = {
        count,
        offsets: new Int32Array(size),
        lengths: new Int32Array(size),
        types: new Uint8Array(size),
      };
      this.#values[depth] = values;
    }
    values.count = count;
    for (let i = 0, at = start + 4; i < count; i++, at += 4) {
      const length = u16(chunk, at);
      values.offsets[i] = offset;
      values.lengths[i] = length;
      values.types[i] = chunk[at + 2]!;
      offset += length;
    }
    if (offset > end) throw new BadBinaryXml('values run past their record', start);
    return values;
  }

  #fill(view: RecordView, template: Template, values: Values, depth: number): void {
    const { kinds, fields, sources, lengths, optional } = template;
    for (let slot = 0; slot < template.count; slot++) {
      const kind = kinds[slot];
      if (kind === SlotKind.substitution) {
        const index = sources[slot]!;
        if (index >= values.count) continue;
        const type = values.types[index]!;
        if (type === 0 && optional[slot] === 1) continue;
        if (type >= binaryXmlType) this.#addUnusual(view, template, slot, values, index, depth);
        else this.#addValue(view, fields[slot]!, values.offsets[index]!, values.lengths[index]!, type);
      } else if (kind === SlotKind.literal) {
        view.add(fields[slot]!, Place.literal, sources[slot]!, lengths[slot]!, ValueType.utf16);
      } else this.#addMade(view, template, slot, values);
    }
  }

  #addValue(view: RecordView, field: number, offset: number, length: number, type: number): void {
    if (field === this.#timeField && type === ValueType.fileTime && length === 8)
      view.setFileTime(u32(this.#chunk, offset), u32(this.#chunk, offset + 4));
    this.#add(view, field, offset, length, type === 0 ? ValueType.utf16 : type);
  }

  #add(view: RecordView, field: number, offset: number, length: number, type: number): void {
    view.add(field, Place.record, this.#base + offset, length, type);
  }

  /** Nested binary XML and arrays. The types 0x22 to 0x7f are not in use: their bytes are shown as they are. */
  #addUnusual(
    view: RecordView,
    template: Template,
    slot: number,
    values: Values,
    index: number,
    depth: number,
  ): void {
    const type = values.types[index]!;
    const offset = values.offsets[index]!;
    const length = values.lengths[index]!;
    const field = template.fields[slot]!;
    if (type === binaryXmlType) {
      if (length === 0) return;
      // The nested walk reuses the buffers of its own depth, so `values` stays intact.
      this.#walkFragment(view, offset, offset + length, template.pieces[slot]!.innerArea, depth + 1);
    } else if ((type & arrayFlag) === 0) this.#add(view, field, offset, length, ValueType.binary);
    else if (type === (arrayFlag | ValueType.utf16)) this.#addStrings(view, field, offset, length);
    else {
      const size = fixedSize(type & 0x7f);
      if (size === undefined || size === 0) this.#add(view, field, offset, length, ValueType.binary);
      else
        for (let at = offset; at + size <= offset + length; at += size)
          this.#add(view, field, at, size, type & 0x7f);
    }
  }

  /** An array of texts: each ends with a NUL. */
  #addStrings(view: RecordView, field: number, offset: number, length: number): void {
    let start = offset;
    for (let at = offset; at + 2 <= offset + length; at += 2) {
      if (u16(this.#chunk, at) !== 0) continue;
      this.#add(view, field, start, at - start, ValueType.utf16);
      start = at + 2;
    }
    if (start < offset + length) this.#add(view, field, start, offset + length - start, ValueType.utf16);
  }

  /** A name or a content of several parts, put together for this record. */
  #addMade(view: RecordView, template: Template, slot: number, values: Values): void {
    const piece = template.pieces[slot]!;
    let field = piece.field;
    if (piece.nameParts !== undefined) {
      const name = this.#join(piece.nameParts, values);
      field = this.#names.id(fieldName('EventData', name === '' ? 'Data' : name));
    }
    const only = piece.parts.length === 1 ? piece.parts[0]! : undefined;
    if (only !== undefined && 'substitution' in only) {
      const index = only.substitution;
      if (index >= values.count || (values.types[index] === 0 && only.isOptional)) return;
      this.#addValue(view, field, values.offsets[index]!, values.lengths[index]!, values.types[index]!);
    } else view.addMade(field, this.#join(piece.parts, values));
  }

  #join(parts: readonly Part[], values: Values): string {
    let text = '';
    for (const part of parts) {
      if ('text' in part) text += part.text;
      else if (part.substitution < values.count) {
        const index = part.substitution;
        this.#text.read(
          this.#chunk,
          values.offsets[index]!,
          values.lengths[index]!,
          values.types[index]! || 1,
        );
        text += this.#text.toString();
      }
    }
    return text;
  }
}
