// Builds the WebAssembly kernels out of their AssemblyScript sources and writes them down as text. The results are
// checked in, so installing needs no compiler. Run it after changing a source:
//
//   npm install --no-save assemblyscript@0.28.8 && node bin/build-kernels.mjs [NAME ...]
//
// KERNEL_COMPILER=PATH/TO/node_modules uses a compiler that lies elsewhere; KERNEL_OPTIONS=--debug keeps the names of
// functions, for profiles.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const compiler = join(
  resolve(process.env.KERNEL_COMPILER ?? join(root, 'node_modules')),
  'assemblyscript',
  'bin',
  'asc.js',
);
/** A kernel is a file NAME.as in a folder `kernel`; parts that it imports lie in the folder NAME beside it. */
const wanted = process.argv.slice(2);
const entries = globSync('src/engine/**/kernel/*.as', { cwd: root }).filter(
  (entry) => wanted.length === 0 || wanted.includes(basename(entry, '.as')),
);

for (const entry of entries.sort()) build(entry);

function build(entry) {
  const name = basename(entry, '.as');
  const parts = globSync(join(dirname(entry), name, '*.as'), { cwd: root }).sort();
  const folder = mkdtempSync(join(tmpdir(), 'khien-kernel-'));
  try {
    // The compiler takes only names that end in .ts, which the checks of this repository would take for TypeScript.
    for (const part of [entry, ...parts])
      copyFileSync(join(root, part), join(folder, `${basename(part, '.as')}.ts`));
    const options = ['--runtime', 'stub', '--importMemory', '--enable', 'simd', '-O3', '--noAssert'];
    if (process.env.KERNEL_OPTIONS) options.push(...process.env.KERNEL_OPTIONS.split(' '));
    execFileSync(process.execPath, [compiler, `${name}.ts`, ...options, '-o', 'kernel.wasm'], {
      cwd: folder,
      stdio: 'inherit',
    });
    const hash = createHash('sha256');
    for (const part of [entry, ...parts]) hash.update(readFileSync(join(root, part)));
    const bytes = readFileSync(join(folder, 'kernel.wasm')).toString('base64');
    const result = entry.replace(/\.as$/, '.ts');
    writeFileSync(
      join(root, result),
      `/** Made by bin/build-kernels.mjs out of ${name}.as: the hash of its sources, and the module. */
export const ${name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())} = {
  sourceSha256: '${hash.digest('hex')}',
  base64:
    '${bytes}',
} as const;
`,
    );
    process.stdout.write(`${result}: ${Math.round((bytes.length * 3) / 4)} bytes\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
