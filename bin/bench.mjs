// npm run bench [-- NAME ...]: runs the named benchmarks of bench/, or all.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { buildWeb } from './build-web.mjs';
import { install } from './install.mjs';
import { cacheEnvironment, findNode } from './node-program.mjs';
import { inRoot, root } from './place.mjs';
import { say } from './say.mjs';

install();
if (!buildWeb()) process.exit(1);

/** A benchmark is a file bench/NAME.ts or a directory with bench/NAME/main.ts. */
const programOf = (name) =>
  [inRoot('bench', `${name}.ts`), inRoot('bench', name, 'main.ts')].find(existsSync);

const args = process.argv.slice(2);
const split = args.findIndex((one) => one.startsWith('-'));
const named = split < 0 ? args : args.slice(0, split);
const options = split < 0 ? [] : args.slice(split);
const all = readdirSync(inRoot('bench'))
  .map((entry) => entry.replace(/\.ts$/, ''))
  .filter(programOf);
let failures = 0;
for (const name of named.length > 0 ? named : all) {
  const program = programOf(name);
  if (!program) say('noBench', { name });
  const run =
    program &&
    spawnSync(findNode(), [program, ...options], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...cacheEnvironment() },
    });
  if (run?.status !== 0) failures += 1;
}
process.exit(failures > 0 ? 1 : 0);
