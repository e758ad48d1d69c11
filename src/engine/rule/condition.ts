/** A condition or a temporal expression: names joined by and, or, not; `1 of x*`, `all of them`. */
export type Condition =
  | { readonly op: 'and' | 'or'; readonly of: readonly Condition[] }
  | { readonly op: 'not'; readonly of: Condition }
  | { readonly op: 'name'; readonly name: string }
  | { readonly op: 'some' | 'every'; readonly pattern: string };

export class ConditionError extends Error {}

const depthMax = 64;

/**
 * Parses a condition. From weakest to strongest binding: or, and, not, "x of", brackets.
 * Throws {@link ConditionError}.
 */
export function parseCondition(source: string): Condition {
  if (/(^|\s)\|(\s|$)/.test(source))
    throw new ConditionError('aggregations after "|" belong to Sigma 1; use a correlation');
  const tokens = source.match(/[()]|[^\s()]+/g) ?? [];
  const parser = new ConditionParser(tokens);
  return parser.parse();
}

class ConditionParser {
  readonly #tokens: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  parse(): Condition {
    if (this.#tokens.length === 0) throw new ConditionError('the condition is empty');
    const condition = this.#or();
    if (this.#at < this.#tokens.length) throw new ConditionError(`unexpected "${this.#tokens[this.#at]}"`);
    return condition;
  }

  #word(): string {
    return (this.#tokens[this.#at] ?? '').toLowerCase();
  }

  #or(): Condition {
    const of = [this.#and()];
    while (this.#word() === 'or') {
      this.#at++;
      of.push(this.#and());
    }
    return of.length === 1 ? of[0]! : { op: 'or', of };
  }

  #and(): Condition {
    const of = [this.#not()];
    while (this.#word() === 'and') {
      this.#at++;
      of.push(this.#not());
    }
    return of.length === 1 ? of[0]! : { op: 'and', of };
  }

  #not(): Condition {
    if (++this.#depth > depthMax) throw new ConditionError('nested too deeply');
    let condition: Condition;
    if (this.#word() === 'not') {
      this.#at++;
      condition = { op: 'not', of: this.#not() };
    } else condition = this.#primary();
    this.#depth--;
    return condition;
  }

  #primary(): Condition {
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw new ConditionError('the condition ends too early');
    if (token === '(') {
      const inner = this.#or();
      if (this.#tokens[this.#at++] !== ')') throw new ConditionError('a bracket is not closed');
      return inner;
    }
    const word = token.toLowerCase();
    if (this.#word() === 'of') {
      this.#at++;
      const pattern = this.#tokens[this.#at++];
      if (pattern === undefined || pattern === '(' || pattern === ')')
        throw new ConditionError('"of" needs a name');
      if (word === '1' || word === 'any') return { op: 'some', pattern };
      if (word === 'all') return { op: 'every', pattern };
      throw new ConditionError(`"${token} of" is not part of Sigma; use 1, any or all`);
    }
    if (token === ')' || word === 'and' || word === 'or' || word === 'of')
      throw new ConditionError(`unexpected "${token}"`);
    return { op: 'name', name: token };
  }
}

/** The names that an "x of" pattern means. Names that begin with `_` are never meant. */
export function namesOf(pattern: string, names: readonly string[]): string[] {
  const visible = names.filter((name) => !name.startsWith('_'));
  if (pattern.toLowerCase() === 'them') return visible;
  const source = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  const expression = new RegExp(`^${source}$`);
  return (pattern.startsWith('_') ? names : visible).filter((name) => expression.test(name));
}
