import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { builtInLogSources } from '../../src/engine/rule/log-sources.ts';
import type { RuleSet } from '../../src/engine/rule/rule-model.ts';
import { RecordDecoder } from '../../src/engine/run/decoded-records.ts';
import { JsonRecordWriter } from '../../src/engine/run/json-record-writer.ts';
import { listInputs, listTasks } from '../../src/engine/run/list-inputs.ts';
import { loadCachedRules } from '../../src/engine/run/rule-cache.ts';
import { Scanner } from '../../src/engine/run/scanner.ts';
import { type Measured, measure } from './measure.ts';

/** One line of the table: what is done with one log. */
export type Line = {
  readonly seconds: number;
  readonly path: string;
  readonly does: 'scan' | 'convert';
  /** Folders of rules and of their cache; none for a search for indicators alone. */
  readonly rules?: string;
  readonly cacheFolder?: string;
  readonly indicatorsPath?: string;
};

/** Measures a line in a process of its own, as a hunt is one: what other logs left behind does not count. */
export async function measureLine(line: Line): Promise<Measured> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    import.meta.filename,
    JSON.stringify(line),
  ]);
  return JSON.parse(stdout) as Measured;
}

if (process.argv[1] === import.meta.filename) {
  const line = JSON.parse(process.argv[2]!) as Line;
  process.stdout.write(JSON.stringify(await (line.does === 'scan' ? scan(line) : convert(line))));
}

function scan({ seconds, path, rules, cacheFolder, indicatorsPath }: Line): Promise<Measured> {
  const none: RuleSet = { detections: [], correlations: [], problems: [] };
  const { files } = listInputs([path]);
  const scanner = new Scanner(
    rules === undefined ? none : loadCachedRules([rules], new Map(), cacheFolder).rules,
    { files, logSources: builtInLogSources(), recoverSlack: false, indicatorsPath },
  );
  const tasks = listTasks(files);
  return measure(seconds, async () => {
    scanner.forget();
    const total = { bytes: 0, records: 0, found: 0 };
    for (const task of tasks) {
      const { bytes, records, hits } = await scanner.scan(task);
      total.bytes += bytes;
      total.records += records;
      total.found += hits.length;
    }
    return total;
  });
}

function convert({ seconds, path }: Line): Promise<Measured> {
  const file = listInputs([path]).files[0]!;
  const decoder = new RecordDecoder();
  return measure(seconds, async () => {
    const total = { bytes: 0, records: 0, found: 0 };
    const writer = new JsonRecordWriter(decoder.names, undefined, () => {});
    await decoder.readViews(file, {
      onView: (view) => {
        total.bytes += view.byteLength;
        total.records++;
        writer.write(path, view, 0);
      },
      onDamage: () => {},
    });
    writer.flush();
    return total;
  });
}
