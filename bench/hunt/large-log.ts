import { closeSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { hunt } from '../../src/engine/run/hunt.ts';
import { seededRandom } from '../../src/engine/testing/seeded-random.ts';
import { syntheticChunks } from './make-corpus.ts';

/** Ten units, which stand in every record of the pattern and are written over in every copy. */
const mark = 'zqzqzqzqzq';
const markBytes = Buffer.from(mark, 'utf16le');
const headBytes = 4096;
/** Programs that no rule knows: findings by the hundred thousand would be measured otherwise. */
const officePrograms = ['so-cong-van', 'ky-so', 'mot-cua', 'ke-toan', 'hop-khong-giay', 'quet-tai-lieu'];
const recordsPerChunk = 90;

/** Writes an event log of any length with constant memory. In every record a value is found nowhere else in the file. */
export function writeLargeEvtx(path: string, bytes: number): void {
  const random = seededRandom(6);
  const patterns = syntheticChunks(48, () => mark, officePrograms, recordsPerChunk).map((chunk) => ({
    chunk,
    places: placesOf(chunk),
  }));
  const file = openSync(path, 'w');
  try {
    const head = Buffer.alloc(headBytes);
    head.write('ElfFile\0', 0, 'latin1');
    writeSync(file, head);
    for (let written = headBytes, i = 0; written < bytes; i++) {
      const { chunk, places } = patterns[i % patterns.length]!;
      for (const place of places)
        for (let k = 0; k < mark.length; k++) chunk[place + 2 * k] = 0x61 + random(26);
      chunk.writeUInt32LE(crc32(chunk.subarray(512, chunk.readUInt32LE(48))), 52);
      chunk.writeUInt32LE(crc32(chunk.subarray(128, 512), crc32(chunk.subarray(0, 120))), 124);
      writeSync(file, chunk);
      written += chunk.length;
    }
  } finally {
    closeSync(file);
  }
}

function placesOf(chunk: Buffer): number[] {
  const places: number[] = [];
  for (let at = chunk.indexOf(markBytes); at >= 0; at = chunk.indexOf(markBytes, at + 1)) places.push(at);
  return places;
}

/** Hunts through a log with workers and watches how much memory each of them takes at most (Linux). */
export async function huntWatched(path: string, rules: string, workers: number, cacheFolder: string) {
  const highest = new Map<string, number>();
  const watch = setInterval(() => {
    for (const [pid, megabytes] of childMemory())
      highest.set(pid, Math.max(highest.get(pid) ?? 0, megabytes));
  }, 100);
  const cpu = process.cpuUsage();
  try {
    const summary = await hunt(
      { paths: [path], rules: [rules], workers, cacheFolder },
      { onFinding: () => {} },
    );
    const { user, system } = process.cpuUsage(cpu);
    return {
      summary,
      parentCpuSeconds: (user + system) / 1e6,
      worstMegabytes: Math.round(Math.max(0, ...highest.values())),
    };
  } finally {
    clearInterval(watch);
  }
}

/** Child processes of this one, with their highest resident memory so far. */
function childMemory(): [string, number][] {
  const found: [string, number][] = [];
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      if (Number(/^PPid:\s*(\d+)/m.exec(status)?.[1]) !== process.pid) continue;
      found.push([pid, Number(/^VmHWM:\s*(\d+)/m.exec(status)?.[1] ?? 0) / 1024]);
    } catch {
      // The process ended meanwhile.
    }
  }
  return found;
}
