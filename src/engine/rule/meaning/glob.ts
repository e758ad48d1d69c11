import { anyOne, anyRun, type PatternPart } from '../rule-model.ts';

/**
 * A pattern with wildcards, matched in time linear in the value for each part: pieces between `*` are taken at
 * their first place, which is enough because what follows a `*` may start anywhere.
 */
export class Glob {
  /** Pieces between `*`; in a piece, undefined stands for `?`. */
  readonly #pieces: (number | undefined)[][] = [[]];

  constructor(parts: readonly PatternPart[]) {
    for (const part of parts) {
      if (part === anyRun) this.#pieces.push([]);
      else if (part === anyOne) this.#pieces.at(-1)!.push(undefined);
      else for (let i = 0; i < part.length; i++) this.#pieces.at(-1)!.push(part.charCodeAt(i));
    }
  }

  test(text: string): boolean {
    const pieces = this.#pieces;
    const first = pieces[0]!;
    if (pieces.length === 1) return text.length === first.length && isAt(first, text, 0);
    if (text.length < first.length || !isAt(first, text, 0)) return false;
    const last = pieces.at(-1)!;
    const limit = text.length - last.length;
    let at = first.length;
    for (let i = 1; i < pieces.length - 1; i++) {
      const piece = pieces[i]!;
      while (at + piece.length <= limit && !isAt(piece, text, at)) at++;
      if (at + piece.length > limit) return false;
      at += piece.length;
    }
    return at <= limit && isAt(last, text, limit);
  }
}

function isAt(piece: readonly (number | undefined)[], text: string, at: number): boolean {
  for (let k = 0; k < piece.length; k++)
    if (piece[k] !== undefined && piece[k] !== text.charCodeAt(at + k)) return false;
  return true;
}
