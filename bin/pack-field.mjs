// npm run pack:field [-- --out FILE]: the portable archive for a laptop without network.
import { spawnSync } from 'node:child_process';
import { install } from './install.mjs';
import { findNode } from './node-program.mjs';
import { inRoot } from './place.mjs';

install();
const program = inRoot('src', 'apps', 'field', 'pack-field.ts');
const { status } = spawnSync(
  findNode(),
  ['--disable-warning=ExperimentalWarning', program, ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
process.exit(status ?? 1);
