import { Worker } from 'node:worker_threads';
import type { ParseReply, ParseRequest } from './parse-worker.ts';
import type { MailWarningCode, ParsedMessage } from './parsed-message.ts';

export type ParseOutcome = { message: ParsedMessage } | { code: MailWarningCode; reason: string };

type Job = { request: ParseRequest; finish: (outcome: ParseOutcome) => void };
type IdleWorker = { worker: Worker; memoryMb: number; retire: NodeJS.Timeout };

const workerCountMax = 2;
const idleMs = 10_000;
const memoryCheckMs = 100;

const waiting: Job[] = [];
const idle: IdleWorker[] = [];
let busyCount = 0;

const startWorker = (memoryMb: number): Worker => {
  const worker = new Worker(new URL('./parse-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
    env: {},
    execArgv: [],
    stdin: false,
    stdout: true,
    stderr: true,
  });
  worker.unref();
  return worker;
};

/** By name: removing all would also remove Node's own, and a worker without them never answers again. */
const forgetListeners = (worker: Worker): void => {
  for (const event of ['message', 'messageerror', 'error', 'exit']) worker.removeAllListeners(event);
};

const takeWorker = (memoryMb: number): Worker => {
  const index = idle.findIndex((entry) => entry.memoryMb === memoryMb);
  const entry = index < 0 ? undefined : idle.splice(index, 1)[0];
  if (!entry) return startWorker(memoryMb);
  clearTimeout(entry.retire);
  forgetListeners(entry.worker);
  return entry.worker;
};

const keepWorker = (worker: Worker, memoryMb: number): void => {
  const drop = (): void => {
    const index = idle.findIndex((entry) => entry.worker === worker);
    if (index >= 0) idle.splice(index, 1);
    void worker.terminate();
  };
  worker.unref();
  worker.on('error', drop);
  worker.on('exit', drop);
  idle.push({ worker, memoryMb, retire: setTimeout(drop, idleMs).unref() });
};

/** Byte arrays live outside the heap that V8 limits: measure them, and end the thread when they grow too far. */
const watchMemory = (worker: Worker, memoryMb: number, onExceeded: () => void): NodeJS.Timeout =>
  setInterval(() => {
    void worker
      .getHeapStatistics()
      .then((statistics) => {
        if (statistics.external_memory > memoryMb * 2 * 1_048_576) onExceeded();
      })
      .catch(() => undefined);
  }, memoryCheckMs);

const runJob = (job: Job): void => {
  const { raw, limits } = job.request;
  const worker = takeWorker(limits.memoryMb);
  worker.ref();
  busyCount += 1;
  const finish = (outcome: ParseOutcome, isWorkerSound: boolean): void => {
    clearTimeout(deadline);
    clearInterval(watch);
    forgetListeners(worker);
    if (isWorkerSound) keepWorker(worker, limits.memoryMb);
    else {
      worker.on('error', () => undefined);
      void worker.terminate();
    }
    busyCount -= 1;
    job.finish(outcome);
    startWaiting();
  };
  const outOfMemory = (): void => finish({ code: 'parser.out-of-memory', reason: '' }, false);
  const deadline = setTimeout(
    () => finish({ code: 'parser.timed-out', reason: '' }, false),
    limits.timeoutMs,
  );
  const watch = watchMemory(worker, limits.memoryMb, outOfMemory);
  worker.once('message', (reply: ParseReply) =>
    finish('message' in reply ? reply : { code: 'parser.failed', reason: reply.failure }, true),
  );
  worker.once('messageerror', (error) => finish({ code: 'parser.failed', reason: String(error) }, false));
  worker.once('error', (error: NodeJS.ErrnoException) =>
    error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      ? outOfMemory()
      : finish({ code: 'parser.failed', reason: String(error.message).slice(0, 500) }, false),
  );
  worker.once('exit', () => finish({ code: 'parser.failed', reason: 'exit' }, false));
  // A copy is handed over: the caller keeps its bytes, and no shared pool is detached.
  const copy = new Uint8Array(raw);
  worker.postMessage({ raw: copy, limits } satisfies ParseRequest, [copy.buffer]);
};

const startWaiting = (): void => {
  while (busyCount < workerCountMax) {
    const job = waiting.shift();
    if (!job) return;
    runJob(job);
  }
};

/**
 * Reads a mail in one of at most two worker threads with a heap limit and a deadline; idle threads end after ten
 * seconds and never hold the process. Resolves in any case.
 */
export const runParseWorker = (request: ParseRequest): Promise<ParseOutcome> =>
  new Promise((resolve) => {
    waiting.push({ request, finish: resolve });
    startWaiting();
  });
