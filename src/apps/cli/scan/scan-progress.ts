import type { CliIo } from '../command.ts';
import { formatNumber, type Language } from '../hunt/language.ts';
import type { FileToScan } from './scan-files.ts';
import { scanTexts } from './scan-texts.ts';

const intervalMs = 200;

/** One line on stderr that is redrawn while the scan runs; silent where stderr is no terminal. */
export class ScanProgress {
  readonly #io: CliIo;
  readonly #language: Language;
  readonly #files: readonly FileToScan[];
  readonly #bytesTotal: number;
  readonly #started = performance.now();
  #bytesDone = 0;
  #drawnAt = 0;
  #isDrawn = false;

  constructor(io: CliIo, language: Language, files: readonly FileToScan[]) {
    this.#io = io;
    this.#language = language;
    this.#files = files;
    this.#bytesTotal = files.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** The file of this number is done. */
  update(number: number): void {
    this.#bytesDone += this.#files[number]!.bytes;
    const now = performance.now();
    const stream = this.#io.stderr as NodeJS.WriteStream;
    if (stream.isTTY !== true || now - this.#drawnAt < intervalMs) return;
    this.#drawnAt = now;
    this.#isDrawn = true;
    const seconds = (now - this.#started) / 1000;
    const share = this.#bytesDone / this.#bytesTotal;
    const left = (seconds / share) * (1 - share);
    const text = scanTexts[this.#language].progress(
      formatNumber(share * 100, this.#language),
      formatNumber(number + 1, this.#language),
      formatNumber(this.#bytesDone / 1e6 / seconds, this.#language),
      `${Math.floor(left / 60)}:${String(Math.ceil(left % 60)).padStart(2, '0')}`,
    );
    stream.write(`\r\x1b[2K${text.slice(0, Math.max(1, (stream.columns ?? 200) - 1))}`);
  }

  /** Takes the line away. */
  clear(): void {
    if (this.#isDrawn) this.#io.stderr.write('\r\x1b[2K');
    this.#isDrawn = false;
  }
}
