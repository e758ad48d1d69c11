import type { FoundSet } from './found-set.ts';

/**
 * Literals that stand at one end of a value, found in one walk. A trie whose edges lie in an open hash table:
 * thousands of file names that all end in ".exe" cost a few steps.
 */
export class LiteralTrie {
  readonly #fromEnd: boolean;
  #nodeCount = 1;
  #edgeCount = 0;
  #nodes = new Int32Array(64);
  #units = new Uint16Array(64);
  #targets = new Int32Array(64);
  /** Per node: the literals that may go on behind here, and those that must fill the whole value. */
  readonly #open: (number[] | undefined)[] = [];
  readonly #whole: (number[] | undefined)[] = [];

  constructor(fromEnd: boolean) {
    this.#fromEnd = fromEnd;
  }

  get isEmpty(): boolean {
    return this.#open.length === 0 && this.#whole.length === 0;
  }

  /** Adds a folded literal under a number. */
  add(literal: string, number: number, isWhole: boolean): void {
    let node = 0;
    for (let i = 0; i < literal.length; i++) {
      const unit = literal.charCodeAt(this.#fromEnd ? literal.length - 1 - i : i);
      let next = this.#find(node, unit);
      if (next === 0) {
        next = this.#nodeCount++;
        this.#insert(node, unit, next);
      }
      node = next;
    }
    const lists = isWhole ? this.#whole : this.#open;
    const list = lists[node];
    if (list === undefined) lists[node] = [number];
    else list.push(number);
  }

  /** Adds the numbers of all literals that the folded value begins (or ends) with. */
  match(units: Uint16Array, length: number, found: FoundSet): void {
    let node = 0;
    for (let i = 0; ; i++) {
      const open = this.#open[node];
      if (open !== undefined) for (const number of open) found.add(number);
      if (i === length) break;
      node = this.#find(node, units[this.#fromEnd ? length - 1 - i : i]!);
      if (node === 0) return;
    }
    const whole = this.#whole[node];
    if (whole !== undefined) for (const number of whole) found.add(number);
  }

  /** The target of an edge, or 0. */
  #find(node: number, unit: number): number {
    const mask = this.#nodes.length - 1;
    let slot = hashEdge(node, unit) & mask;
    for (;;) {
      const target = this.#targets[slot]!;
      if (target === 0 || (this.#nodes[slot] === node && this.#units[slot] === unit)) return target;
      slot = (slot + 1) & mask;
    }
  }

  #insert(node: number, unit: number, target: number): void {
    if (++this.#edgeCount * 2 > this.#nodes.length) this.#grow();
    const mask = this.#nodes.length - 1;
    let slot = hashEdge(node, unit) & mask;
    while (this.#targets[slot] !== 0) slot = (slot + 1) & mask;
    this.#nodes[slot] = node;
    this.#units[slot] = unit;
    this.#targets[slot] = target;
  }

  #grow(): void {
    const [nodes, units, targets] = [this.#nodes, this.#units, this.#targets];
    const size = nodes.length * 4;
    this.#nodes = new Int32Array(size);
    this.#units = new Uint16Array(size);
    this.#targets = new Int32Array(size);
    this.#edgeCount = 1;
    for (let i = 0; i < nodes.length; i++)
      if (targets[i] !== 0) this.#insert(nodes[i]!, units[i]!, targets[i]!);
  }
}

function hashEdge(node: number, unit: number): number {
  const mixed = Math.imul(node, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
