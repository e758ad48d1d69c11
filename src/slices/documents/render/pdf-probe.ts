import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Looks at PDF files in tests, with the tools of poppler. Lengths in millimetres from the page's upper left corner. */
export const hasPoppler = spawnSync('pdftotext', ['-v']).status === 0;

export type PlacedWord = {
  readonly page: number;
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
};

export type Rule = { readonly left: number; readonly right: number; readonly y: number };

const withFile = <T>(pdf: Uint8Array, read: (file: string, folder: string) => T): T => {
  const folder = mkdtempSync(join(tmpdir(), 'khien-pdf-'));
  try {
    writeFileSync(join(folder, 'a.pdf'), pdf);
    return read(join(folder, 'a.pdf'), folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const run = (command: string, args: readonly string[]): string =>
  execFileSync(command, args, { encoding: 'utf8', maxBuffer: 200_000_000 });

const millimetres = (pt: string | undefined): number => (Number(pt) * 25.4) / 72;

/** The text with white space folded, so that line ends do not matter. */
export const pdfText = (pdf: Uint8Array): string =>
  withFile(pdf, (file) => run('pdftotext', [file, '-'])).replace(/\s+/g, ' ');

/** The same in the order of lines across columns. */
export const pdfLines = (pdf: Uint8Array): string =>
  withFile(pdf, (file) => run('pdftotext', ['-layout', file, '-'])).replace(/\s+/g, ' ');

export const pdfInfo = (pdf: Uint8Array): { pages: number; text: string; fonts: string } =>
  withFile(pdf, (file) => {
    const text = run('pdfinfo', [file]);
    return { pages: Number(/Pages:\s+(\d+)/.exec(text)?.[1]), text, fonts: run('pdffonts', [file]) };
  });

export const pdfWords = (pdf: Uint8Array): PlacedWord[] => {
  const markup = withFile(pdf, (file) => run('pdftotext', ['-bbox', file, '-']));
  return markup
    .split('<page ')
    .slice(1)
    .flatMap((page, index) =>
      [...page.matchAll(/<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)<\/word>/g)].map(
        (word) => ({
          page: index + 1,
          left: millimetres(word[1]),
          top: millimetres(word[2]),
          right: millimetres(word[3]),
          bottom: millimetres(word[4]),
          text: word[5] ?? '',
        }),
      ),
    );
};

/** Horizontal strokes of one page. */
export const pdfRules = (pdf: Uint8Array, page = 1): Rule[] => {
  const svg = withFile(pdf, (file, folder) => {
    run('pdftocairo', [
      '-svg',
      '-noshrink',
      '-f',
      String(page),
      '-l',
      String(page),
      file,
      join(folder, 'a.svg'),
    ]);
    return readFileSync(join(folder, 'a.svg'), 'utf8');
  });
  const stroke =
    /<path[^>]*stroke-width[^>]* d="M ([-\d.]+) ([-\d.]+) L ([-\d.]+) ([-\d.]+)\s*"[^>]*?(?:transform="matrix\(([^)]*)\)")?\/>/g;
  return [...svg.matchAll(stroke)].flatMap((match) => {
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = (match[5] ?? '1,0,0,1,0,0').split(/[ ,]+/).map(Number);
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = match.slice(1, 5).map(Number);
    const from = { x: a * x1 + c * y1 + e, y: b * x1 + d * y1 + f };
    const to = { x: a * x2 + c * y2 + e, y: b * x2 + d * y2 + f };
    if (Math.abs(from.y - to.y) > 0.2 || Math.abs(from.x - to.x) < 5) return [];
    const mm = (pt: number) => (pt * 25.4) / 72;
    return [{ left: mm(Math.min(from.x, to.x)), right: mm(Math.max(from.x, to.x)), y: mm(from.y) }];
  });
};
