import v8 from 'node:v8';
import vm from 'node:vm';
import { writeOutCase } from './case-variants.ts';
import { classEnd } from './class-end.ts';
import { holdsSequence, literalSequence } from './literal-sequence.ts';

const timeoutMs = 200;
const faultsMax = 3;
const valueLengthMax = 65_536;

/**
 * A regular expression that cannot hang a hunt.
 *
 * V8 has a second engine whose time is linear in the value; with its flag set, V8 changes over to it by itself when
 * an expression backtracks too much. Nearly all expressions can run there. The few that cannot (look-around, back
 * references, large counts) and whose form can run away go under a timer: one that exceeds it counts as no match, is
 * reported, and after three times is not tried again. The timer costs a tenth of a millisecond, which is why it is
 * not used for all. Plain texts with `.*` between them are searched for without any engine.
 */
export class BoundedRegex {
  readonly #regex: RegExp;
  readonly #sequence: readonly string[] | undefined;
  readonly #needsTimer: boolean;
  readonly #onFault: (reason: string) => void;
  #faults = 0;
  #context: vm.Context | undefined;

  constructor(source: string, flags: string, onFault: (reason: string) => void) {
    allowLinearEngine();
    const written = flags.includes('i') ? writeOutCase(source) : source;
    const plainFlags = flags.replace('i', '');
    const isLinear = written !== undefined && canRunLinear(written, plainFlags);
    this.#regex = isLinear ? new RegExp(written, plainFlags) : new RegExp(source, flags);
    const repetitions = source.match(/[*+]|\{\d+,\}/g)?.length ?? 0;
    this.#needsTimer =
      !isLinear && (repetitions > 1 || hasNestedRepetition(source) || /\\[1-9]|\\k</.test(source));
    this.#sequence = literalSequence(source, flags);
    this.#onFault = onFault;
  }

  test(text: string): boolean {
    if (this.#faults >= faultsMax) return false;
    const value = text.length > valueLengthMax ? text.slice(0, valueLengthMax) : text;
    if (this.#sequence !== undefined) return holdsSequence(value, this.#sequence, this.#regex.dotAll);
    return this.#needsTimer ? this.#testTimed(value) : this.#regex.test(value);
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

let isAllowed = false;

function allowLinearEngine(): void {
  if (isAllowed) return;
  isAllowed = true;
  v8.setFlagsFromString('--enable-experimental-regexp-engine');
  v8.setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks');
}

/** Whether V8's linear engine takes an expression; the flag `l` asks for it alone. */
function canRunLinear(source: string, flags: string): boolean {
  try {
    new RegExp(source, `${flags}l`);
    return true;
  } catch {
    return false;
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
