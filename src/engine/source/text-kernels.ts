import { AccessKernel } from './access-kernel.ts';
import { DoubtfulLines } from './doubtful-lines.ts';
import { JsonKernel } from './json-kernel.ts';
import { ShapeKernel } from './line-shape.ts';
import type { RecordView } from './record-view.ts';
import { RequestKernel } from './request-values.ts';
import { SeparatedLine } from './separated-line.ts';

/** The readers of text formats in WebAssembly, each started when its format is met first. */
export class TextKernels {
  readonly #view: RecordView;
  #access: AccessKernel | undefined | 'none';
  #json: JsonKernel | undefined | 'none';
  #requests: RequestKernel | undefined | 'none';
  #separated: SeparatedLine | undefined;
  #doubtful: DoubtfulLines | undefined | 'none';
  #shape: ShapeKernel | undefined | 'none';

  /** @param view that the kernels fill */
  constructor(view: RecordView) {
    this.#view = view;
  }

  /** For access logs; undefined where kernels cannot run. */
  get access(): AccessKernel | undefined {
    this.#access ??= AccessKernel.start(this.#view) ?? 'none';
    return this.#access === 'none' ? undefined : this.#access;
  }

  /** For JSON; it remembers keys from file to file. Undefined where kernels cannot run. */
  get json(): JsonKernel | undefined {
    this.#json ??= JsonKernel.start(this.#view) ?? 'none';
    return this.#json === 'none' ? undefined : this.#json;
  }

  /** For formats with columns; without a kernel it does the same in JavaScript. */
  get separated(): SeparatedLine {
    this.#separated ??= new SeparatedLine(this.#view);
    return this.#separated;
  }

  /** For requests of web clients; undefined where kernels cannot run. */
  get requests(): RequestKernel | undefined {
    this.#requests ??= RequestKernel.start(this.#view) ?? 'none';
    return this.#requests === 'none' ? undefined : this.#requests;
  }

  /** Where kernels write down lines that have to be read; undefined where kernels cannot run. */
  get doubtful(): DoubtfulLines | undefined {
    const { memory } = this.#view;
    this.#doubtful ??= (memory === undefined ? undefined : DoubtfulLines.in(memory)) ?? 'none';
    return this.#doubtful === 'none' ? undefined : this.#doubtful;
  }

  /** For the shape of lines; undefined where kernels cannot run. */
  get shape(): ShapeKernel | undefined {
    this.#shape ??= this.#startShape() ?? 'none';
    return this.#shape === 'none' ? undefined : this.#shape;
  }

  #startShape(): ShapeKernel | undefined {
    const { doubtful } = this;
    return doubtful === undefined ? undefined : ShapeKernel.start(this.#view.memory!, doubtful);
  }
}
