import { parseArgs } from 'node:util';
import { loadRules } from '../../../engine/rule/load-rules.ts';
import { listRuleFiles, readRuleFiles } from '../../../engine/run/rule-files.ts';
import type { CliCommand } from '../command.ts';
import { exitCodes } from '../hunt/exit-codes.ts';
import { ownPack } from '../hunt/hunt-options.ts';
import { chooseLanguage, formatNumber } from '../hunt/language.ts';
import { addedRulesFolder } from '../hunt/results/user-folders.ts';
import { printable } from '../hunt/terminal-style.ts';
import { listYaraFiles } from '../scan/load-yara-rules.ts';
import { ownYaraRules } from '../scan/scan-options.ts';
import { splitYaraRules } from '../scan/split-yara-rules.ts';
import { RuleStore } from './rule-store.ts';
import { rulesListUsage, rulesRemoveUsage, rulesTexts } from './rules-texts.ts';

const options = { json: { type: 'boolean' }, lang: { type: 'string' } } as const;

/** `khien rules list`: the rule sets that hunts and scans use. */
export const rulesListCommand: CliCommand = {
  name: 'rules list',
  summary: { vi: 'Liệt kê các bộ luật đang dùng', en: 'List the rule sets in use' },
  usage: rulesListUsage,
  run: async (args, io) => {
    const { values } = parseArgs({ args, options });
    const language = chooseLanguage(values.lang, io.env);
    const texts = rulesTexts[language];
    const number = (value: number): string => formatNumber(value, language);
    const own = countOwn();
    const sets = new RuleStore(addedRulesFolder(io.env)).list();
    if (values.json === true) {
      for (const set of [{ name: null, ...own }, ...sets]) io.stdout.write(`${JSON.stringify(set)}\n`);
      return exitCodes.done;
    }
    const lines = [texts.own(number(own.sigma), number(own.yara))];
    for (const { name, sigma, yara, unloadable, addedAt, source } of sets)
      lines.push(
        texts.row(
          name,
          number(sigma),
          number(yara),
          number(unloadable),
          addedAt.slice(0, 16).replace('T', ' '),
        ),
        texts.from(source),
      );
    if (sets.length === 0) lines.push(texts.nothing);
    io.stdout.write(`${lines.map(printable).join('\n')}\n`);
    return exitCodes.done;
  },
};

function countOwn(): { sigma: number; yara: number } {
  const { detections, correlations } = loadRules(readRuleFiles(listRuleFiles([ownPack])));
  const yara = listYaraFiles([ownYaraRules]).map((path) => ({ path, size: 0, mtimeMs: 0 }));
  const rules = readRuleFiles(yara).flatMap(({ text }) => splitYaraRules(text));
  return { sigma: detections.length + correlations.length, yara: rules.length };
}

/** `khien rules remove`: takes a rule set out again. */
export const rulesRemoveCommand: CliCommand = {
  name: 'rules remove',
  summary: { vi: 'Bỏ một bộ luật đã thêm', en: 'Remove a rule set that was added' },
  usage: rulesRemoveUsage,
  run: async (args, io) => {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const texts = rulesTexts[chooseLanguage(values.lang, io.env)];
    const store = new RuleStore(addedRulesFolder(io.env));
    const [name] = positionals;
    const isKnown = name !== undefined && store.list().some((set) => set.name === name);
    if (!isKnown) {
      io.stderr.write(`${name === undefined ? texts.removeUsage : texts.unknownSet(name)}\n`);
      return exitCodes.wrongUsage;
    }
    store.remove(name);
    io.stdout.write(
      `${values.json === true ? JSON.stringify({ name, isRemoved: true }) : texts.removed(name)}\n`,
    );
    return exitCodes.done;
  },
};
