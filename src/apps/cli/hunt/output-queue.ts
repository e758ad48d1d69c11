const batchLength = 65_536;

/** Gathers small writes; a reader that closes early (`| head`) ends the output quietly. */
export class OutputQueue {
  readonly #stream: NodeJS.WritableStream;
  #batch = '';
  readonly #closing = new AbortController();
  #waiting = 0;
  #pending: Promise<void> = Promise.resolve();

  constructor(stream: NodeJS.WritableStream) {
    this.#stream = stream;
    stream.on('error', () => {
      this.#closing.abort();
    });
  }

  /** Fires when the reader has gone: nothing more needs to be made. */
  get closed(): AbortSignal {
    return this.#closing.signal;
  }

  write(text: string): void {
    this.#batch += text;
    if (this.#batch.length >= batchLength) this.#flush();
  }

  /** Bytes that nobody changes any more. */
  writeBytes(bytes: Uint8Array): void {
    this.#flush();
    this.#send(bytes);
  }

  /** Whether the reader is slower than the writer. */
  get isBehind(): boolean {
    return this.#waiting > 8;
  }

  /** Resolves when what was handed on is written. */
  async drain(): Promise<void> {
    await this.#pending;
  }

  /** Resolves when everything is written. */
  async end(): Promise<void> {
    this.#flush();
    await this.#pending;
  }

  #flush(): void {
    const text = this.#batch;
    this.#batch = '';
    if (text !== '') this.#send(text);
  }

  #send(data: string | Uint8Array): void {
    if (this.closed.aborted) return;
    this.#waiting++;
    this.#pending = this.#pending.then(
      () =>
        new Promise((resolve) => {
          this.#waiting--;
          if (this.closed.aborted) resolve();
          else this.#stream.write(data, () => resolve());
        }),
    );
  }
}
