import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import {
  eventData,
  eventNode,
  text,
  writeChunk,
  writeEvtx,
} from '../../../engine/source/evtx/testing/evtx-writer.ts';
import { logSamples } from '../../../engine/source/testing/log-samples.ts';
import { runKhien } from './testing/run-khien.ts';

const folder = mkdtempSync(join(tmpdir(), 'khien-convert-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const root = eventNode({ channel: 'Security', provider: 'P', eventId: 4688 }, [
  eventData({ CommandLine: text('cmd /c "đ"') }),
]);
const evtx = writeEvtx([writeChunk([{ id: 7, root }])]);
const logs: Record<string, string | Uint8Array> = {
  ...logSamples,
  evtx,
  'packed.gz': gzipSync(logSamples.syslog),
};

it('every readable format converts to JSON Lines and to CSV, record by record', async () => {
  for (const [name, content] of Object.entries(logs)) {
    writeFileSync(join(folder, name), content);
    const json = await runKhien(folder, ['convert', name]);
    expect([name, json.code, json.err]).toEqual([name, 0, '']);
    const records = json.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { file: string; record: number; fields: object });
    expect(records.length).toBeGreaterThan(0);
    for (const record of records) expect(Object.keys(record.fields).length).toBeGreaterThan(0);
    const csv = await runKhien(folder, ['convert', name, '--csv']);
    const [head] = csv.out.split('\n');
    expect(head).toBe('time,computer,channel,event_id,file,record,offset,fields');
    // A table that was made can be read again.
    writeFileSync(join(folder, 'again.csv'), csv.out);
    const again = await runKhien(folder, ['convert', 'again.csv']);
    expect([name, again.out.trim().split('\n').length]).toEqual([name, records.length]);
  }
});
