import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { findNode } from './node-program.mjs';
import { inRoot, root } from './place.mjs';
import { say } from './say.mjs';

const config = inRoot('src', 'apps', 'web', 'vite.config.ts');
const outDir = inRoot('dist', 'web');
const stampPath = inRoot('dist', 'web.stamp');

/** Builds the web pages into dist/web unless they are up to date. Returns whether they are there. */
export const buildWeb = () => {
  const stamp = hashSources();
  if (existsSync(join(outDir, 'index.html')) && readStamp() === stamp) return true;
  say('building');
  rmSync(stampPath, { force: true });
  const vite = inRoot('node_modules', 'vite', 'bin', 'vite.js');
  const out = ['--outDir', outDir, '--emptyOutDir'];
  const { status } = spawnSync(
    findNode(),
    [vite, 'build', '--config', config, '--configLoader', 'native', '--logLevel', 'warn', ...out],
    // A development build would be several times as large, whatever the caller's environment says.
    { cwd: root, stdio: ['ignore', 2, 2], env: { ...process.env, NODE_ENV: 'production' } },
  );
  if (status !== 0) {
    say('buildFailed');
    return false;
  }
  mkdirSync(inRoot('dist'), { recursive: true });
  writeFileSync(stampPath, stamp);
  return true;
};

/** Everything that the web pages may import: screens, design system, texts, contracts and the platform. */
const hashSources = () => {
  const files = [
    inRoot('package-lock.json'),
    ...listFiles(inRoot('src', 'apps', 'web')),
    ...listFiles(inRoot('src', 'ui')),
    ...listFiles(inRoot('src', 'platform')),
    ...listFiles(inRoot('src', 'slices')).filter((path) =>
      /[\\/](web|texts|data)[\\/]|contract[^\\/]*\.ts$/.test(path),
    ),
  ].filter((path) => !/\.test\.tsx?$/.test(path));
  const hash = createHash('sha256');
  for (const path of files.sort())
    hash
      .update(`${relative(root, path)}\0`)
      .update(readFileSync(path))
      .update('\0');
  return `${hash.digest('hex')}\n`;
};

const listFiles = (directory) =>
  existsSync(directory)
    ? readdirSync(directory, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
    : [];

const readStamp = () => (existsSync(stampPath) ? readFileSync(stampPath, 'utf8') : '');
