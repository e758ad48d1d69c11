import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isSplittable } from '../source/open-format.ts';
import { type Recognised, recogniseFile } from '../source/recognise.ts';
import type { ByteRange } from '../source/evtx/read-evtx.ts';

/** A log to be hunted through. */
export type InputFile = Recognised & { readonly path: string; readonly bytes: number };

/** A file that is no log known here, or that cannot be read. */
export type SkippedFile = { readonly path: string; readonly reason: 'not-recognised' | 'empty' | 'unreadable' };

/** A range of a file for one worker. */
export type Task = { readonly file: number; readonly range: ByteRange };

const taskBytes = 8 << 20;
const chunkBytes = 65_536;
const fileHeaderBytes = 4096;

/** Finds all logs at or below the paths, in sorted order. Links to folders are not followed. */
export function listInputs(paths: readonly string[]): { files: InputFile[]; skipped: SkippedFile[] } {
  const files: InputFile[] = [];
  const skipped: SkippedFile[] = [];
  const visit = (path: string): void => {
    try {
      const stat = statSync(path);
      if (stat.isDirectory()) {
        const entries = readdirSync(path, { withFileTypes: true });
        const names = entries.filter((entry) => entry.isDirectory() || entry.isFile()).map((entry) => entry.name);
        for (const name of names.sort()) visit(join(path, name));
      } else if (stat.size === 0) skipped.push({ path, reason: 'empty' });
      else {
        const recognised = recogniseFile(path);
        if (recognised === undefined) skipped.push({ path, reason: 'not-recognised' });
        else files.push({ ...recognised, path, bytes: stat.size });
      }
    } catch {
      skipped.push({ path, reason: 'unreadable' });
    }
  };
  for (const path of paths) visit(path);
  return { files, skipped };
}

/** Cuts files into ranges, in order. */
export function listTasks(files: readonly InputFile[]): Task[] {
  return files.flatMap((file, index): Task[] => {
    if (file.packing !== 'none' || !isSplittable(file.format))
      return [{ file: index, range: { start: 0, end: Number.MAX_SAFE_INTEGER } }];
    const first = file.format === 'evtx' ? fileHeaderBytes : 0;
    const tasks: Task[] = [];
    for (let start = 0; start < file.bytes || start === 0; ) {
      const end = (start === 0 ? first : start) + Math.floor(taskBytes / chunkBytes) * chunkBytes;
      tasks.push({ file: index, range: { start, end: Math.min(end, file.bytes) } });
      start = end;
    }
    return tasks;
  });
}
