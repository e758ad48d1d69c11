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
    if (!this.#isSeen() || now - this.#drawnAt < intervalMs || progress.bytesTotal === 0) return;
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
    const width = (this.#io.stderr as NodeJS.WriteStream).columns ?? text.length;
    this.#io.stderr.write(`\r\x1b[2K${text.slice(0, Math.max(1, width - 1))}`);
  }

  /** Output may go to a file while a person watches the progress. */
  #isSeen(): boolean {
    return (this.#io.stderr as NodeJS.WriteStream).isTTY === true;
  }

  /** Takes the line away. */
  clear(): void {
    if (this.#isDrawn) this.#io.stderr.write('\r\x1b[2K');
    this.#isDrawn = false;
  }
}
