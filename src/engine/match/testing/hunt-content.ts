import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadRules } from '../../rule/load-rules.ts';
import { builtInLogSources, type LogSourceFile } from '../../rule/log-source-file.ts';
import { LogSources } from '../../rule/log-sources.ts';
import { FieldNames } from '../../source/field-names.ts';
import { LogReader, wholeFile } from '../../source/read-log.ts';
import { recogniseFile } from '../../source/recognise.ts';
import { ClassFinder } from '../class-finder.ts';
import { RecordMatcher } from '../record-matcher.ts';

/** A rule with a log source and one selection, both written as the inside of a YAML map. */
export const smallRule = (logSource: string, selection: string): string =>
  `title: r\nid: r\nlogsource: {${logSource}}\ndetection:\n    s: {${selection}}\n    condition: s\n`;

/** The numbers of the records of a log on which a rule fires. */
export async function firedRecords(
  rule: string,
  content: string | Uint8Array,
  ownSources: readonly LogSourceFile[] = [],
): Promise<number[]> {
  const rules = loadRules([{ file: 'r.yml', text: rule }]);
  const errors = rules.problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ reason }) => reason).join());
  const names = new FieldNames();
  const sources = new LogSources([...builtInLogSources(), ...ownSources]);
  const matcher = new RecordMatcher(rules.detections, { sources, names });
  const finder = new ClassFinder(matcher, names, sources.kinds);
  const folder = mkdtempSync(join(tmpdir(), 'khien-content-'));
  try {
    const path = join(folder, 'log');
    writeFileSync(path, content);
    const file = recogniseFile(path);
    if (file === undefined) throw new Error('not recognised');
    const records: number[] = [];
    const fired: number[] = [];
    await new LogReader(names).read(
      { ...file, path },
      {
        range: wholeFile,
        onDamage: ({ reason }) => {
          throw new Error(reason);
        },
        onRecord: (view, known) => {
          fired.length = 0;
          matcher.match(view, finder.find(view, known), fired);
          if (fired.length > 0) records.push(view.record);
        },
      },
    );
    return records;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
