import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { Indicator, IndicatorType } from '../rule/indicators/indicator.ts';

const batchLength = 1 << 20;

/** Writes indicators for workers, one per line, in pieces: a million of them as one text would fill the memory. */
export function writeIndicatorFile(path: string, indicators: readonly Indicator[]): void {
  const file = openSync(path, 'w');
  try {
    let batch = '';
    for (const { type, value, note } of indicators) {
      batch += `${JSON.stringify([type, value, note])}\n`;
      if (batch.length < batchLength) continue;
      writeSync(file, batch);
      batch = '';
    }
    writeSync(file, batch);
  } finally {
    closeSync(file);
  }
}

/** Reads what {@link writeIndicatorFile} wrote. Where an indicator came from is not kept: findings do not name it. */
export function readIndicatorFile(path: string): Indicator[] {
  const bytes = readFileSync(path);
  const indicators: Indicator[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0x0a, start);
    const [type, value, note] = JSON.parse(bytes.toString('utf8', start, end)) as [
      IndicatorType,
      string,
      string,
    ];
    indicators.push({ type, value, source: '', note });
    start = end + 1;
  }
  return indicators;
}
