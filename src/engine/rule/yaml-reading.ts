import type { YamlMap, YamlNode } from './yaml-node.ts';

/** The value of a key, or undefined where the key is missing. */
export const findEntry = (map: YamlMap, key: string): YamlNode | undefined =>
  map.entries.find((entry) => entry.key === key)?.value;

/** The text of a scalar under a key; '' where there is none. */
export function textOf(map: YamlMap, key: string): string {
  const node = findEntry(map, key);
  return node?.kind === 'scalar' && node.value !== null ? node.text.trim() : '';
}

/** The texts of a list, or of a lone scalar. */
export function textList(node: YamlNode | undefined): string[] {
  if (node === undefined) return [];
  const items = node.kind === 'list' ? node.items : [node];
  return items.flatMap((item) => (item.kind === 'scalar' && item.value !== null ? [item.text] : []));
}
