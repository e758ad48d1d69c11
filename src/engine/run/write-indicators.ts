import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type IndicatorProblem,
  type IndicatorSource,
  loadIndicators,
} from '../rule/indicators/load-indicators.ts';
import { writeIndicatorFile } from './indicator-file.ts';

/** Indicators of a hunt, written down where workers can read them. */
export type WrittenIndicators = {
  readonly path: string | undefined;
  readonly loaded: number;
  readonly problems: readonly IndicatorProblem[];
  readonly dispose: () => void;
};

/** Loads all indicator files at or below the paths. Throws where a path does not exist. */
export function writeIndicators(paths: readonly string[], allowed: readonly string[]): WrittenIndicators {
  if (paths.length === 0) return { path: undefined, loaded: 0, problems: [], dispose: () => {} };
  const { indicators, problems } = loadIndicators(readSources(paths), readSources(allowed));
  const folder = mkdtempSync(join(tmpdir(), 'khien-indicators-'));
  const path = join(folder, 'indicators.jsonl');
  writeIndicatorFile(path, indicators);
  const dispose = (): void => rmSync(folder, { recursive: true, force: true });
  return { path, loaded: indicators.length, problems, dispose };
}

function readSources(paths: readonly string[]): IndicatorSource[] {
  return paths.flatMap((path): IndicatorSource[] => {
    if (statSync(path).isDirectory())
      return readSources(
        readdirSync(path)
          .sort()
          .map((name) => join(path, name)),
      );
    return [{ file: path, text: readFileSync(path, 'utf8') }];
  });
}
