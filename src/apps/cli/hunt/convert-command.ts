import { type DecodedRecord, RecordDecoder } from '../../../engine/run/decoded-records.ts';
import { JsonRecordWriter } from '../../../engine/run/json-record-writer.ts';
import { listInputs } from '../../../engine/run/list-inputs.ts';
import type { EventClass } from '../../../engine/source/event-class.ts';
import type { Damage } from '../../../engine/source/evtx/read-chunk.ts';
import type { RecordView } from '../../../engine/source/record-view.ts';
import type { CliCommand, CliIo } from '../command.ts';
import { exitCodes } from './exit-codes.ts';
import { formatNumber, textsOf } from './language.ts';
import { existingPaths, languageOf, parseCommand, withUsageErrors } from './log-command.ts';
import { OutputQueue } from './output-queue.ts';
import { reasonIn } from './reason-in.ts';
import { readRecordOptions, recordOptions } from './record-options.ts';
import { recordCsvColumns, recordCsvRow } from './record-row.ts';
import { convertUsage } from './usage-texts.ts';

const options = {
  csv: { type: 'boolean' },
  recover: { type: 'boolean' },
  lang: { type: 'string' },
  ...recordOptions,
} as const;

/** `khien convert`: any readable log as JSON Lines or CSV. */
export const convertCommand: CliCommand = {
  name: 'convert',
  summary: {
    vi: 'Chuyển nhật ký thành JSON Lines hoặc CSV',
    en: 'Convert logs to JSON Lines or CSV',
  },
  usage: convertUsage,
  run: (args, io) => withUsageErrors(io, () => convert(args, io)),
};

async function convert(args: string[], io: CliIo): Promise<number> {
  const language = languageOf(args, io);
  const texts = textsOf(language);
  const { values, positionals } = parseCommand(args, options, language);
  const { selection, timeZone, year } = readRecordOptions(values, language);
  const { files, skipped } = listInputs(existingPaths(positionals, io, language));
  const out = new OutputQueue(io.stdout);
  if (values.csv === true) out.write(`${recordCsvColumns.join(',')}\n`);
  const decoder = new RecordDecoder({
    timeZone,
    year,
    recoverSlack: values.recover ?? false,
    ...(selection === undefined ? {} : { selection }),
  });
  const writer = new JsonRecordWriter(decoder.names, timeZone, (bytes) => out.writeBytes(bytes));
  const signal = AbortSignal.any([io.signal, out.closed]);
  let code: number = exitCodes.done;
  for (const file of files) {
    try {
      const onDamage = ({ offset, reason }: Damage): void => {
        io.stderr.write(`${file.path}: ${reasonIn(language, reason)} (${texts.place(String(offset))})\n`);
      };
      const pace = (): Promise<void> => out.drain();
      if (values.csv === true) {
        const onRecord = (record: DecodedRecord): void =>
          out.write(`${recordCsvRow(file.path, record, timeZone)}\n`);
        await decoder.read(file, { onRecord, onDamage }, signal, pace);
      } else {
        const onView = (view: RecordView, _known: EventClass, linesBefore: number): void =>
          writer.write(file.path, view, linesBefore);
        await decoder.readViews(file, { onView, onDamage }, signal, pace);
      }
    } catch (error) {
      io.stderr.write(`${file.path}: ${error instanceof Error ? error.message : error}\n`);
      code = exitCodes.partlyUnreadable;
    }
    writer.flush();
    await out.drain();
    if (io.signal.aborted) code = exitCodes.interrupted;
    if (signal.aborted) break;
  }
  await out.end();
  if (skipped.length > 0) io.stderr.write(`${texts.skipped(formatNumber(skipped.length, language))}\n`);
  return code;
}
