/** Nodes of a YAML document, each with its place; lines and columns count from 1. */
export type YamlNode = YamlScalar | YamlMap | YamlList;
export type At = { readonly line: number; readonly column: number };
export type YamlScalar = At & {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** The spelling in the file. */
  readonly text: string;
};
export type YamlMap = At & {
  readonly kind: 'map';
  readonly entries: readonly { readonly key: string; readonly line: number; readonly value: YamlNode }[];
};
export type YamlList = At & { readonly kind: 'list'; readonly items: readonly YamlNode[] };

/** A place that cannot be read; line and column count from 1. */
export class YamlError extends Error {
  readonly line: number;
  readonly column: number;
  constructor(reason: string, line: number, column: number) {
    super(reason);
    this.line = line;
    this.column = column;
  }
}
