import { createSystemActor } from '../../platform/access/actor.ts';
import { createCtx } from '../../platform/ctx/ctx.ts';
import type { Services } from '../../platform/ctx/services.ts';
import { AppError } from '../../platform/errors/app-error.ts';
import type { Receipt } from './contract/new-report.ts';
import { fileReports } from './file-reports.ts';
import type { FiledReport } from './filed-report.ts';

const BATCH_MAX = 200;

type Waiting = { report: FiledReport; resolve(receipt: Receipt): void; reject(error: unknown): void };

/**
 * A refused value (SQLSTATE classes 22 and 23) or a refusal of ours: the transaction is certainly undone. After a lost
 * connection it may have been committed; filing again would make doubles.
 */
const isFaultOfOneReport = (error: unknown): boolean =>
  error instanceof AppError || /^2[23]/.test(String((error as { code?: unknown }).code));

const batchers = new WeakMap<Services, (report: FiledReport) => Promise<Receipt>>();

const BURST_BATCH_MIN = 10;
const BURST_MS = 1_000;
const burstsUntil = new WeakMap<Services, number>();

/** Reports are coming in faster than one by one: work that can wait should wait. */
export const isInBurst = (services: Services): boolean =>
  (burstsUntil.get(services) ?? 0) > performance.now();

const createBatcher = (services: Services) => {
  const waiting: Waiting[] = [];
  let isRunning = false;
  const file = (reports: readonly FiledReport[]) =>
    fileReports(createCtx(services, { actor: createSystemActor('intake'), language: 'vi' }), reports);

  /** One faulty report must not take its neighbours down: after a failure each is tried alone. */
  const settle = async (batch: readonly Waiting[]) => {
    try {
      const receipts = await file(batch.map((item) => item.report));
      batch.forEach((item, index) => {
        item.resolve(receipts[index] as Receipt);
      });
    } catch (error) {
      if (batch.length > 1 && isFaultOfOneReport(error)) for (const item of batch) await settle([item]);
      else for (const item of batch) item.reject(error);
    }
  };

  const drain = async () => {
    if (isRunning) return;
    isRunning = true;
    while (waiting.length > 0) {
      const batch = waiting.splice(0, BATCH_MAX);
      if (batch.length >= BURST_BATCH_MIN) burstsUntil.set(services, performance.now() + BURST_MS);
      await settle(batch);
    }
    isRunning = false;
  };

  return (report: FiledReport): Promise<Receipt> =>
    new Promise((resolve, reject) => {
      waiting.push({ report, resolve, reject });
      setImmediate(() => void drain());
    });
};

/**
 * Files one report together with those that arrive while the transaction before is being written: under load a hundred
 * share one commit, alone it starts at once. Resolves after the commit. (Group commit: 1,000 reports a second cost
 * about 30 transactions.)
 */
export const fileReport = (services: Services, report: FiledReport): Promise<Receipt> => {
  let batcher = batchers.get(services);
  if (!batcher) {
    batcher = createBatcher(services);
    batchers.set(services, batcher);
  }
  return batcher(report);
};
