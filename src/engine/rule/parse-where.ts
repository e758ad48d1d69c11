import { compileItem, ItemError } from './compile-item.ts';
import type { Expression } from './rule-model.ts';

/** A condition that cannot be read; `at` counts characters from 0. */
export class WhereError extends Error {
  readonly at: number;
  constructor(reason: string, at: number) {
    super(reason);
    this.at = at;
  }
}

type Token = { readonly text: string; readonly at: number; readonly isQuoted: boolean };

const depthMax = 32;
const operators = ['!=', '>=', '<=', '!~', '=', '>', '<', '~'] as const;
const modifierOf: Record<string, string> = {
  '>': 'gt',
  '>=': 'gte',
  '<': 'lt',
  '<=': 'lte',
  '~': 're',
  '!~': 're',
};

/**
 * Reads a condition on records, such as `EventID=4624 and (LogonType=3 or LogonType=10) and not IpAddress=127.*`.
 *
 * ```
 * condition   = part { ("and" | "or") part }      "and" binds stronger; brackets group; "not" before a part
 * part        = FIELD OPERATOR VALUE | FIELD      a lone field must be there
 * OPERATOR    = "=" "!=" ">" ">=" "<" "<=" "~" "!~"
 * FIELD       = name, with modifiers of Sigma if wanted: CommandLine|contains=whoami
 * VALUE       = up to the next blank or bracket, or in quotation marks; * and ? are wildcards
 * ```
 *
 * Case does not count, but in regular expressions (`~`). Throws {@link WhereError}.
 */
export function parseWhere(source: string): Expression {
  const parser = new WhereParser(source);
  return parser.parse();
}

class WhereParser {
  readonly #source: string;
  #at = 0;
  #depth = 0;

  constructor(source: string) {
    this.#source = source;
  }

  parse(): Expression {
    const expression = this.#or();
    this.#skipBlanks();
    if (this.#at < this.#source.length) throw new WhereError(`unexpected "${this.#rest()}"`, this.#at);
    return expression;
  }

  #or(): Expression {
    const of = [this.#and()];
    while (this.#takeWord('or')) of.push(this.#and());
    return of.length === 1 ? of[0]! : { op: 'or', of };
  }

  #and(): Expression {
    const of = [this.#not()];
    while (this.#takeWord('and')) of.push(this.#not());
    return of.length === 1 ? of[0]! : { op: 'and', of };
  }

  #not(): Expression {
    if (++this.#depth > depthMax) throw new WhereError('nested too deeply', this.#at);
    const expression: Expression = this.#takeWord('not') ? { op: 'not', of: this.#not() } : this.#part();
    this.#depth--;
    return expression;
  }

  #part(): Expression {
    this.#skipBlanks();
    if (this.#source[this.#at] === '(') {
      this.#at++;
      const inner = this.#or();
      this.#skipBlanks();
      if (this.#source[this.#at] !== ')') throw new WhereError('a bracket is not closed', this.#at);
      this.#at++;
      return inner;
    }
    const field = this.#take(/[^\s()=!<>~"']/y, 'a field');
    this.#skipBlanks();
    const operator = operators.find((text) => this.#source.startsWith(text, this.#at));
    if (operator === undefined) return { op: 'test', field: field.text, test: { type: 'exists' } };
    this.#at += operator.length;
    this.#skipBlanks();
    const value = this.#take(/[^\s()]/y, `a value behind "${operator}"`);
    return this.#compile(field, operator, value);
  }

  #compile(field: Token, operator: string, value: Token): Expression {
    const modifier = modifierOf[operator];
    const key = modifier === undefined ? field.text : `${field.text}|${modifier}`;
    const isNumber = !value.isQuoted && /^-?\d+(?:\.\d+)?$/.test(value.text) && operator !== '~';
    const isSwitch = field.text.includes('|exists') && /^(?:true|false)$/.test(value.text);
    const meant = isSwitch ? value.text === 'true' : isNumber ? Number(value.text) : value.text;
    try {
      // A number keeps its spelling where it is compared as text.
      const plain = modifier === undefined && typeof meant === 'number' ? value.text : meant;
      const expression = compileItem(key, [plain], new Map());
      return operator.startsWith('!') ? { op: 'not', of: expression } : expression;
    } catch (error) {
      if (error instanceof ItemError || error instanceof RangeError)
        throw new WhereError(error.message, field.at);
      throw error;
    }
  }

  /** A run of characters of a class, or a text in quotation marks. */
  #take(allowed: RegExp, what: string): Token {
    const at = this.#at;
    const mark = this.#source[at];
    if (mark === '"' || mark === "'") {
      const end = this.#source.indexOf(mark, at + 1);
      if (end < 0) throw new WhereError('a quotation mark is not closed', at);
      this.#at = end + 1;
      return { text: this.#source.slice(at + 1, end), at, isQuoted: true };
    }
    let end = at;
    for (allowed.lastIndex = end; allowed.test(this.#source); allowed.lastIndex = end) end++;
    if (end === at) throw new WhereError(`${what} is missing`, at);
    this.#at = end;
    return { text: this.#source.slice(at, end), at, isQuoted: false };
  }

  #takeWord(word: string): boolean {
    this.#skipBlanks();
    const match = new RegExp(`${word}(?=[\\s(]|$)`, 'iy');
    match.lastIndex = this.#at;
    if (!match.test(this.#source)) return false;
    this.#at += word.length;
    return true;
  }

  #skipBlanks(): void {
    while (/\s/.test(this.#source[this.#at] ?? '')) this.#at++;
  }

  #rest(): string {
    return this.#source.slice(this.#at, this.#at + 24);
  }
}
