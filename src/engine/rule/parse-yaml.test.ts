import { describe, expect, it } from 'vitest';
import { parseYaml } from './parse-yaml.ts';
import { YamlError, type YamlNode } from './yaml-node.ts';

const plain = (node: YamlNode): unknown =>
  node.kind === 'scalar'
    ? node.value
    : node.kind === 'list'
      ? node.items.map(plain)
      : Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]));
const read = (source: string): unknown => parseYaml(source).map(plain);
const fault = (source: string): string => {
  try {
    parseYaml(source);
  } catch (error) {
    if (error instanceof YamlError) return `${error.line}:${error.column} ${error.message}`;
  }
  return 'no fault';
};

describe('the YAML of rules', () => {
  it('reads nested maps and lists in all their indentations', () => {
    expect(read('a:\n- x\n- y: 1\n  z: 2\nb:\n    - - deep\n      - list\nc:\n')).toEqual([
      { a: ['x', { y: 1, z: 2 }], b: [['deep', 'list']], c: null },
    ]);
  });

  it('knows the types of plain values and leaves quoted ones texts', () => {
    expect(read('a: [1, 0x10, 1.5, true, null, ~, \'1\', "yes", 2024-01-01, C:\\x]')).toEqual([
      { a: [1, 16, 1.5, true, null, null, '1', 'yes', '2024-01-01', 'C:\\x'] },
    ]);
  });

  it('reads quoted texts with escapes and over several lines', () => {
    expect(
      read("a: 'it''s \\n # not'\nb: \"tab\\t\\u0041 \\\"x\\\"\"\nc: 'one\n    two\n\n    three'"),
    ).toEqual([{ a: "it's \\n # not", b: 'tab\tA "x"', c: 'one two\nthree' }]);
  });

  it('reads literal and folded blocks', () => {
    expect(
      read(
        'a: |\n    one\n      two\n\n    three\nb: >-\n    one\n    two\n\n    three\nc: |+\n    x\n\nd: 1',
      ),
    ).toEqual([{ a: 'one\n  two\n\nthree\n', b: 'one two\nthree', c: 'x\n\n', d: 1 }]);
  });

  it('takes comments away, but not number signs inside values', () => {
    expect(read('# head\na: x#y # end\nb: # nothing\n    # inside\n    - 1 # one\n')).toEqual([
      { a: 'x#y', b: [1] },
    ]);
  });

  it('reads several documents and carries lines', () => {
    const documents = parseYaml('---\na: 1\n---\n\nb:\n  c: 2\n');
    expect(documents.map(plain)).toEqual([{ a: 1 }, { b: { c: 2 } }]);
    expect(documents[1]).toMatchObject({ line: 5, entries: [{ value: { line: 6, column: 3 } }] });
  });

  it('refuses with place and reason what would be read differently elsewhere', () => {
    expect(fault('a: 1\na: 2')).toBe('2:1 the key "a" stands twice');
    expect(fault('a: *b')).toContain('anchors, aliases and tags');
    expect(fault('a: %x%')).toContain('cannot begin with "%"');
    expect(fault('a:\n\t- x')).toBe('2:1 a tab is not indentation');
    expect(fault('a: b: c')).toContain('cannot hold ": "');
    expect(fault('a: 1\n   b: 2')).toBe('2:4 a plain value cannot hold ": "; quote it');
    expect(fault("a: 'x")).toContain('not closed');
    expect(fault('['.repeat(100))).toContain('nested too deeply');
  });
});
