import { readFileSync } from 'node:fs';
import type { RuleSet } from '../rule/rule-model.ts';
import type { Task } from './list-inputs.ts';
import { Scanner, type ScanSetup, type TaskResult } from './scanner.ts';

/** What the parent sends. */
export type ToWorker =
  | { readonly type: 'start'; readonly rulesPath: string; readonly setup: ScanSetup }
  | { readonly type: 'task'; readonly number: number; readonly task: Task };

/** What a worker answers. */
export type FromWorker =
  | { readonly type: 'done'; readonly number: number; readonly result: TaskResult }
  | { readonly type: 'failed'; readonly number: number; readonly reason: string };

let scanner: Scanner | undefined;
let queue = Promise.resolve();

async function take(message: ToWorker): Promise<void> {
  if (message.type === 'start') {
    const { rules } = JSON.parse(readFileSync(message.rulesPath, 'utf8')) as { rules: RuleSet };
    scanner = new Scanner(rules, message.setup);
    return;
  }
  let answer: FromWorker;
  try {
    answer = { type: 'done', number: message.number, result: await scanner!.scan(message.task) };
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
