import vm from 'node:vm';

const timeoutMs = 200;
const faultsMax = 3;
/** Below this length even a bad expression of the polynomial kind ends at once. */
const shortValue = 256;
const valueLengthMax = 65_536;

/**
 * A regular expression with a budget. Expressions whose form can backtrack without end (a repetition inside a
 * repetition, back references, or several unbounded repetitions over a long value) run under a timer; one that
 * exceeds it counts as no match, and after three times it is not tried again. `onFault` reports each time.
 */
export class BoundedRegex {
  readonly #regex: RegExp;
  readonly #isRisky: boolean;
  readonly #repetitions: number;
  readonly #onFault: (reason: string) => void;
  #faults = 0;
  #context: vm.Context | undefined;

  constructor(source: string, flags: string, onFault: (reason: string) => void) {
    this.#regex = new RegExp(source, flags);
    this.#isRisky = hasNestedRepetition(source) || /\\[1-9]|\\k</.test(source);
    this.#repetitions = source.match(/[*+]|\{\d+,\}/g)?.length ?? 0;
    this.#onFault = onFault;
  }

  test(text: string): boolean {
    if (this.#faults >= faultsMax) return false;
    const value = text.length > valueLengthMax ? text.slice(0, valueLengthMax) : text;
    const isSafe = !this.#isRisky && (this.#repetitions < 2 || value.length < shortValue);
    return isSafe || value.length < 16 ? this.#regex.test(value) : this.#testTimed(value);
  }

  #testTimed(value: string): boolean {
    this.#context ??= vm.createContext({ regex: this.#regex, value: '' });
    this.#context.value = value;
    try {
      return timedTest.runInContext(this.#context, { timeout: timeoutMs }) as boolean;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
      this.#faults++;
      const end = this.#faults >= faultsMax ? '; it is not tried again' : '';
      this.#onFault(`a regular expression ran longer than ${timeoutMs} ms on one value${end}`);
      return false;
    }
  }
}

const timedTest = new vm.Script('regex.test(value)');

/** Whether a group that is repeated without bound holds a repetition or an alternation itself. */
function hasNestedRepetition(source: string): boolean {
  const opens: { hasInner: boolean }[] = [];
  let last: { hasInner: boolean } | undefined;
  for (let i = 0; i < source.length; i++) {
    const c = source[i]!;
    const closed = last;
    last = undefined;
    if (c === '\\') i++;
    else if (c === '[') i = classEnd(source, i);
    else if (c === '(') opens.push({ hasInner: false });
    else if (c === ')') {
      last = opens.pop();
      if (last?.hasInner && opens.length > 0) opens.at(-1)!.hasInner = true;
    } else if (c === '*' || c === '+' || (c === '{' && /^\{\d+,\d*\}/.test(source.slice(i)))) {
      if (closed?.hasInner) return true;
      if (opens.length > 0) opens.at(-1)!.hasInner = true;
    } else if (c === '|' && opens.length > 0) opens.at(-1)!.hasInner = true;
  }
  return false;
}

/** The offset of the bracket that closes a character class. */
export function classEnd(source: string, start: number): number {
  let i = start + 1;
  while (i < source.length && source[i] !== ']') i += source[i] === '\\' ? 2 : 1;
  return i;
}
