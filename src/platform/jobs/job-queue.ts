import { sql } from 'kysely';
import { fromKysely, PgBoss } from 'pg-boss';
import { appRole } from '../db/migrate.ts';
import type { Database, Tx } from '../db/tables.ts';
import type { Log } from '../log/log.ts';

export type JobOptions = { startAfter?: Date | number; singletonKey?: string };

/** A kind of background work. Names are `slice.verb-noun`; `cron` runs in Asia/Ho_Chi_Minh. */
export type JobDefinition<Data extends object = object> = {
  name: string;
  run(data: Data): Promise<void>;
  cron?: string;
  retryLimit?: number;
  concurrency?: number;
};

export type JobQueue = {
  /** Enqueues in the caller's transaction: the job exists exactly when the change does. */
  enqueue(tx: Tx, name: string, data: object, options?: JobOptions): Promise<void>;
  isReady(): boolean;
  stop(): Promise<void>;
};

const createQueues = async (boss: PgBoss, jobs: readonly JobDefinition[]) => {
  for (const job of jobs) {
    const dead = `${job.name}.dead`;
    await boss.createQueue(dead);
    await boss.createQueue(job.name, {
      retryLimit: job.retryLimit ?? 8,
      retryBackoff: true,
      retryDelay: 5,
      deadLetter: dead,
    });
  }
};

const startWorkers = async (boss: PgBoss, jobs: readonly JobDefinition[], log: Log) => {
  for (const job of jobs) {
    await boss.work(job.name, { pollingIntervalSeconds: 1, batchSize: 1 }, async (batch) => {
      for (const item of batch) {
        try {
          await job.run((item.data ?? {}) as object);
        } catch (error) {
          log.error({ err: error, job: job.name, jobId: item.id }, 'job failed');
          throw error;
        }
      }
    });
    if (job.cron) await boss.schedule(job.name, job.cron, {}, { tz: 'Asia/Ho_Chi_Minh' });
  }
};

/** Starts pg-boss on the same database. `isWorking` false gives a process that only enqueues (commands, tests). */
export const startJobQueue = async (options: {
  connectionString: string;
  db: Database;
  jobs: readonly JobDefinition[];
  isWorking: boolean;
  log: Log;
}): Promise<JobQueue> => {
  const { jobs, log } = options;
  const boss = new PgBoss({
    connectionString: options.connectionString,
    max: 3,
    application_name: 'khien-jobs',
    supervise: options.isWorking,
    schedule: options.isWorking,
  });
  boss.on('error', (error) => log.warn({ err: error }, 'job queue'));
  await boss.start();
  await createQueues(boss, jobs);
  await sql`do $$ begin
    if exists (select from pg_roles where rolname = ${sql.lit(appRole)}) then
      grant usage on schema pgboss to ${sql.raw(appRole)};
      grant select, insert, update, delete on all tables in schema pgboss to ${sql.raw(appRole)};
    end if;
  end $$`.execute(options.db);
  let isReady = true;
  if (options.isWorking) await startWorkers(boss, jobs, log);
  return {
    enqueue: async (tx, name, data, jobOptions) => {
      await boss.send(name, data, { ...jobOptions, db: fromKysely(tx) });
    },
    isReady: () => isReady,
    stop: async () => {
      isReady = false;
      await boss.stop({ graceful: true, timeout: 5_000, close: true });
    },
  };
};
