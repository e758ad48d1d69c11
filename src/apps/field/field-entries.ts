import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { importClosure } from './import-closure.ts';
import type { ArchiveEntry } from './write-archive.ts';

const programs = [
  'src/apps/cli/hunt/main.ts',
  // Started as processes of their own, so no import leads to them.
  'src/engine/run/worker-process.ts',
  'src/apps/cli/scan/scan-worker.ts',
];

/** Read at run time: rules, descriptions of log sources, the page of the report, the guide. */
const folders = [
  'src/engine/rule/data',
  'src/apps/cli/hunt/data',
  'src/apps/cli/scan/data',
  'src/apps/cli/hunt/report/page',
];
const papers = ['LICENSE', 'docs/guide/en/hunt.md', 'docs/guide/vi/san-lung.md', 'docs/result-package.md'];

/** Starts the hunting commands with the Node beside it; needs nothing but a shell. */
const starter = `#!/bin/sh
# Khien, portable: hunts and scans without installation and without network.
case $0 in
  */*) here=\${0%/*} ;;
  *) here=. ;;
esac
if [ -z "$NODE_COMPILE_CACHE" ] && [ -n "$HOME" ]; then
  NODE_COMPILE_CACHE="\${XDG_CACHE_HOME:-$HOME/.cache}/khien/node"
  export NODE_COMPILE_CACHE
fi
exec "$here/node" --disable-warning=ExperimentalWarning "$here/src/apps/cli/hunt/main.ts" "$@"
`;

/** Everything that a laptop without network needs to hunt, below one folder. */
export function fieldEntries(root: string, platform: string, folderName: string): ArchiveEntry[] {
  const paths = new Set([
    ...importClosure(root, programs),
    ...folders.flatMap((folder) => filesIn(root, folder)),
  ]);
  for (const paper of papers) if (existsSync(join(root, paper))) paths.add(paper);
  const own: ArchiveEntry[] = [...paths].map((path) => ({
    path: `${folderName}/${path}`,
    content: readFileSync(join(root, path)),
  }));
  return [
    ...own,
    { path: `${folderName}/khien`, isProgram: true, content: Buffer.from(starter) },
    {
      path: `${folderName}/package.json`,
      content: Buffer.from(`${JSON.stringify(packageOf(root), null, 1)}\n`),
    },
    copied(`${folderName}/node`, join(root, 'node_modules', `node-${platform}`, 'bin', 'node'), true),
    copied(`${folderName}/NODE-LICENSE`, join(root, 'node_modules', `node-${platform}`, 'LICENSE')),
    ...yaraEntries(root, platform, folderName),
  ];
}

const filesIn = (root: string, folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();

/** Only what the program reads of it. */
function packageOf(root: string): object {
  const { name, version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    [key: string]: string;
  };
  return { name, version, license, type: 'module', private: true };
}

function copied(path: string, file: string, isProgram = false): ArchiveEntry {
  return { path, isProgram, content: { file, bytes: statSync(file).size } };
}

/** The YARA engine where this platform has one; hunting works without it. */
function yaraEntries(root: string, platform: string, folderName: string): ArchiveEntry[] {
  const name = `node_modules/@litko/yara-x-${platform}-gnu`;
  if (!existsSync(join(root, name))) return [];
  return readdirSync(join(root, name))
    .sort()
    .map((file) => copied(`${folderName}/${name}/${file}`, join(root, name, file)));
}
