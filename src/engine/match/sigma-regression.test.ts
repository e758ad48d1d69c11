import { globSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadRules } from '../rule/load-rules.ts';
import { builtInLogSources, LogSources } from '../rule/log-sources.ts';
import { EvtxReader } from '../source/evtx/read-evtx.ts';
import { FieldNames } from '../source/field-names.ts';
import { findSharedData, unpackSharedData } from '../testing/shared-data.ts';
import { ClassFinder } from './class-finder.ts';
import { RecordMatcher } from './record-matcher.ts';

const archives = ['sigma-rules.tar.gz', 'sigma-regression.tar.gz'];

describe.skipIf(archives.some((archive) => findSharedData(archive) === undefined))('public rules', () => {
  const [rules, logs] = archives.map(unpackSharedData);
  afterAll(() => {
    rules?.dispose();
    logs?.dispose();
  });

  it('all load, but for placeholders that only a user can fill, and each fires on its own log', () => {
    const paths = globSync('**/*.yml', { cwd: rules!.folder }).sort();
    const set = loadRules(
      paths.map((file) => ({ file, text: readFileSync(join(rules!.folder, file), 'utf8') })),
    );
    expect(set.problems.filter(({ reason }) => !reason.startsWith('the placeholder'))).toEqual([]);
    expect(set.problems.length).toBeLessThan(40);

    const names = new FieldNames();
    const matcher = new RecordMatcher(set.detections, {
      sources: new LogSources(builtInLogSources()),
      names,
    });
    const finder = new ClassFinder(matcher, names);
    const reader = new EvtxReader(names);
    const silent: string[] = [];
    for (const file of globSync('**/*.evtx', { cwd: logs!.folder })) {
      const path = join(logs!.folder, file);
      const fired: number[] = [];
      reader.read(
        path,
        { start: 0, end: statSync(path).size },
        {
          recoverSlack: false,
          onDamage: ({ reason }) => silent.push(`${file}: ${reason}`),
          onRecord: (view) => matcher.match(view, finder.find(view, {}), fired),
        },
      );
      if (!fired.some((rule) => set.detections[rule]!.id === basename(file, '.evtx'))) silent.push(file);
    }
    expect(silent).toEqual([]);
  });
});
