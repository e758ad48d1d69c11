import { ElementSplitter } from './element-splitter.ts';
import type { LineBreaks } from './line-breaks.ts';
import { type LineSink, LineSplitter } from './line-splitter.ts';
import { ListSplitter } from './list-splitter.ts';
import { ObjectSplitter } from './object-splitter.ts';
import { RowSplitter } from './row-splitter.ts';
import type { Cut } from './text-format.ts';

/** Cuts blocks of bytes into the texts of single records, with bounded memory. */
export interface Splitter {
  push(block: Uint8Array): void;
  /** The input ends: what waits is the last record. */
  end(): void;
}

/**
 * The splitter for a format.
 *
 * @param offset where the first block begins
 * @param options the delimiter between the cells of a row, and what finds the ends of lines
 */
export function openSplitter(
  cut: Cut,
  sink: LineSink,
  offset: number,
  options: { readonly delimiter: string; readonly breaks?: LineBreaks },
): Splitter {
  switch (cut) {
    case 'lines':
      return new LineSplitter(sink, offset, options.breaks);
    case 'objects':
      return new ObjectSplitter(sink);
    case 'listed':
      return new ListSplitter(sink);
    case 'elements':
      return new ElementSplitter(sink);
    case 'rows':
      return new RowSplitter(sink, options.delimiter);
  }
}
