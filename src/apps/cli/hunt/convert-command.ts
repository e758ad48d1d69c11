import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { RecordDecoder } from '../../../engine/run/decoded-records.ts';
import { listInputs } from '../../../engine/run/list-inputs.ts';
import type { CliCommand } from '../command.ts';
import { exitCodes } from './exit-codes.ts';
import { chooseLanguage, formatNumber, textsOf } from './language.ts';
import { OutputQueue } from './output-queue.ts';
import { recordCsvColumns, recordCsvRow, recordJson } from './record-row.ts';

/** `khien convert`: any readable log as JSON Lines or CSV. */
export const convertCommand: CliCommand = {
  name: 'convert',
  summary: {
    vi: 'Chuyển nhật ký thành JSON Lines hoặc CSV',
    en: 'Convert logs to JSON Lines or CSV',
  },
  usage: `khien convert PATH... [--csv] [--lang vi|en]
  One record per line on stdout: file, record, offset, time, fields.`,
  run: async (args, io) => {
    const options = { csv: { type: 'boolean' }, lang: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: false });
    const language = chooseLanguage(typeof values.lang === 'string' ? values.lang : undefined, io.env);
    const texts = textsOf(language);
    const missing = positionals.find((path) => !existsSync(resolve(io.cwd, path)));
    if (positionals.length === 0 || missing !== undefined) {
      io.stderr.write(`${missing === undefined ? texts.noPaths : texts.notFound(missing)}\n`);
      return exitCodes.wrongUsage;
    }
    const { files, skipped } = listInputs(positionals.map((path) => resolve(io.cwd, path)));
    const out = new OutputQueue(io.stdout);
    if (values.csv === true) out.write(`${recordCsvColumns.join(',')}\n`);
    const decoder = new RecordDecoder();
    let code: number = exitCodes.done;
    for (const file of files) {
      const toRow = values.csv === true ? recordCsvRow : recordJson;
      try {
        await decoder.read(
          file,
          {
            onRecord: (record) => out.write(`${toRow(file.path, record)}\n`),
            onDamage: ({ offset, reason }) =>
              io.stderr.write(`${file.path}: ${reason} (${texts.place(String(offset))})\n`),
          },
          io.signal,
          () => out.drain(),
        );
      } catch (error) {
        io.stderr.write(`${file.path}: ${error instanceof Error ? error.message : error}\n`);
        code = exitCodes.partlyUnreadable;
      }
      await out.drain();
      if (io.signal.aborted) code = exitCodes.interrupted;
      if (io.signal.aborted) break;
    }
    await out.end();
    if (skipped.length > 0) io.stderr.write(`${texts.skipped(formatNumber(skipped.length, language))}\n`);
    return code;
  },
};
