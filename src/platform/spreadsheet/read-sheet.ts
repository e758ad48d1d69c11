import { Worker } from 'node:worker_threads';
import type { SheetLimits, SheetOutcome, SheetRequest } from './sheet-message.ts';

export const defaultSheetLimits: SheetLimits = {
  rowsMax: 2_000,
  columnsMax: 40,
  sizeBytesMax: 5_000_000,
  unpackedBytesMax: 60_000_000,
  memoryMb: 192,
  timeoutMs: 10_000,
};

/**
 * Reads the first sheet of an XLSX file, or a CSV file, as text cells: dates as `YYYY-MM-DD`, empty cells as ''. The
 * parser of outside bytes runs in a thread of its own with a heap limit and a deadline. Resolves in any case.
 */
export const readSheet = (bytes: Uint8Array, limits = defaultSheetLimits): Promise<SheetOutcome> => {
  if (bytes.byteLength > limits.sizeBytesMax) return Promise.resolve({ fault: 'too-large' });
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./read-sheet-worker.ts', import.meta.url), {
      resourceLimits: {
        maxOldGenerationSizeMb: limits.memoryMb,
        maxYoungGenerationSizeMb: 32,
        stackSizeMb: 4,
      },
      env: {},
      execArgv: [],
      stdout: true,
      stderr: true,
    });
    const finish = (outcome: SheetOutcome): void => {
      clearTimeout(deadline);
      clearInterval(watch);
      worker.removeAllListeners('exit');
      worker.on('error', () => undefined);
      void worker.terminate();
      resolve(outcome);
    };
    const deadline = setTimeout(() => finish({ fault: 'timed-out' }), limits.timeoutMs);
    // Byte arrays live outside the heap that V8 limits.
    const watch = setInterval(() => {
      void worker
        .getHeapStatistics()
        .then(({ external_memory: used }) => {
          if (used > limits.memoryMb * 2 * 1_048_576) finish({ fault: 'out-of-memory' });
        })
        .catch(() => undefined);
    }, 100);
    worker.once('message', (reply: SheetOutcome) => finish(reply));
    worker.once('error', (error: NodeJS.ErrnoException) =>
      finish({ fault: error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'out-of-memory' : 'unreadable' }),
    );
    worker.once('exit', () => finish({ fault: 'unreadable' }));
    const copy = new Uint8Array(bytes);
    worker.postMessage({ bytes: copy, limits } satisfies SheetRequest, [copy.buffer]);
  });
};
