import type { CliIo } from '../command.ts';

/** How much a stream can show: colours only where somebody looks at them, lines no wider than the window. */
export type TerminalStyle = {
  readonly width: number;
  readonly paint: (text: string, colour: Colour) => string;
};

const codes = {
  critical: '1;35',
  high: '1;31',
  medium: '33',
  low: '36',
  informational: '2',
  bold: '1',
  faint: '2',
  good: '32',
} as const;
export type Colour = keyof typeof codes;

const widthMin = 40;
/** Where nobody's window is known: files, pipes. */
const widthDefault = 110;
const widthMax = 160;

/** The style of standard output. NO_COLOR (no-color.org) turns colours off, FORCE_COLOR on. */
export function terminalStyle(io: CliIo): TerminalStyle {
  const stream = io.stdout as NodeJS.WriteStream;
  const { NO_COLOR, FORCE_COLOR, TERM } = io.env;
  const isForced = FORCE_COLOR !== undefined && FORCE_COLOR !== '0' && FORCE_COLOR !== '';
  const isRefused = (NO_COLOR !== undefined && NO_COLOR !== '') || TERM === 'dumb';
  const hasColour = !isRefused && (isForced || stream.isTTY === true);
  const asked = Number(io.env.COLUMNS) || stream.columns || widthDefault;
  return {
    width: Math.max(widthMin, Math.min(widthMax, asked)),
    paint: (text, colour) => (hasColour ? `\x1b[${codes[colour]}m${text}\x1b[0m` : text),
  };
}

/** Columns that a text takes in a terminal: two for the wide letters of East Asia, none for marks. */
export function widthOf(text: string): number {
  let width = 0;
  for (const letter of text.normalize('NFC')) {
    if (/\p{M}/u.test(letter)) continue;
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u.test(
        letter,
      )
        ? 2
        : 1;
  }
  return width;
}

/** Text in exactly so many columns: cut with an ellipsis, or filled up with blanks. */
export function fitted(text: string, width: number): string {
  const whole = text.normalize('NFC');
  const own = widthOf(whole);
  if (own <= width) return whole + ' '.repeat(width - own);
  let cut = '';
  let used = 0;
  for (const letter of whole) {
    const wide = widthOf(letter);
    if (used + wide > width - 1) break;
    cut += letter;
    used += wide;
  }
  return `${cut}…${' '.repeat(Math.max(0, width - 1 - used))}`;
}

/** Logs hold hostile text: control characters must not reach the terminal. */
export const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\ufffd');
