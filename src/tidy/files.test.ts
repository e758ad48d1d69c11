import { describe, expect, test } from 'vitest';
import { listFiles, readSource } from './source-files.ts';

const LINES_MAX = 400;
const bannedNames = /(^|\/)(utils?|helpers?|common|shared|misc|types|index)(\.tsx?$|\/)/;
const bannedWords = ['TODO', 'FIXME', 'XXX', 'coming soon', 'not implemented'];
const switchedOff = /\b(describe|test|it)\.(only|skip|todo)\(/;
const sources = () => ['src', 'test', 'bench'].flatMap((folder) => listFiles(folder, ['.ts', '.tsx']));

describe('files', () => {
  test(`no file has more than ${LINES_MAX} lines, catalogues of data apart`, () => {
    const long = sources()
      .filter((path) => !path.includes('/data/') && !/\/texts\//.test(path))
      .map((path) => ({ path, lines: readSource(path).split('\n').length }))
      .filter(({ lines }) => lines > LINES_MAX);
    expect(long).toEqual([]);
  });

  test('files are named after what they hold', () => {
    expect(sources().filter((path) => bannedNames.test(path.replace(/^src\//, '')))).toEqual([]);
    const names = sources().map((path) => path.split('/').pop() ?? '');
    expect(names.filter((name) => !/^[a-z0-9]+([-.][a-z0-9]+)*\.tsx?$/.test(name))).toEqual([]);
  });

  test('nothing is unfinished or switched off', () => {
    // This file names the words, so it is left out.
    const others = sources().filter((path) => path !== 'src/tidy/files.test.ts');
    const faults = others.flatMap((path) => {
      const source = readSource(path);
      const words = bannedWords.filter((word) => new RegExp(`\\b${word}\\b`, 'i').test(source));
      return [...words, ...(switchedOff.test(source) ? ['switched-off test'] : [])].map(
        (word) => `${path}: ${word}`,
      );
    });
    expect(faults).toEqual([]);
  });

  test('exports are named and enumerations are not used', () => {
    const faults = sources().filter((path) => {
      const source = readSource(path);
      return (
        (/^export default/m.test(source) && !/vite\.config|vitest/.test(path)) ||
        /^(export )?(const )?enum /m.test(source)
      );
    });
    expect(faults).toEqual([]);
  });
});
