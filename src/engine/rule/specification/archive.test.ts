import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unpackSharedData } from '../../testing/shared-data.ts';
import { loadRules } from '../load-rules.ts';

const listFiles = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe('the examples of the specification', () => {
  it('load, but for references to rules that are not there and fragments of rules', () => {
    const data = unpackSharedData('sigma-specification.tar.gz');
    if (data === undefined) return;
    try {
      const tests = listFiles(join(data.folder, 'spec', 'tests')).filter((path) => path.endsWith('.yml'));
      const texts = tests.map((file) => ({ file, text: readFileSync(file, 'utf8') }));
      for (const file of listFiles(join(data.folder, 'spec', 'specification'))) {
        const blocks = readFileSync(file, 'utf8').matchAll(/```ya?ml\n([^`]*?)```/g);
        for (const [i, [, text]] of [...blocks].entries())
          if (
            /^title:/m.test(text!) &&
            /^(?:detection|correlation|filter):/m.test(text!) &&
            !text!.includes('[optional]')
          )
            texts.push({ file: `${file}#${i}`, text: text! });
      }
      expect(texts.length).toBeGreaterThan(15);
      for (const source of texts) {
        const errors = loadRules([source]).problems.filter(({ severity }) => severity === 'error');
        for (const { reason } of errors)
          expect([source.file, reason]).toEqual([
            source.file,
            expect.stringMatching(/names a rule that is not loaded|has no known type/),
          ]);
      }
    } finally {
      data.dispose();
    }
  });
});
