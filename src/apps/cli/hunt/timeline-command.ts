import { RecordDecoder } from '../../../engine/run/decoded-records.ts';
import { ExternalSort } from '../../../engine/run/external-sort.ts';
import { listInputs } from '../../../engine/run/list-inputs.ts';
import type { CliCommand, CliIo } from '../command.ts';
import { exitCodes } from './exit-codes.ts';
import { formatNumber, textsOf } from './language.ts';
import { existingPaths, languageOf, parseCommand, withUsageErrors } from './log-command.ts';
import { OutputQueue } from './output-queue.ts';
import { reasonIn } from './reason-in.ts';
import { readRecordOptions, recordOptions } from './record-options.ts';
import { recordCsvColumns, recordCsvRow, recordJson } from './record-row.ts';
import { timelineUsage } from './usage-texts.ts';

const options = { csv: { type: 'boolean' }, lang: { type: 'string' }, ...recordOptions } as const;

/** `khien timeline`: many logs as one, in the order of time. */
export const timelineCommand: CliCommand = {
  name: 'timeline',
  summary: {
    vi: 'Gộp nhiều nhật ký thành một dòng thời gian',
    en: 'Merge many logs into one timeline',
  },
  usage: timelineUsage,
  run: (args, io) => withUsageErrors(io, () => timeline(args, io)),
};

async function timeline(args: string[], io: CliIo): Promise<number> {
  const language = languageOf(args, io);
  const { values, positionals } = parseCommand(args, options, language);
  const { selection, timeZone, year } = readRecordOptions(values, language);
  const { files, skipped } = listInputs(existingPaths(positionals, io, language));
  const texts = textsOf(language);
  const sort = new ExternalSort();
  const toRow = values.csv === true ? recordCsvRow : recordJson;
  let code: number = exitCodes.done;
  try {
    const decoder = new RecordDecoder({ timeZone, year, ...(selection === undefined ? {} : { selection }) });
    for (const file of files) {
      if (io.signal.aborted) return exitCodes.interrupted;
      const onDamage = ({ offset, reason }: { offset: number; reason: string }): unknown =>
        io.stderr.write(`${file.path}: ${reasonIn(language, reason)} (${texts.place(String(offset))})\n`);
      try {
        await decoder.read(
          file,
          {
            onRecord: (record) =>
              sort.add(record.timeMicros + record.timeNanos / 1000, toRow(file.path, record, timeZone)),
            onDamage,
          },
          io.signal,
        );
      } catch (error) {
        io.stderr.write(`${file.path}: ${error instanceof Error ? error.message : error}\n`);
        code = exitCodes.partlyUnreadable;
      }
    }
    const out = new OutputQueue(io.stdout);
    if (values.csv === true) out.write(`${recordCsvColumns.join(',')}\n`);
    for await (const line of sort.sorted()) {
      out.write(`${line}\n`);
      if (out.isBehind) await out.drain();
      if (io.signal.aborted) return exitCodes.interrupted;
      if (out.closed.aborted) return code;
    }
    await out.end();
    if (skipped.length > 0) io.stderr.write(`${texts.skipped(formatNumber(skipped.length, language))}\n`);
    return code;
  } finally {
    sort.dispose();
  }
}
