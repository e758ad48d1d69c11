import type { EndLiteral } from '../sorted-tests.ts';
import { slotsFor, type TableSpace } from './table-space.ts';

type Node = {
  /** Literals that may go on behind here, and those that fill the whole value. */
  open: number[] | undefined;
  whole: number[] | undefined;
  /** What is left of the only literal below this node. */
  rest: string;
};

/**
 * Literals at one end of a value as a trie in the memory of the worker. A node below which only one literal goes on keeps
 * the rest of it as text, so there are a few nodes for each literal, not one for each letter.
 *
 * ```
 * trie   edges, mask of edges, nodes
 * edge   node, unit, target (0: empty)
 * node   list of literals that may go on behind here, list of those that fill the whole value, rest, units of the rest
 * ```
 */
export class TrieTable {
  readonly #nodes: Node[] = [{ open: undefined, whole: undefined, rest: '' }];
  /** Node * 65536 + unit -> target. */
  readonly #edges = new Map<number, number>();
  readonly #fromEnd: boolean;

  private constructor(fromEnd: boolean) {
    this.#fromEnd = fromEnd;
  }

  /** The address of the trie; 0 where there are no literals. */
  static write(literals: readonly EndLiteral[], fromEnd: boolean, space: TableSpace): number {
    if (literals.length === 0) return 0;
    const trie = new TrieTable(fromEnd);
    for (const literal of literals) trie.#add(literal);
    return trie.#write(space);
  }

  #add({ text, number, isWhole }: EndLiteral): void {
    const { length } = text;
    let at = 0;
    for (let i = 0; ; ) {
      const node = this.#nodes[at]!;
      if (node.rest !== '') {
        if (node.rest === this.#part(text, i)) {
          addTo(node, number, isWhole);
          return;
        }
        this.#pushDown(at, node);
      }
      if (i === length) {
        addTo(node, number, isWhole);
        return;
      }
      const key = at * 65_536 + text.charCodeAt(this.#fromEnd ? length - 1 - i : i);
      const next = this.#edges.get(key);
      i++;
      if (next === undefined) {
        const made = { open: undefined, whole: undefined, rest: this.#part(text, i) };
        addTo(made, number, isWhole);
        this.#edges.set(key, this.#nodes.push(made) - 1);
        return;
      }
      at = next;
    }
  }

  /** A text in the order in which values are walked, from its `from`-th unit on. */
  #part(text: string, from: number): string {
    if (!this.#fromEnd) return text.slice(from);
    let part = '';
    for (let i = text.length - 1 - from; i >= 0; i--) part += text[i];
    return part;
  }

  /** Another literal goes on here: the one that was alone moves one node further. */
  #pushDown(at: number, node: Node): void {
    const moved = { open: node.open, whole: node.whole, rest: node.rest.slice(1) };
    this.#edges.set(at * 65_536 + node.rest.charCodeAt(0), this.#nodes.push(moved) - 1);
    node.open = undefined;
    node.whole = undefined;
    node.rest = '';
  }

  #write(space: TableSpace): number {
    const slots = slotsFor(this.#edges.size);
    const edges = space.allocate(slots * 12);
    const { words } = space;
    for (const [key, target] of this.#edges) {
      const node = Math.floor(key / 65_536);
      const unit = key & 0xffff;
      let slot = hashEdge(node, unit) & (slots - 1);
      while (words[(edges >>> 2) + slot * 3 + 2] !== 0) slot = (slot + 1) & (slots - 1);
      words[(edges >>> 2) + slot * 3] = node;
      words[(edges >>> 2) + slot * 3 + 1] = unit;
      words[(edges >>> 2) + slot * 3 + 2] = target;
    }
    const nodes = space.allocate(this.#nodes.length * 16);
    for (const [i, { open, whole, rest }] of this.#nodes.entries()) {
      const record = [space.putList(open), space.putList(whole), space.putText(rest), rest.length];
      words.set(record, (nodes >>> 2) + i * 4);
    }
    return space.put([edges, slots - 1, nodes]);
  }
}

function addTo(node: Node, number: number, isWhole: boolean): void {
  if (isWhole) {
    node.whole ??= [];
    node.whole.push(number);
  } else {
    node.open ??= [];
    node.open.push(number);
  }
}

function hashEdge(node: number, unit: number): number {
  const mixed = Math.imul(node, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
