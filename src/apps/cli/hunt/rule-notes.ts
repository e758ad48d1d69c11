import { readFileSync } from 'node:fs';
import { parseYaml } from '../../../engine/rule/parse-yaml.ts';
import type { YamlMap, YamlNode } from '../../../engine/rule/yaml-node.ts';
import { listRuleFiles } from '../../../engine/run/rule-files.ts';
import { ownPack } from './hunt-options.ts';
import type { InBoth, Language } from './language.ts';

/** What a rule says to people beyond its title; empty texts where it says nothing. */
export type RuleNote = {
  readonly title: InBoth;
  readonly description: InBoth;
  readonly falsePositives: InBoth;
};

/**
 * Reads what the rules of these ids say of themselves. Sigma allows fields of one's own: `title_en`,
 * `description_en` and `falsepositives_en` beside the Vietnamese texts of the own pack.
 */
export function readRuleNotes(paths: readonly string[], ids: ReadonlySet<string>): Map<string, RuleNote> {
  const notes = new Map<string, RuleNote>();
  for (const { path } of listRuleFiles(paths)) {
    const text = readFileSync(path, 'utf8');
    const isAskedFor = [...text.matchAll(/^(?:id|name|title): *(.+?) *$/gm)].some((match) =>
      ids.has(unquoted(match[1]!)),
    );
    if (isAskedFor) for (const map of documents(text)) addNote(notes, map, ids);
  }
  return notes;
}

/**
 * Titles in the language of the reader. Only the own pack speaks two languages, so only its files are read: reading
 * thousands of public rules for nothing would cost more than the hunt of a small log.
 */
export function titlesIn(
  language: Language,
  paths: readonly string[],
  ids: ReadonlySet<string>,
): (id: string, title: string) => string {
  const own = paths.filter((path) => path === ownPack);
  const notes = language === 'vi' || own.length === 0 ? undefined : readRuleNotes(own, ids);
  return (id, title) => notes?.get(id)?.title[language] ?? title;
}

const unquoted = (text: string): string => text.replace(/^(['"])(.*)\1$/, '$2');

function documents(text: string): YamlMap[] {
  try {
    return parseYaml(text).filter((node): node is YamlMap => node.kind === 'map');
  } catch {
    return [];
  }
}

function addNote(notes: Map<string, RuleNote>, map: YamlMap, ids: ReadonlySet<string>): void {
  const read = (key: string): string => textOf(map.entries.find((entry) => entry.key === key)?.value);
  const id = read('id') || read('name') || read('title');
  if (!ids.has(id)) return;
  const inBoth = (key: string): InBoth => ({ vi: read(key), en: read(`${key}_en`) || read(key) });
  notes.set(id, {
    title: inBoth('title'),
    description: inBoth('description'),
    falsePositives: inBoth('falsepositives'),
  });
}

function textOf(node: YamlNode | undefined): string {
  if (node?.kind === 'scalar') return node.value === null ? '' : String(node.value).trim();
  return node?.kind === 'list' ? node.items.map(textOf).filter(Boolean).join('; ') : '';
}
