// Builds the WebAssembly kernels out of their AssemblyScript sources and writes them down as text. The result is
// checked in, so installing needs no compiler. Run it after changing a source:
//
//   npm install --no-save assemblyscript@0.28.8 && node bin/build-kernels.mjs
//
// To use a compiler that lies elsewhere: node bin/build-kernels.mjs PATH/TO/node_modules
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const compiler = join(
  resolve(process.argv[2] ?? join(root, 'node_modules')),
  'assemblyscript',
  'bin',
  'asc.js',
);
const kernels = [
  {
    source: 'src/engine/match/kernel/indicator-scan.as',
    result: 'src/engine/match/kernel/indicator-scan.ts',
    name: 'indicatorScan',
  },
];

const folder = mkdtempSync(join(tmpdir(), 'khien-kernels-'));
try {
  for (const { source, result, name } of kernels) {
    // The compiler takes only names that end in .ts, which the checks of this repository would take for TypeScript.
    copyFileSync(join(root, source), join(folder, 'kernel.ts'));
    const options = ['--runtime', 'stub', '--importMemory', '--enable', 'simd', '-O3', '--noAssert'];
    execFileSync(process.execPath, [compiler, 'kernel.ts', ...options, '-o', 'kernel.wasm'], {
      cwd: folder,
      stdio: 'inherit',
    });
    const hash = createHash('sha256')
      .update(readFileSync(join(root, source)))
      .digest('hex');
    const bytes = readFileSync(join(folder, 'kernel.wasm')).toString('base64');
    writeFileSync(
      join(root, result),
      `/** Made by bin/build-kernels.mjs out of ${source.split('/').pop()}: the hash of that source, and the module. */
export const ${name} = {
  sourceSha256: '${hash}',
  base64:
    '${bytes}',
} as const;
`,
    );
    process.stdout.write(`${result}: ${Math.round((bytes.length * 3) / 4)} bytes\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
