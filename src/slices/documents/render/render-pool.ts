import { fileURLToPath } from 'node:url';
import { cleanTree } from './clean-tree.ts';
import type { DocumentTree } from './document-tree.ts';
import { RenderError, type RenderErrorCode } from './render-error.ts';
import type { RenderFormat, RenderReply, RenderRequest } from './render-message.ts';
import { type RenderProcess, startRenderProcess } from './render-process.ts';

export type RenderPoolOptions = {
  /** One document, from its turn to its reply. Default 20 s: a 30-page table takes under one. */
  readonly timeoutMs?: number;
  /** The process ends after this rest and starts again when needed. Default 60 s. */
  readonly idleMs?: number;
  /** Waiting documents; more are refused. Default 500. */
  readonly queueMax?: number;
  /** Replaces the rendering process, for tests of the time limit. */
  readonly workerFile?: string;
};

export interface RenderPool {
  render(format: RenderFormat, tree: DocumentTree): Promise<Uint8Array | string>;
  close(): Promise<void>;
}

type Job = RenderRequest & {
  readonly resolve: (output: Uint8Array | string) => void;
  readonly reject: (error: RenderError) => void;
};

/** A fresh process after so many documents keeps the native compiler's memory bounded. */
const documentsPerProcess = 1_000;

const settle = (job: Job, { output, failure = 'no output' }: RenderReply): void =>
  output === undefined
    ? job.reject(new RenderError('documents.render-failed', failure))
    : job.resolve(output);

const closedError = () => new RenderError('documents.render-failed', 'the pool is closed');

/** Renders one document after the other in a process of its own. */
export const createRenderPool = (options: RenderPoolOptions = {}): RenderPool => {
  const { timeoutMs = 20_000, idleMs = 60_000, queueMax = 500 } = options;
  const workerFile = options.workerFile ?? fileURLToPath(new URL('./typst-worker.ts', import.meta.url));
  const queue: Job[] = [];
  let worker: RenderProcess | undefined;
  let current: Job | undefined;
  let timer: NodeJS.Timeout | undefined;
  let lastId = 0;
  let served = 0;
  let isClosed = false;

  const stop = (): void => {
    clearTimeout(timer);
    worker?.kill();
    worker = undefined;
    served = 0;
  };

  const finish = (act: (job: Job) => void): void => {
    clearTimeout(timer);
    const job = current;
    current = undefined;
    if (job) act(job);
    next();
  };

  const fail = (code: RenderErrorCode, detail: string): void => {
    stop();
    finish((job) => job.reject(new RenderError(code, detail)));
  };

  const takeReply = (reply: RenderReply): void => {
    if (reply.id === current?.id) finish((job) => settle(job, reply));
  };

  const next = (): void => {
    if (current) return;
    clearTimeout(timer);
    current = queue.shift();
    if (!current) {
      worker?.setAwaited(false);
      timer = setTimeout(stop, idleMs).unref();
      return;
    }
    if (served >= documentsPerProcess) stop();
    worker ??= startRenderProcess(workerFile, takeReply, (reason) => fail('documents.render-failed', reason));
    worker.setAwaited(true);
    served += 1;
    timer = setTimeout(() => fail('documents.render-timeout', `no reply in ${timeoutMs} ms`), timeoutMs);
    worker.send(current);
  };

  return {
    render: async (format, tree) => {
      const clean = cleanTree(tree);
      if (isClosed) throw closedError();
      if (queue.length >= queueMax) throw new RenderError('documents.render-busy', `${queueMax} wait`);
      return new Promise((resolve, reject) => {
        queue.push({ id: ++lastId, format, tree: clean, resolve, reject });
        next();
      });
    },
    close: async () => {
      isClosed = true;
      for (const job of [...queue.splice(0), ...(current ? [current] : [])]) job.reject(closedError());
      current = undefined;
      stop();
    },
  };
};
