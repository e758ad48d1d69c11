import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { RecordDecoder } from '../../../engine/run/decoded-records.ts';
import { ExternalSort } from '../../../engine/run/external-sort.ts';
import { listInputs } from '../../../engine/run/list-inputs.ts';
import type { CliCommand } from '../command.ts';
import { exitCodes } from './exit-codes.ts';
import { chooseLanguage, textsOf } from './language.ts';
import { OutputQueue } from './output-queue.ts';
import { recordJson } from './record-row.ts';

/** `khien timeline`: many logs as one, in the order of time. */
export const timelineCommand: CliCommand = {
  name: 'timeline',
  summary: {
    vi: 'Gộp nhiều nhật ký thành một dòng thời gian',
    en: 'Merge many logs into one timeline',
  },
  usage: `khien timeline PATH... [--lang vi|en]
  JSON Lines on stdout, sorted by time; records without a time come last. Large inputs are sorted on disk.`,
  run: async (args, io) => {
    const options = { lang: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: false });
    const texts = textsOf(chooseLanguage(typeof values.lang === 'string' ? values.lang : undefined, io.env));
    const missing = positionals.find((path) => !existsSync(resolve(io.cwd, path)));
    if (positionals.length === 0 || missing !== undefined) {
      io.stderr.write(`${missing === undefined ? texts.noPaths : texts.notFound(missing)}\n`);
      return exitCodes.wrongUsage;
    }
    const sort = new ExternalSort();
    try {
      const { files } = listInputs(positionals.map((path) => resolve(io.cwd, path)));
      const decoder = new RecordDecoder();
      for (const file of files) {
        if (io.signal.aborted) return exitCodes.interrupted;
        const onDamage = ({ offset, reason }: { offset: number; reason: string }): unknown =>
          io.stderr.write(`${file.path}: ${reason} (${texts.place(String(offset))})\n`);
        await decoder.read(
          file,
          { onRecord: (record) => sort.add(record.timeMicros, recordJson(file.path, record)), onDamage },
          io.signal,
        );
      }
      const out = new OutputQueue(io.stdout);
      for await (const line of sort.sorted()) {
        out.write(`${line}\n`);
        if (out.isBehind) await out.drain();
        if (io.signal.aborted) return exitCodes.interrupted;
      }
      await out.end();
      return exitCodes.done;
    } finally {
      sort.dispose();
    }
  },
};
