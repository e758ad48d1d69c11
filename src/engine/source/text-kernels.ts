import { AccessKernel } from './access-kernel.ts';
import { JsonKernel } from './json-kernel.ts';
import type { RecordView } from './record-view.ts';

/** The readers of text formats in WebAssembly, each started when its format is met first. */
export class TextKernels {
  readonly #view: RecordView;
  #access: AccessKernel | undefined | 'none';
  #json: JsonKernel | undefined | 'none';

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
}
