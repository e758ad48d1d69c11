import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findSharedData, unpackSharedData } from '../../testing/shared-data.ts';
import { readRecordsOfFile } from './testing/read-records.ts';

type Json = { [key: string]: Json } | string | number | boolean | null | Json[];

/** The objects that stand one after another in a text. */
function parseObjects(source: string): Json[] {
  const objects: Json[] = [];
  let [depth, start] = [0, 0];
  for (const match of source.matchAll(/"(?:\\.|[^"\\])*"|[{}]/g)) {
    if (match[0] === '{' && depth++ === 0) start = match.index;
    if (match[0] === '}' && --depth === 0)
      objects.push(JSON.parse(source.slice(start, match.index + 1)) as Json);
  }
  return objects;
}

/** The JSON writer left out GUID braces, digits after the microsecond, and blanks at the end. */
const normal = (value: string): string =>
  value
    .replace(/^\{([0-9A-F-]{36})\}$/, '$1')
    .replace(/(\.\d{6})\d*Z$/, '$1Z')
    .trimEnd();

function* flatten(node: Json, name: string): Generator<[string, string[]]> {
  if (node === null) return;
  if (Array.isArray(node)) yield [name, node.map(String)];
  else if (typeof node === 'object') {
    for (const [key, child] of Object.entries(node)) {
      if (key === '#text') yield* flatten(child, name);
      else if (key === '#attributes') {
        for (const [attribute, value] of Object.entries(child as Record<string, Json>))
          if (!attribute.startsWith('xmlns')) yield [`${name}_${attribute}`, [String(value)]];
      } else yield* flatten(child, key.replaceAll(' ', ''));
    }
  } else yield [name, [String(node)]];
}

describe.skipIf(findSharedData('sigma-regression.tar.gz') === undefined)('public regression files', () => {
  const data = unpackSharedData('sigma-regression.tar.gz');
  afterAll(() => data?.dispose());

  it('decodes every field of 202 files as the JSON beside them has it', () => {
    const files = globSync('**/*.evtx', { cwd: data!.folder });
    expect(files).toHaveLength(202);
    const differences: string[] = [];
    let equal = 0;
    for (const file of files) {
      const path = join(data!.folder, file);
      const { records, damages } = readRecordsOfFile(path, statSync(path).size);
      expect(damages).toEqual([]);
      const expected = parseObjects(readFileSync(path.replace(/evtx$/, 'json'), 'utf8'));
      expect(records).toHaveLength(expected.length);
      for (const [i, root] of expected.entries()) {
        for (const [name, values] of flatten((root as { Event: Json }).Event, '')) {
          if (name.startsWith('_')) continue;
          const got = (records[i]!.fields[name] ?? []).map(normal);
          if (JSON.stringify(got) === JSON.stringify(values.map(normal))) equal++;
          else differences.push(`${name}: ${got} instead of ${values}`);
        }
      }
    }
    // One JSON was written from a view that shows Explorer.EXE as Explorer.exe.
    expect(differences).toEqual([expect.stringMatching(/^ParentCommandLine: .*Explorer\.EXE/)]);
    expect(equal).toBe(7855);
  });
});
