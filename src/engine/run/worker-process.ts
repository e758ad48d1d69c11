import type { Task } from './list-inputs.ts';
import { type PackedResult, packResult } from './packed-result.ts';
import { readScanRules } from './rule-file.ts';
import { Scanner, type ScanSetup } from './scanner.ts';

/** What the parent sends. */
export type ToWorker =
  | { readonly type: 'start'; readonly rulesPath: string; readonly setup: ScanSetup }
  | { readonly type: 'task'; readonly number: number; readonly task: Task };

/** What a worker answers. */
export type FromWorker =
  | { readonly type: 'done'; readonly number: number; readonly result: PackedResult }
  | { readonly type: 'failed'; readonly number: number; readonly reason: string };

let scanner: Scanner | undefined;
let queue = Promise.resolve();

async function take(message: ToWorker): Promise<void> {
  if (message.type === 'start') {
    scanner = new Scanner(readScanRules(message.rulesPath), message.setup);
    return;
  }
  let answer: FromWorker;
  try {
    const result = packResult(await scanner!.scan(message.task));
    answer = { type: 'done', number: message.number, result };
  } catch (error) {
    answer = {
      type: 'failed',
      number: message.number,
      reason: error instanceof Error ? error.message : String(error),
    };
  }
  process.send?.(answer);
}

process.on('message', (message: ToWorker) => {
  queue = queue.then(() => take(message));
});
// Without its parent a worker has nothing to do. An interrupt reaches the whole group; the parent decides.
process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => {});
