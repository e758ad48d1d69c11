import { type ChildProcess, spawn } from 'node:child_process';
import {
  createWriteStream,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'khien-process-'));
const big = join(folder, 'web.log');
const rules = join(folder, 'rules.yml');
const linesPerBlock = 20_000;
const blocks = 20;
/** The log under so many names: a hunt that takes long enough to be interrupted, whatever the machine. */
const many = join(folder, 'many');
const names = 16;

beforeAll(async () => {
  writeFileSync(
    rules,
    'title: Upload\nid: up\nlevel: high\nlogsource: {category: webserver}\ndetection:\n    s: {cs-method: POST}\n    condition: s\n',
  );
  const stream = createWriteStream(big);
  for (let block = 0; block < blocks; block++) {
    let text = '';
    for (let i = 0; i < linesPerBlock; i++) {
      const second = String((i * 7) % 60).padStart(2, '0');
      text += `203.0.113.${i % 250} - - [01/Aug/2026:03:04:${second} +0700] "${i % 500 === 0 ? 'POST' : 'GET'} /p/${block}/${i} HTTP/1.1" 200 ${i} "-" "agent ${i % 90}"\n`;
    }
    if (!stream.write(text)) await new Promise<void>((resolve) => stream.once('drain', () => resolve()));
  }
  await new Promise<void>((resolve) => stream.end(() => resolve()));
  mkdirSync(many);
  for (let i = 0; i < names; i++) linkSync(big, join(many, `${i}.log`));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Running = { child: ChildProcess; out: () => string; err: () => string; ended: Promise<number | null> };

function start(words: string[], nodeOptions: string[] = [], keepsOut = true): Running {
  const main = join(import.meta.dirname, 'main.ts');
  const child = spawn(process.execPath, [...nodeOptions, main, ...words], {
    cwd: folder,
    env: { ...process.env, KHIEN_LANG: 'en', XDG_CACHE_HOME: folder, TMPDIR: folder, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout!.on('data', (data: Buffer) => {
    if (keepsOut || out.length < 1000) out += data.toString();
  });
  child.stderr!.on('data', (data: Buffer) => {
    err += data.toString();
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)));
  return { child, out: () => out, err: () => err, ended };
}

describe('khien in a process of its own', () => {
  for (const workers of ['1', '2'])
    it(`gives on Ctrl-C what was found so far and ends with code 130 (${workers} workers)`, async () => {
      const run = start(['hunt', many, '--rules', rules, '--json', '--workers', workers]);
      while (!run.out().includes('\n') && run.child.exitCode === null)
        await new Promise((resolve) => setTimeout(resolve, 5));
      run.child.kill('SIGINT');
      expect(await run.ended).toBe(130);
      const lines = run.out().trim().split('\n');
      expect(lines.length).toBeGreaterThan(0);
      expect(lines.length).toBeLessThan((linesPerBlock / 500) * blocks * names);
      for (const line of lines) expect(JSON.parse(line)).toMatchObject({ kind: 'rule', rule: { id: 'up' } });
      expect(run.err()).toContain('Stopped on request');
    }, 60_000);

  it('ends with the documented code without an interrupt, and when its reader goes away', async () => {
    const whole = start(['hunt', big, '--rules', rules, '--json', '--fail-on', 'high']);
    expect(await whole.ended).toBe(4);
    expect(whole.out().trim().split('\n')).toHaveLength((linesPerBlock / 500) * blocks);
    const early = start(['convert', big]);
    await new Promise((resolve) => early.child.stdout!.once('data', resolve));
    early.child.stdout!.destroy();
    expect([0, 130]).toContain(await early.ended);
  }, 60_000);

  it('sorts a timeline far larger than its memory on disk, and leaves nothing there', async () => {
    // Over 300 MB as JSON, in a process that may have 180 MB.
    const run = start(['timeline', big, big, big], ['--max-old-space-size=180'], false);
    let lines = 0;
    let last = '';
    let rest = '';
    let isSorted = true;
    run.child.stdout!.on('data', (data: Buffer) => {
      const parts = (rest + data.toString()).split('\n');
      rest = parts.pop()!;
      for (const line of parts) {
        lines++;
        const time = /"time":"([^"]+)"/.exec(line)?.[1] ?? '';
        if (time < last) isSorted = false;
        last = time;
      }
    });
    expect([await run.ended, run.err()]).toEqual([0, '']);
    expect([lines, isSorted]).toEqual([linesPerBlock * blocks * 3, true]);
    expect(statSync(big).size).toBeGreaterThan(30e6);
    expect(readdirSync(folder).filter((name) => name.startsWith('khien-sort'))).toEqual([]);
  }, 180_000);
});
