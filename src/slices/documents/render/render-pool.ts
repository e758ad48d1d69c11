import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { cleanTree } from './clean-tree.ts';
import type { DocumentTree } from './document-tree.ts';
import { RenderError } from './render-error.ts';

export type RenderFormat = 'pdf' | 'docx' | 'svg';
export type RenderRequest = {
  readonly id: number;
  readonly format: RenderFormat;
  readonly tree: DocumentTree;
};
export type RenderReply = {
  readonly id: number;
  readonly output?: Uint8Array | string;
  readonly failure?: string;
};

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

/** Renders one document after the other in a process of its own. */
export const createRenderPool = (options: RenderPoolOptions = {}): RenderPool => {
  const { timeoutMs = 20_000, idleMs = 60_000, queueMax = 500 } = options;
  const workerFile = options.workerFile ?? fileURLToPath(new URL('./typst-worker.ts', import.meta.url));
  const queue: Job[] = [];
  let child: ChildProcess | undefined;
  let current: Job | undefined;
  let timer: NodeJS.Timeout | undefined;
  let lastId = 0;
  let served = 0;
  let isClosed = false;

  const stop = (): void => {
    clearTimeout(timer);
    const ended = child;
    child = undefined;
    ended?.removeAllListeners();
    ended?.kill('SIGKILL');
  };

  const finish = (act: (job: Job) => void): void => {
    clearTimeout(timer);
    const job = current;
    current = undefined;
    if (job) act(job);
    next();
  };

  const fail = (code: 'documents.render-timeout' | 'documents.render-failed', detail: string): void => {
    stop();
    finish((job) => job.reject(new RenderError(code, detail)));
  };

  const start = (): ChildProcess => {
    // No inherited settings: the process needs none of the server's secrets.
    const started = fork(workerFile, [], {
      serialization: 'advanced',
      execArgv: [],
      env: {},
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    started.on('message', (message) => {
      const reply = message as RenderReply;
      if (reply.id !== current?.id) return;
      finish((job) =>
        reply.output === undefined
          ? job.reject(new RenderError('documents.render-failed', reply.failure ?? 'no output'))
          : job.resolve(reply.output),
      );
    });
    started.on('error', (error) => fail('documents.render-failed', error.message));
    started.on('exit', (code, signal) => fail('documents.render-failed', `process ended: ${code ?? signal}`));
    served = 0;
    return started;
  };

  const next = (): void => {
    if (current) return;
    current = queue.shift();
    if (!current) {
      child?.unref();
      child?.channel?.unref();
      timer = setTimeout(stop, idleMs).unref();
      return;
    }
    if (child && served >= documentsPerProcess) stop();
    child ??= start();
    child.ref();
    child.channel?.ref();
    served += 1;
    timer = setTimeout(() => fail('documents.render-timeout', `no reply in ${timeoutMs} ms`), timeoutMs);
    const { id, format, tree } = current;
    child.send({ id, format, tree });
  };

  return {
    render: async (format, tree) => {
      const clean = cleanTree(tree);
      if (isClosed) throw new RenderError('documents.render-failed', 'the pool is closed');
      if (queue.length >= queueMax)
        throw new RenderError('documents.too-large', `${queueMax} documents wait`);
      return new Promise((resolve, reject) => {
        clearTimeout(current ? undefined : timer);
        queue.push({ id: ++lastId, format, tree: clean, resolve, reject });
        next();
      });
    },
    close: async () => {
      isClosed = true;
      const waiting = queue.splice(0);
      for (const job of waiting) job.reject(new RenderError('documents.render-failed', 'the pool is closed'));
      const job = current;
      current = undefined;
      job?.reject(new RenderError('documents.render-failed', 'the pool is closed'));
      stop();
    },
  };
};
