import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createRenderPool } from './render-pool.ts';
import { sampleLetter, sampleTable } from './sample-documents.ts';

const folder = mkdtempSync(join(tmpdir(), 'khien-pool-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A rendering process that never ends for one title, dies for another, and answers for the rest. */
const workerFile = join(folder, 'worker.mjs');
writeFileSync(
  workerFile,
  `process.on('message', ({ id, tree }) => {
    if (tree.properties.title === 'endless') for (;;) {}
    if (tree.properties.title === 'crash') process.kill(process.pid, 'SIGSEGV');
    process.send({ id, output: 'done' });
  });`,
);
const titled = (title: string) => sampleLetter({ properties: { title, createdAt: new Date(0) } });

describe('rendering pool', () => {
  it('stops a runaway at the time limit and serves those who wait', async () => {
    const pool = createRenderPool({ workerFile, timeoutMs: 1_500 });
    const endless = pool.render('pdf', titled('endless'));
    const next = pool.render('pdf', titled('fine'));
    await expect(endless).rejects.toMatchObject({ code: 'documents.render-timeout' });
    expect(await next).toBe('done');
    await pool.close();
  });

  it('survives the death of the rendering process', async () => {
    const pool = createRenderPool({ workerFile });
    await expect(pool.render('pdf', titled('crash'))).rejects.toMatchObject({
      code: 'documents.render-failed',
    });
    expect(await pool.render('pdf', titled('fine'))).toBe('done');
    await pool.close();
  });

  it('starts again after its rest', async () => {
    const pool = createRenderPool({ workerFile, idleMs: 50 });
    expect(await pool.render('pdf', titled('fine'))).toBe('done');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await pool.render('pdf', titled('fine'))).toBe('done');
    await pool.close();
  });

  it('refuses more than may wait, and everything after its end', async () => {
    const pool = createRenderPool({ workerFile, queueMax: 1, timeoutMs: 5_000 });
    const waiting = [pool.render('pdf', titled('endless')), pool.render('pdf', titled('fine'))];
    const outcomes = Promise.allSettled(waiting);
    await expect(pool.render('pdf', titled('fine'))).rejects.toMatchObject({ code: 'documents.render-busy' });
    await pool.close();
    expect((await outcomes).map((outcome) => outcome.status)).toEqual(['rejected', 'rejected']);
    await expect(pool.render('pdf', titled('fine'))).rejects.toMatchObject({
      code: 'documents.render-failed',
    });
  });

  it('leaves the event loop free while a long table is laid out', async () => {
    const pool = createRenderPool();
    await pool.render('pdf', sampleLetter());
    let longestMs = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longestMs = Math.max(longestMs, performance.now() - last);
      last = performance.now();
    }, 5);
    await pool.render('pdf', sampleLetter({ body: [sampleTable(1_500)] }));
    clearInterval(timer);
    expect(longestMs).toBeLessThan(250);
    await pool.close();
  });
});
