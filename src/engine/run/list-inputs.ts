import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ByteRange } from '../source/evtx/read-evtx.ts';
import { isSplittable } from '../source/open-format.ts';
import { wholeFile } from '../source/read-log.ts';
import { type Recognised, recogniseFile } from '../source/recognise.ts';

/** A log to be hunted through. */
export type InputFile = Recognised & { readonly path: string; readonly bytes: number };

/** A file that is no log known here, or that cannot be read. */
export type SkippedFile = {
  readonly path: string;
  readonly reason: 'not-recognised' | 'empty' | 'unreadable';
};

/** A range of a file for one worker. */
export type Task = { readonly file: number; readonly range: ByteRange };

const rangeBytesDefault = 8 << 20;
const chunkBytes = 65_536;
const fileHeaderBytes = 4096;

export type Inputs = { readonly files: readonly InputFile[]; readonly skipped: readonly SkippedFile[] };

/** Finds all logs at or below the paths, in sorted order. Links to folders are not followed. */
export function listInputs(paths: readonly string[]): Inputs {
  const files: InputFile[] = [];
  const skipped: SkippedFile[] = [];
  const visit = (path: string): void => {
    try {
      const stat = statSync(path);
      if (stat.isDirectory()) {
        const entries = readdirSync(path, { withFileTypes: true });
        const names = entries
          .filter((entry) => entry.isDirectory() || entry.isFile())
          .map((entry) => entry.name);
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
export const listTasks = (files: readonly InputFile[], rangeBytes?: number): Task[] =>
  files.flatMap((file, index) => listRanges(file, rangeBytes).map((range) => ({ file: index, range })));

/** The ranges in which a file is read: those of event logs begin at chunks, those of texts anywhere. */
export function listRanges(file: InputFile, wantedBytes = rangeBytesDefault): ByteRange[] {
  const rangeBytes = Math.ceil(wantedBytes / chunkBytes) * chunkBytes;
  if (file.packing !== 'none' || file.encoding !== 'utf-8' || !isSplittable(file.format)) return [wholeFile];
  const head = file.format === 'evtx' ? fileHeaderBytes : 0;
  const ranges: ByteRange[] = [{ start: 0, end: Math.min(head + rangeBytes, file.bytes) }];
  for (let start = head + rangeBytes; start < file.bytes; start += rangeBytes)
    ranges.push({ start, end: Math.min(start + rangeBytes, file.bytes) });
  return ranges;
}
