import { Agent, request } from 'node:http';

export type LoadOrder = {
  url: string;
  key: string;
  perSecond: number;
  seconds: number;
  /** Idempotency keys are `prefix-0`, `prefix-1` ... */
  prefix: string;
  /** Ids that the first run of the same prefix got: each answer must name the same one. */
  replayOf: readonly string[] | null;
};

/** `times` in milliseconds from the moment a request was due to its whole answer: waiting in line counts. */
export type LoadResult = {
  acknowledged: string[];
  refused: number;
  mismatches: number;
  seconds: number;
  times: number[];
};

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

const bodyOf = (prefix: string, index: number): string =>
  JSON.stringify({
    kind: 'gambling-links',
    title: `Trang con của đơn vị ${index % 300} có liên kết cờ bạc (${prefix} ${index})`,
    description: `Hệ thống giám sát thấy liên kết tới nhà cái trên https://a${index % 300}.bench.example/tin/${index}, máy chủ 10.${100 + (index % 2)}.${index % 200}.${index % 250}. Thời điểm phát hiện ghi ở trên; đề nghị kiểm tra mã nguồn trang và tài khoản quản trị.`,
    detectedAt: '2026-11-23T02:05:00+07:00',
    reporter: { name: 'Hệ thống giám sát', email: `giam-sat-${index % 50}@reporter.example` },
  });

const send = (order: LoadOrder, index: number): Promise<{ id: string } | null> =>
  new Promise((resolve) => {
    const body = bodyOf(order.prefix, index);
    const call = request(
      `${order.url}/api/v1/reports`,
      {
        agent,
        method: 'POST',
        headers: {
          authorization: `Bearer ${order.key}`,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'idempotency-key': `${order.prefix}-${index}`,
        },
      },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => {
          text += chunk;
        });
        answer.on('end', () => resolve(answer.statusCode === 201 ? JSON.parse(text) : null));
      },
    );
    call.on('error', () => resolve(null));
    call.end(body);
  });

/** Open loop: requests leave at their time whether or not the ones before were answered. */
const run = async (order: LoadOrder): Promise<LoadResult> => {
  const ids: string[] = [];
  const result: LoadResult = { acknowledged: ids, refused: 0, mismatches: 0, seconds: 0, times: [] };
  const total = order.replayOf?.length ?? order.perSecond * order.seconds;
  const startMs = performance.now();
  const pending: Promise<void>[] = [];
  for (let index = 0; index < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - startMs) / 1_000) * order.perSecond) + 1);
    for (; index < due; index += 1) {
      const at = index;
      const dueMs = startMs + (at / order.perSecond) * 1_000;
      pending.push(
        send(order, at).then((answer) => {
          result.times.push(performance.now() - dueMs);
          if (!answer) result.refused += 1;
          else ids[at] = answer.id;
          if (answer && order.replayOf && answer.id !== order.replayOf[at]) result.mismatches += 1;
        }),
      );
    }
    await new Promise((done) => setTimeout(done, 2));
  }
  await Promise.all(pending);
  result.seconds = (performance.now() - startMs) / 1_000;
  result.acknowledged = order.replayOf ? ids : ids.filter(Boolean);
  return result;
};

process.once('message', async (order) => {
  const result = await run(order as LoadOrder);
  process.send?.(result, () => process.exit(0));
});
