import { modifierNames } from './compile-item.ts';
import { knownFields, nearestField } from './known-fields.ts';
import type { RuleSource } from './load-rules.ts';
import { parseYaml } from './parse-yaml.ts';
import type { RuleProblem } from './rule-model.ts';
import { YamlError, type YamlMap, type YamlNode } from './yaml-node.ts';
import { findEntry, textList, textOf } from './yaml-reading.ts';

type Warn = (line: number, reason: string) => void;

const relations = ['derived', 'obsolete', 'merged', 'renamed', 'similar'];
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const date = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const tag = /^[a-z0-9_-]+\.[a-z0-9._-]+$/;
const titleLengthMax = 256;
const descriptionLengthMax = 65_535;

/**
 * Looks for what loads but is likely a mistake, or not as the specification asks: missing titles, ids that are no
 * UUID or stand twice, wrong dates and tags, no ATT&CK tag, fields that no log of the category has, `null` inside
 * lists, `all` over one value, filters that keep what they describe. Files that cannot be read are the loader's to
 * report. Never throws.
 */
export function lintRules(sources: readonly RuleSource[]): RuleProblem[] {
  const problems: RuleProblem[] = [];
  const names = new Map<string, string>();
  const parts = partsOfCorrelations(sources);
  for (const { file, text } of sources) {
    for (const document of documentsOf(text)) {
      const rule = textOf(document, 'id') || textOf(document, 'title') || undefined;
      const warn: Warn = (line, reason) => problems.push({ file, line, rule, severity: 'warning', reason });
      lintHead(document, warn);
      lintName(document, file, names, warn);
      const detection = findEntry(document, 'detection');
      if (detection?.kind === 'map') {
        // What a correlation builds on is not reported on its own.
        if (![textOf(document, 'id'), textOf(document, 'name')].some((key) => parts.has(key)))
          lintTags(document, warn);
        lintDetection(document, detection, warn);
      }
      const filter = findEntry(document, 'filter');
      if (filter?.kind === 'map') lintFilter(filter, warn);
      const correlation = findEntry(document, 'correlation');
      if (correlation?.kind === 'map') {
        lintTags(document, warn);
        lintCorrelation(correlation, warn);
      }
    }
  }
  return problems;
}

/** Ids and names that correlations refer to. */
function partsOfCorrelations(sources: readonly RuleSource[]): ReadonlySet<string> {
  const parts = new Set<string>();
  for (const document of sources.flatMap(({ text }) => documentsOf(text))) {
    const correlation = findEntry(document, 'correlation');
    if (correlation?.kind !== 'map') continue;
    for (const name of textList(findEntry(correlation, 'rules'))) parts.add(name);
  }
  return parts;
}

function documentsOf(text: string): YamlMap[] {
  try {
    return parseYaml(text).filter((document): document is YamlMap => document.kind === 'map');
  } catch (error) {
    if (error instanceof YamlError) return [];
    throw error;
  }
}

function lintHead(map: YamlMap, warn: Warn): void {
  const line = (key: string): number => findEntry(map, key)?.line ?? map.line;
  const title = textOf(map, 'title');
  if (title === '') warn(map.line, 'the rule has no title');
  if (title.length > titleLengthMax)
    warn(line('title'), `the title is longer than ${titleLengthMax} characters`);
  if (textOf(map, 'description').length > descriptionLengthMax)
    warn(line('description'), `the description is longer than ${descriptionLengthMax} characters`);
  const id = textOf(map, 'id');
  if (id === '' && textOf(map, 'name') === '') warn(map.line, 'the rule has neither id nor name');
  if (id !== '' && !uuid.test(id)) warn(line('id'), `the id "${id}" is not a UUID`);
  for (const key of ['date', 'modified']) {
    const value = textOf(map, key);
    if (value !== '' && !date.test(value))
      warn(line(key), `"${key}" is not of the form YYYY-MM-DD: ${value}`);
  }
  const taxonomy = textOf(map, 'taxonomy');
  if (taxonomy !== '' && taxonomy !== 'sigma')
    warn(line('taxonomy'), `the taxonomy "${taxonomy}" is not known here: fields are taken as they stand`);
  lintRelated(findEntry(map, 'related'), warn);
}

