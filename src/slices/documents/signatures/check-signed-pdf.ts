import { Worker } from 'node:worker_threads';
import type { SignatureReport, SignatureVerdict } from '../contract/signature-report.ts';
import type { SignatureReply, SignatureRequest } from './signature-worker.ts';

export type CheckedPdf = { verdict: SignatureVerdict; report: SignatureReport };

const timeoutMs = 20_000;
const memoryMb = 256;
/** Two at a time: a check holds the whole file. */
const runningMax = 2;
let running = 0;
const waiting: (() => void)[] = [];

const later: readonly string[] = ['content-changed', 'unknown-data-after'];

/** The verdict over all signatures: the worst of them. */
export const verdictOf = (report: SignatureReport): SignatureVerdict => {
  if (report.failure !== null) return 'unreadable';
  const { signatures } = report;
  if (!signatures.some(({ kind }) => kind === 'signature')) return 'unsigned';
  if (signatures.some(({ isSound }) => !isSound)) return 'invalid';
  return signatures.some(({ findings }) => findings.some((finding) => later.includes(finding)))
    ? 'changed-after'
    : 'valid';
};

/** One check in a thread of its own, with a heap limit and a deadline: the bytes come from outside. */
const runWorker = (request: SignatureRequest): Promise<SignatureReply> =>
  new Promise((resolve) => {
    const worker = new Worker(new URL('./signature-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
      env: {},
      execArgv: [],
      stdin: false,
      stdout: true,
      stderr: true,
    });
    const finish = (reply: SignatureReply): void => {
      clearTimeout(deadline);
      worker.removeAllListeners('message');
      worker.removeAllListeners('error');
      worker.on('error', () => undefined);
      void worker.terminate();
      resolve(reply);
    };
    const deadline = setTimeout(() => finish({ failure: 'timed out' }), timeoutMs);
    worker.once('message', finish);
    worker.once('error', (error) => finish({ failure: String(error.message).slice(0, 300) }));
    const copy = new Uint8Array(request.bytes);
    worker.postMessage({ ...request, bytes: copy }, [copy.buffer]);
  });

/** Checks the signatures of a PDF that came from outside. Never throws: what cannot be read is `unreadable`. */
export const checkSignedPdf = async (
  bytes: Uint8Array,
  options: { rootsPem?: string; issued?: Uint8Array | undefined } = {},
): Promise<CheckedPdf> => {
  if (running >= runningMax) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    const reply = await runWorker({ bytes, rootsPem: options.rootsPem ?? '' });
    const { issued } = options;
    const startsWithIssued = issued
      ? Buffer.compare(Buffer.from(bytes.subarray(0, issued.length)), Buffer.from(issued)) === 0
      : null;
    const report: SignatureReport =
      'report' in reply
        ? { ...reply.report, startsWithIssued }
        : { pageCount: null, signatures: [], startsWithIssued, failure: reply.failure };
    return { verdict: verdictOf(report), report };
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
};
