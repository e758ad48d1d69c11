import { describe, expect, test } from 'vitest';
import { importFault } from './boundaries.ts';
import { importsOf, listFiles } from './source-files.ts';

describe('boundaries', () => {
  test('imports only go down, slices keep their order and their inner files', () => {
    const faults = listFiles('src', ['.ts', '.tsx']).flatMap((path) =>
      importsOf(path).flatMap((target) => {
        const fault = importFault(path, target);
        return fault ? [`${path}: ${fault}`] : [];
      }),
    );
    expect(faults).toEqual([]);
  });

  test('the check itself sees what is forbidden', () => {
    expect(importFault('src/platform/http/x.ts', 'src/slices/accounts/public.ts')).toMatch(
      /platform imports slices/,
    );
    expect(importFault('src/slices/agencies/x.ts', 'src/slices/incidents/public.ts')).toMatch(/later slice/);
    expect(importFault('src/slices/incidents/x.ts', 'src/slices/agencies/queries.ts')).toMatch(/inner file/);
    expect(importFault('src/slices/incidents/web/x.tsx', 'src/slices/incidents/queries.ts')).toMatch(
      /browser code/,
    );
    expect(importFault('src/engine/x.ts', 'yaml')).toMatch(/engine imports/);
    expect(importFault('src/slices/incidents/x.ts', 'src/slices/agencies/public.ts')).toBeUndefined();
    expect(
      importsOf('src/a.ts', "import './tables.ts';\nexport { x } from './b.ts';\nawait import('./c.ts')"),
    ).toEqual(
      ['src/b.ts', 'src/c.ts', 'src/tables.ts'].sort((a, b) =>
        a === 'src/tables.ts' ? -1 : b === 'src/tables.ts' ? 1 : a.localeCompare(b),
      ),
    );
  });

  test('nothing imports in a circle', () => {
    const files = listFiles('src', ['.ts', '.tsx']).filter((path) => !/\.test\.tsx?$/.test(path));
    const graph = new Map(
      files.map((path) => [path, importsOf(path).filter((target) => files.includes(target))]),
    );
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (path: string, trail: readonly string[]) => {
      if (trail.includes(path)) {
        circles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
        return;
      }
      if (done.has(path)) return;
      for (const target of graph.get(path) ?? []) visit(target, [...trail, path]);
      done.add(path);
    };
    for (const path of files) visit(path, []);
    expect(circles).toEqual([]);
  });
});
