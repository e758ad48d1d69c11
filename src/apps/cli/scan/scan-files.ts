import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { FromScanWorker, ScanSetup, ToScanWorker } from './scan-worker.ts';

export type FileToScan = { readonly path: string; readonly bytes: number; readonly mtimeMs: number };

/** Files handed to a worker before it has answered; keeps it busy while an answer travels. */
const filesAhead = 2;

/**
 * Scans files in worker processes: a hostile file that brings the native engine down costs its own result, not the
 * scan. Results come in the order of the files, whatever the number of workers.
 */
export async function scanFiles(
  files: readonly FileToScan[],
  setup: ScanSetup,
  workers: number,
  onResult: (result: FromScanWorker) => void,
  signal: AbortSignal,
): Promise<void> {
  if (files.length === 0 || signal.aborted) return;
  await new ScanPool(files, setup, onResult, signal).run(Math.min(workers, files.length));
}

class ScanPool {
  readonly #files: readonly FileToScan[];
  readonly #setup: ScanSetup;
  readonly #onResult: (result: FromScanWorker) => void;
  readonly #signal: AbortSignal;
  readonly #running = new Map<ChildProcess, number[]>();
  readonly #results = new Map<number, FromScanWorker>();
  #nextFile = 0;
  #nextResult = 0;
  #resolve: () => void = () => {};

  constructor(
    files: readonly FileToScan[],
    setup: ScanSetup,
    onResult: (result: FromScanWorker) => void,
    signal: AbortSignal,
  ) {
    this.#files = files;
    this.#setup = setup;
    this.#onResult = onResult;
    this.#signal = signal;
  }

  async run(workers: number): Promise<void> {
    const finished = new Promise<void>((resolve) => {
      this.#resolve = resolve;
    });
    const stop = (): void => this.#resolve();
    this.#signal.addEventListener('abort', stop, { once: true });
    for (let i = 0; i < workers; i++) this.#start([]);
    await finished;
    this.#signal.removeEventListener('abort', stop);
    for (const [, result] of [...this.#results].sort(([a], [b]) => a - b)) this.#onResult(result);
    for (const worker of this.#running.keys()) worker.kill('SIGKILL');
  }

  #start(numbers: readonly number[]): void {
    const worker = fork(join(import.meta.dirname, 'scan-worker.ts'), [], {
      serialization: 'advanced',
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    this.#running.set(worker, []);
    worker.on('message', (result: FromScanWorker) => {
      const open = this.#running.get(worker);
      if (open !== undefined) open.splice(open.indexOf(result.number), 1);
      this.#settle(result);
      this.#feed(worker);
    });
    worker.on('error', () => {});
    worker.on('exit', () => this.#bury(worker));
    this.#send(worker, { type: 'start', ...this.#setup });
    for (const number of numbers) this.#give(worker, number);
    for (let i = numbers.length; i < filesAhead; i++) this.#feed(worker);
  }

  #feed(worker: ChildProcess): void {
    if (this.#nextFile < this.#files.length && worker.connected) this.#give(worker, this.#nextFile++);
  }

  #give(worker: ChildProcess, number: number): void {
    this.#running.get(worker)?.push(number);
    this.#send(worker, { type: 'file', number, path: this.#files[number]!.path });
  }

  #send(worker: ChildProcess, message: ToScanWorker): void {
    worker.send(message, () => {});
  }

  /** A worker died: the file that it had first is to blame, a new worker takes the others. */
  #bury(worker: ChildProcess): void {
    const [blamed, ...others] = this.#running.get(worker) ?? [];
    if (!this.#running.delete(worker) || this.#signal.aborted || blamed === undefined) return;
    const fault = 'the scanning process ended unexpectedly over this file';
    this.#settle({ number: blamed, bytes: this.#files[blamed]!.bytes, matches: [], faults: [fault] });
    if (this.#nextResult < this.#files.length) this.#start(others);
  }

  #settle(result: FromScanWorker): void {
    this.#results.set(result.number, result);
    for (;;) {
      const next = this.#results.get(this.#nextResult);
      if (next === undefined) break;
      this.#results.delete(this.#nextResult++);
      this.#onResult(next);
    }
    if (this.#nextResult >= this.#files.length) this.#resolve();
  }
}
