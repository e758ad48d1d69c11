import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Limits the gzip size of the JavaScript that the first page loads: the entry and all it imports statically. */
export type FirstLoadBudget = { gzipBytesMax: number };

/** Prints the size of every chunk of the first load and fails the build above the budget. */
export const firstLoadBudget = ({ gzipBytesMax }: FirstLoadBudget): Plugin => ({
  name: 'first-load-budget',
  apply: 'build',
  generateBundle(_options, bundle) {
    const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
    const seen = new Set<string>();
    const visit = (fileName: string) => {
      if (seen.has(fileName)) return;
      seen.add(fileName);
      for (const next of chunks.find((chunk) => chunk.fileName === fileName)?.imports ?? []) visit(next);
    };
    for (const chunk of chunks) if (chunk.isEntry) visit(chunk.fileName);
    // One language is loaded before the first page too.
    for (const chunk of chunks)
      if (chunk.facadeModuleId?.endsWith('virtual:texts-vi-first')) visit(chunk.fileName);
    let sumBytes = 0;
    const lines = chunks.flatMap((chunk) => {
      if (!seen.has(chunk.fileName)) return [];
      const sizeBytes = gzipSync(chunk.code, { level: 9 }).length;
      sumBytes += sizeBytes;
      return [`  ${(sizeBytes / 1000).toFixed(1).padStart(7)} kB  ${chunk.fileName}`];
    });
    const sum = `first load: ${(sumBytes / 1000).toFixed(1)} kB gzip of JavaScript (budget ${gzipBytesMax / 1000})`;
    this.info([sum, ...lines].join('\n'));
    if (sumBytes > gzipBytesMax) this.error(`${sum} is over the budget`);
  },
});