function lintRelated(related: YamlNode | undefined, warn: Warn): void {
  if (related?.kind !== 'list') return;
  for (const item of related.items) {
    if (item.kind !== 'map') continue;
    const type = textOf(item, 'type');
    if (!relations.includes(type))
      warn(item.line, `unknown relation "${type}"; known: ${relations.join(', ')}`);
    if (!uuid.test(textOf(item, 'id')))
      warn(item.line, `the related id "${textOf(item, 'id')}" is not a UUID`);
  }
}

function lintName(map: YamlMap, file: string, names: Map<string, string>, warn: Warn): void {
  const name = textOf(map, 'name');
  if (name === '') return;
  const line = findEntry(map, 'name')!.line;
  const earlier = names.get(name);
  if (earlier !== undefined) warn(line, `the name "${name}" also stands in ${earlier}`);
  else names.set(name, `${file}:${line}`);
}

function lintTags(map: YamlMap, warn: Warn): void {
  const node = findEntry(map, 'tags');
  const tags = textList(node);
  for (const name of tags)
    if (!tag.test(name))
      warn(node!.line, `the tag "${name}" is not of the form namespace.name in lower case`);
  if (!tags.some((name) => name.startsWith('attack.')))
    warn(node?.line ?? map.line, 'no ATT&CK tag, so the matrix of a hunt cannot show it');
  if (textOf(map, 'level') === '') warn(map.line, 'no level: "medium" is assumed');
}

function lintDetection(map: YamlMap, detection: YamlMap, warn: Warn): void {
  const source = findEntry(map, 'logsource');
  const fields = source?.kind === 'map' ? knownFields(textOf(source, 'category').toLowerCase()) : undefined;
  const checkItem = (key: string, line: number, value: YamlNode): void => {
    const [field = '', ...modifiers] = key.split('|').map((part) => part.trim());
    const items = value.kind === 'list' ? value.items : [value];
    const isNull = (node: YamlNode): boolean => node.kind === 'scalar' && node.value === null;
    if (value.kind === 'list') {
      const empty = items.find(isNull);
      if (empty !== undefined)
        warn(empty.line, 'null cannot stand in a list: give it a selection of its own');
    }
    if (modifiers.includes('all') && items.length === 1) warn(line, '"all" needs several values');
    if (modifiers.some((name) => !modifierNames.has(name))) return;
    if (field === '' || fields === undefined || fields.includes(field)) return;
    const near = nearestField(field, fields);
    warn(
      line,
      `no log of this category has the field "${field}"${near === undefined ? '' : `; is "${near}" meant?`}`,
    );
  };
  const visit = (node: YamlNode): void => {
    if (node.kind === 'map') for (const { key, line, value } of node.entries) checkItem(key, line, value);
    else if (node.kind === 'list') node.items.forEach(visit);
  };
  for (const { key, value } of detection.entries) if (key !== 'condition') visit(value);
}

/** The examples of the specification keep what the filter describes; whoever writes a filter means the opposite. */
function lintFilter(filter: YamlMap, warn: Warn): void {
  const node = findEntry(filter, 'condition');
  if (node?.kind === 'scalar' && !/\bnot\b/i.test(node.text))
    warn(node.line, 'the filter keeps only what it describes; to leave it out, write "condition: not ..."');
}

function lintCorrelation(correlation: YamlMap, warn: Warn): void {
  if (findEntry(correlation, 'group-by') === undefined)
    warn(correlation.line, 'no "group-by": events of all hosts and users count together');
  const type = textOf(correlation, 'type');
  const rules = textList(findEntry(correlation, 'rules'));
  if (type.startsWith('temporal') && rules.length < 2)
    warn(correlation.line, `"${type}" over a single rule is true at its first event`);
}
