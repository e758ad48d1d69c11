/**
 * Case folding of single UTF-16 units, the same for rules and records: lower case where that is one unit, and
 * never dependent on neighbours (the Greek final sigma), so that a part of a text folds as it does in the whole.
 */
export const foldTable: Uint16Array = makeFoldTable();

function makeFoldTable(): Uint16Array {
  const table = new Uint16Array(65_536);
  for (let unit = 0; unit < 65_536; unit++) {
    const lower = String.fromCharCode(unit).toLowerCase();
    table[unit] = lower.length === 1 ? lower.charCodeAt(0) : unit;
  }
  return table;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
const ascii = /^[\x00-\x7f]*$/;

/** A folded text. */
export function foldText(text: string): string {
  if (ascii.test(text)) return text.toLowerCase();
  let folded = '';
  for (let i = 0; i < text.length; i++) folded += String.fromCharCode(foldTable[text.charCodeAt(i)]!);
  return folded;
}
