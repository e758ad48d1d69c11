import { FieldNames } from '../../field-names.ts';
import { RecordView } from '../../record-view.ts';
import { WorkMemory } from '../../work-memory.ts';
import { chunkBytes } from '../read-chunk.ts';
import { type ByteRange, EvtxReader } from '../read-evtx.ts';

const guardBytes = 4096;
const memoryBytes = 64 << 20;

/** A view that counts the records which JavaScript had to walk; those in unused space are ruins as a rule. */
class CountingView extends RecordView {
  walked = 0;
  #isCounted = false;

  override reset(): void {
    super.reset();
    this.#isCounted = false;
  }

  override setFileTime(low: number, high: number): void {
    // It is set for the head of the record and again for its values.
    if (!this.isRecovered && !this.#isCounted) this.walked++;
    this.#isCounted = true;
    super.setFileTime(low, high);
  }
}

/**
 * Reads the same event logs with the kernel and without it. Both readers live on from log to log, as in a hunt.
 */
export class WalkComparison {
  readonly #names = new FieldNames();
  readonly #plain = new EvtxReader(this.#names);
  readonly #view: CountingView;
  readonly #inMemory: EvtxReader;
  readonly #guards: readonly Uint8Array[];
  /** What came out so far, records and damages. */
  records = 0;

  constructor() {
    const memory = WorkMemory.make(memoryBytes);
    if (memory === undefined) throw new Error('no memory that kernels can read');
    const guard = (): Uint8Array => memory.bytesAt(memory.reserve(guardBytes), guardBytes).fill(0xa5);
    const before = guard();
    this.#view = new CountingView(memory);
    const between = guard();
    this.#inMemory = new EvtxReader(this.#names, this.#view);
    this.#guards = [before, between, guard()];
  }

  /** Records, but for those in unused space, that the kernel left to JavaScript. */
  get walked(): number {
    return this.#view.walked;
  }

  /** Whether nobody wrote where nothing of the reader lies. */
  get isIntact(): boolean {
    return this.#guards.every((guard) => guard.every((byte) => byte === 0xa5));
  }

  /** Reads the chunks of a log; gives what came out of each way. */
  readChunks(log: Uint8Array): { plain: readonly string[]; kernel: readonly string[] } {
    const chunk = new Uint8Array(chunkBytes);
    return this.#both((reader, options) => {
      for (let at = 4096; at < log.length; at += chunkBytes) {
        chunk.fill(0);
        chunk.set(log.subarray(at, at + chunkBytes));
        reader.readChunk(chunk, at, options);
      }
    });
  }

  /** Reads a file; gives what came out of each way. */
  readFile(path: string, range: ByteRange): { plain: readonly string[]; kernel: readonly string[] } {
    return this.#both((reader, options) => reader.read(path, range, options));
  }

  #both(read: (reader: EvtxReader, options: Parameters<EvtxReader['read']>[2]) => void) {
    const trace = (reader: EvtxReader): string[] => {
      const lines: string[] = [];
      read(reader, {
        recoverSlack: true,
        onRecord: (view) => lines.push(describe(view)),
        onDamage: ({ offset, reason }) => lines.push(`${offset}: ${reason}`),
      });
      return lines;
    };
    const plain = trace(this.#plain);
    const kernel = trace(this.#inMemory);
    this.records += kernel.length;
    return { plain, kernel };
  }
}

/** All that can be asked of a view, but where its bytes lie. */
function describe(view: RecordView): string {
  const { record, fileOffset, byteLength, unitBytes, timeMicros, timeNanos, timeDigits, isRecovered } = view;
  const head = { record, fileOffset, byteLength, unitBytes, timeMicros, timeNanos, timeDigits, isRecovered };
  let text = JSON.stringify(head);
  for (let i = 0; i < view.count; i++) {
    const offset = view.offsets[i]!;
    const { buffer, byteOffset } = view.bufferOf(i);
    const value = Buffer.from(buffer, byteOffset + offset, view.lengths[i]!).toString('latin1');
    text += `\n${view.fields[i]} ${view.places[i]} ${view.types[i]} ${value}`;
  }
  return text;
}
