import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Cells of a page, about 15 mm wide. */
const columns = 14;
const rows = 20;

/** Darkness of each cell of a grey picture (PGM) from 0 to 15, as hexadecimal digits. */
const inkOf = (picture: Buffer): string => {
  const head = /^P5\s+(\d+)\s+(\d+)\s+\d+\s/.exec(picture.toString('latin1', 0, 40));
  if (!head) throw new Error('no grey picture');
  const [width, height] = [Number(head[1]), Number(head[2])];
  const ink = new Float64Array(columns * rows);
  const count = new Float64Array(columns * rows);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const cell = Math.floor((y * rows) / height) * columns + Math.floor((x * columns) / width);
      ink[cell] = (ink[cell] as number) + 255 - (picture[head[0].length + y * width + x] as number);
      count[cell] = (count[cell] as number) + 1;
    }
  }
  // A page of text is at most a third black; twice the darkness uses the digits better.
  return [...ink]
    .map((sum, cell) => Math.min(15, Math.round((sum / (count[cell] as number) / 255) * 40)).toString(16))
    .join('');
};

/** Where the ink stands on each page of a PDF, as poppler draws it: small enough to be kept beside a test. */
export const pageFingerprints = (pdf: Uint8Array): string[] => {
  const folder = mkdtempSync(join(tmpdir(), 'khien-ink-'));
  try {
    writeFileSync(join(folder, 'a.pdf'), pdf);
    execFileSync('pdftoppm', ['-r', '40', '-gray', join(folder, 'a.pdf'), join(folder, 'p')]);
    return readdirSync(folder)
      .filter((name) => name.endsWith('.pgm'))
      .sort()
      .map((name) => inkOf(readFileSync(join(folder, name))));
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** Mean and greatest difference of two pages in steps of darkness. */
export const inkDifference = (one: string, other: string): { mean: number; greatest: number } => {
  const differences = [...one].map((digit, at) =>
    Math.abs(Number.parseInt(digit, 16) - Number.parseInt(other[at] ?? 'f', 16)),
  );
  return {
    mean: differences.reduce((sum, value) => sum + value, 0) / Math.max(1, differences.length),
    greatest: Math.max(0, ...differences),
  };
};
