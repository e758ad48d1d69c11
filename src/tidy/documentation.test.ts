import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { allMigrations } from '../apps/migrations.ts';
import { serverSlices } from '../apps/slices.ts';
import { settingsCatalogue } from '../platform/config/settings.ts';
import { sliceOrder } from '../slices/order.ts';
import { listFiles, readSource, root } from './source-files.ts';

describe('documentation', () => {
  test('docs/settings.md lists exactly the settings of the program', () => {
    const documented = [...readSource('docs/settings.md').matchAll(/^\| `([A-Z_]+)`/gm)].map(
      (match) => match[1],
    );
    expect(documented.sort()).toEqual(Object.keys(settingsCatalogue).sort());
  });

  test('docs/errors.md lists exactly the error codes of the program', () => {
    const documented = [...readSource('docs/errors.md').matchAll(/^\| `([\w.-]+)`/gm)].map(
      (match) => match[1],
    );
    const declared = listFiles('src', ['.ts']).flatMap((path) => {
      const source = readSource(path).replace(/^\s*\*.*$/gm, '');
      return [...source.matchAll(/defineErrors\('(\w+)', \{([^}]*)\}/g)].flatMap((match) =>
        [...(match[2] ?? '').matchAll(/(\w+):\s*\d{3}/g)].map((reason) => `${match[1]}.${reason[1]}`),
      );
    });
    const real = declared.filter((code) => !code.startsWith('things.'));
    expect(documented.sort()).toEqual([...new Set(real)].sort());
  });

  test('every file that the documentation names is there', () => {
    const front = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'];
    const missing = [...front, ...listFiles('docs', ['.md'])].flatMap((page) => {
      const source = readSource(page);
      const links = [...source.matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map((match) =>
        normalize(join(dirname(page), match[1] ?? '')),
      );
      const named = [...source.matchAll(/`((?:src|bin|test|docs)\/[\w./-]+)`/g)].map(
        (match) => match[1] ?? '',
      );
      return [...links, ...named]
        .filter((path) => !existsSync(join(root, path)))
        .map((path) => `${page}: ${path}`);
    });
    expect(missing).toEqual([]);
  });

  test('slices are registered in their order and each tells what it is', () => {
    const names = serverSlices.map((slice) => slice.name);
    const sorted = [...names].sort((a, b) => sliceOrder.indexOf(a as never) - sliceOrder.indexOf(b as never));
    expect(names).toEqual(sorted);
    for (const name of names)
      expect(readSource(`src/slices/${name}/README.md`).split('\n').length).toBeGreaterThan(4);
  });

  test('every migration has one owner and a number', () => {
    const ids = allMigrations.map((migration) => migration.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z]+\/\d{4}-[a-z0-9-]+$/);
  });

  test('every table is created by one slice and queried by none before it', () => {
    const owners = new Map<string, string>();
    for (const path of listFiles('src', ['.ts']).filter((file) => file.includes('/migrations/'))) {
      const owner = path.split('/').slice(1, 3).join('/');
      for (const match of readSource(path).matchAll(/create table (?:if not exists )?(\w+)/g)) {
        expect(owners.has(match[1] ?? '')).toBe(false);
        owners.set(match[1] ?? '', owner);
      }
    }
    const faults = listFiles('src/slices', ['.ts'])
      .filter((path) => !/\.test\.ts$|testing|\/demo/.test(path))
      .flatMap((path) => {
        const own = path.split('/').slice(1, 3).join('/');
        return [
          ...readSource(path).matchAll(
            /(?:selectFrom|insertInto|updateTable|deleteFrom|[jJ]oin)\(\s*'(\w+)/g,
          ),
        ].flatMap((match) => {
          const owner = owners.get(match[1] ?? '');
          return owner?.startsWith('slices/') && owner !== own
            ? [`${path}: ${match[1]} belongs to ${owner}`]
            : [];
        });
      });
    expect(faults).toEqual([]);
  });
});
