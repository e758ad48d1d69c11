import type { HuntProgress } from '../../../engine/run/hunt.ts';
import type { CliIo } from '../command.ts';
import { formatNumber, type Language, textsOf } from './language.ts';

const intervalMs = 200;

/** One line on stderr that is redrawn while the hunt runs; silent where stderr is no terminal. */
export class ProgressLine {
  readonly #io: CliIo;
  readonly #language: Language;
  readonly #started = performance.now();
  #drawnAt = 0;
  #isDrawn = false;

  constructor(io: CliIo, language: Language) {
    this.#io = io;
    this.#language = language;
  }

  update(progress: HuntProgress): void {
    const now = performance.now();
    if (!this.#io.isTty || now - this.#drawnAt < intervalMs || progress.bytesTotal === 0) return;
    this.#drawnAt = now;
    this.#isDrawn = true;
    const seconds = (now - this.#started) / 1000;
    const share = progress.bytesDone / progress.bytesTotal;
    const left = share > 0 ? (seconds / share) * (1 - share) : 0;
    const text = textsOf(this.#language).progress(
      formatNumber(share * 100, this.#language),
      formatNumber(progress.bytesDone / 1e6 / seconds, this.#language),
      `${Math.floor(left / 60)}:${String(Math.ceil(left % 60)).padStart(2, '0')}`,
      formatNumber(progress.findings, this.#language),
    );
    this.#io.stderr.write(`\r\x1b[2K${text}`);
  }

  /** Takes the line away. */
  clear(): void {
    if (this.#isDrawn) this.#io.stderr.write('\r\x1b[2K');
    this.#isDrawn = false;
  }
}
