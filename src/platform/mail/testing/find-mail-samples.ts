import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const archives = ['../shared/data', '../../shared/data'].map((path) => resolve(path, 'msg-samples.tar.gz'));
const pythonData = '/usr/lib/python3.11/test/test_email/data';

const readFiles = (directory: string, pattern: RegExp): Map<string, Buffer> =>
  new Map(
    readdirSync(directory, { recursive: true, encoding: 'utf8' })
      .filter((name) => pattern.test(name))
      .toSorted()
      .map((name) => [name.split('/').at(-1) as string, readFileSync(join(directory, name))]),
  );

/** Outlook files of the material beside the repository, by file name; empty where it is absent. */
export const findOutlookSamples = (): Map<string, Buffer> => {
  const archive = archives.find((path) => existsSync(path));
  if (archive === undefined) return new Map();
  const directory = mkdtempSync(join(tmpdir(), 'msg-'));
  try {
    execFileSync('tar', ['-xzf', archive, '-C', directory]);
    return readFiles(directory, /\.msg$/);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
};

/** Messages of Debian's libpython3.11-testsuite; empty where it is not installed. */
export const findPythonSamples = (): Map<string, Buffer> =>
  existsSync(pythonData) ? readFiles(pythonData, /^msg_.*\.txt$/) : new Map();
