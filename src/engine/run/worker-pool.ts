import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Finding } from '../match/finding.ts';
import type { RuleSet } from '../rule/rule-model.ts';
import type { Task } from './list-inputs.ts';
import { unpackResult } from './packed-result.ts';
import { Scanner, type ScanSetup, type TaskResult } from './scanner.ts';
import type { FromWorker, ToWorker } from './worker-process.ts';

/** A task that could not be done: the file vanished, or a worker died over it. */
export type TaskFailure = { readonly reason: string };
export type TaskOutcome = TaskResult | TaskFailure;

export type Scan = {
  readonly tasks: readonly Task[];
  readonly rules: RuleSet;
  readonly rulesPath: string;
  readonly setup: ScanSetup;
  /** Workers started beforehand; none: all is done in this process. */
  readonly workers: readonly ChildProcess[];
  readonly signal: AbortSignal;
  /** Called once per task, in the order of the tasks, whatever the order in which workers finish. */
  readonly onOutcome: (task: number, outcome: TaskOutcome) => void;
};

const tasksAhead = 2;

/**
 * Starts workers that are told later what to do: until they have loaded their code, the rules are loaded too. Whoever
 * starts them stops them.
 */
export function startWorkers(count: number): ChildProcess[] {
  return Array.from({ length: count }, startWorker);
}

export function stopWorkers(workers: readonly ChildProcess[]): void {
  for (const worker of workers) worker.kill('SIGKILL');
}

function startWorker(): ChildProcess {
  const path = join(import.meta.dirname, 'worker-process.ts');
  const worker = fork(path, [], { serialization: 'advanced', execArgv: [] });
  // Its end tells what there is to know.
  worker.on('error', () => {});
  return worker;
}

/** Runs all tasks. Without workers they run in this process, between turns of the event loop. */
export async function runTasks(scan: Scan): Promise<void> {
  if (scan.workers.length === 0) await runHere(scan);
  else await new WorkerPool(scan).run();
}

async function runHere(scan: Scan): Promise<void> {
  const scanner = new Scanner(scan.rules, scan.setup);
  for (const [number, task] of scan.tasks.entries()) {
    // An interrupt is delivered between tasks.
    await new Promise((resolve) => setImmediate(resolve));
    if (scan.signal.aborted) return;
    try {
      scan.onOutcome(number, await scanner.scan(task, scan.signal));
    } catch (error) {
      scan.onOutcome(number, { reason: error instanceof Error ? error.message : String(error) });
    }
  }
}

/**
 * Worker processes rather than threads: measured on the design's spike, two processes scale better than two threads,
 * and a crash in one ends one task, not the hunt.
 */
class WorkerPool {
  readonly #scan: Scan;
  readonly #heads: readonly Finding['rule'][];
  readonly #outcomes = new Map<number, TaskOutcome>();
  readonly #running = new Map<ChildProcess, Set<number>>();
  #nextTask = 0;
  #nextOutcome = 0;
  #resolve: () => void = () => {};

  constructor(scan: Scan) {
    this.#scan = scan;
    this.#heads = scan.rules.detections.map(({ id, title, level, tags }) => ({ id, title, level, tags }));
  }

  async run(): Promise<void> {
    const { tasks, workers, signal } = this.#scan;
    if (tasks.length === 0 || signal.aborted) return;
    const finished = new Promise<void>((resolve) => {
      this.#resolve = resolve;
    });
    const stop = (): void => this.#resolve();
    signal.addEventListener('abort', stop, { once: true });
    for (const worker of workers) this.#employ(worker);
    await finished;
    signal.removeEventListener('abort', stop);
    // What is known out of order still counts when the hunt is cut short.
    for (const [task, outcome] of [...this.#outcomes].sort(([a], [b]) => a - b))
      this.#scan.onOutcome(task, outcome);
    for (const worker of this.#running.keys()) worker.kill('SIGKILL');
  }

  #employ(worker: ChildProcess): void {
    this.#running.set(worker, new Set());
    worker.on('message', (message: FromWorker) => {
      this.#running.get(worker)?.delete(message.number);
      this.#settle(message.number, this.#outcomeOf(message));
      this.#feed(worker);
    });
    worker.on('exit', () => this.#bury(worker));
    const { rulesPath, setup } = this.#scan;
    this.#send(worker, { type: 'start', rulesPath, setup });
    for (let i = 0; i < tasksAhead; i++) this.#feed(worker);
  }

  #outcomeOf(message: FromWorker): TaskOutcome {
    if (message.type === 'failed') return { reason: message.reason };
    const { tasks, setup } = this.#scan;
    return unpackResult(message.result, setup.files[tasks[message.number]!.file]!.path, this.#heads);
  }

  #feed(worker: ChildProcess): void {
    const { tasks } = this.#scan;
    if (this.#nextTask >= tasks.length || !worker.connected) return;
    const number = this.#nextTask++;
    this.#running.get(worker)?.add(number);
    this.#send(worker, { type: 'task', number, task: tasks[number]! });
  }

  #send(worker: ChildProcess, message: ToWorker): void {
    worker.send(message, () => {});
  }

  /** A worker died: its first task is to blame, the others are done by a new one. */
  #bury(worker: ChildProcess): void {
    const numbers = [...(this.#running.get(worker) ?? [])].sort((a, b) => a - b);
    if (!this.#running.delete(worker) || this.#scan.signal.aborted) return;
    const [blamed, ...others] = numbers;
    if (blamed === undefined) return;
    this.#settle(blamed, { reason: 'the worker process ended unexpectedly over this part' });
    if (this.#nextOutcome >= this.#scan.tasks.length) return;
    const fresh = startWorker();
    this.#employ(fresh);
    for (const number of others) {
      this.#running.get(fresh)?.add(number);
      this.#send(fresh, { type: 'task', number, task: this.#scan.tasks[number]! });
    }
  }

  #settle(number: number, outcome: TaskOutcome): void {
    this.#outcomes.set(number, outcome);
    for (;;) {
      const next = this.#outcomes.get(this.#nextOutcome);
      if (next === undefined) break;
      this.#outcomes.delete(this.#nextOutcome);
      this.#scan.onOutcome(this.#nextOutcome++, next);
    }
    if (this.#nextOutcome >= this.#scan.tasks.length) this.#resolve();
  }
}
