import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ZipError } from '../archive/read-zip.ts';
import type { CliCommand, CliIo } from '../command.ts';
import { exitCodes } from '../hunt/exit-codes.ts';
import { chooseLanguage, formatNumber, type Language, textsOf } from '../hunt/language.ts';
import { reasonIn } from '../hunt/reason-in.ts';
import { addedRulesFolder } from '../hunt/results/user-folders.ts';
import { printable } from '../hunt/terminal-style.ts';
import { type CheckedRules, checkRuleFiles } from './check-rule-files.ts';
import { collectRuleFiles, type RefusedFile } from './collect-rule-files.ts';
import { isSetName, type RuleSetCard, RuleStore, toSetName } from './rule-store.ts';
import { rulesAddUsage, rulesTexts } from './rules-texts.ts';

/** `khien rules add`: takes rules into the user's folder, for all later hunts and scans. */
export const rulesAddCommand: CliCommand = {
  name: 'rules add',
  summary: { vi: 'Thêm hoặc thay bộ luật Sigma, YARA', en: 'Add or replace a set of Sigma or YARA rules' },
  usage: rulesAddUsage,
  run: async (args, io) => {
    const { values, positionals } = parseArgs({
      args,
      options: { name: { type: 'string' }, json: { type: 'boolean' }, lang: { type: 'string' } },
      allowPositionals: true,
    });
    const language = chooseLanguage(values.lang, io.env);
    const texts = rulesTexts[language];
    const fail = (message: string): number => {
      io.stderr.write(`${message}\n`);
      return exitCodes.wrongUsage;
    };
    const [given] = positionals;
    if (given === undefined || positionals.length > 1) return fail(texts.addUsage);
    const source = resolve(io.cwd, given);
    if (!existsSync(source)) return fail(textsOf(language).notFound(given));
    const name = values.name ?? toSetName(basename(source));
    if (!isSetName(name)) return fail(texts.badName(name));
    const store = new RuleStore(addedRulesFolder(io.env));
    try {
      const { files, refused } = collectRuleFiles(source);
      const { folder, sha256 } = store.stage(files);
      const checked: CheckedRules =
        files.length === 0
          ? { sigma: 0, yara: 0, isYaraChecked: true, problems: [] }
          : checkRuleFiles(folder, files);
      const unloadable = checked.problems.filter(({ severity }) => severity === 'error').length;
      const { sigma, yara } = checked;
      const isEmpty = sigma + yara === 0;
      const isNew = !store.has(name);
      const card = {
        ...{ name, source, addedAt: new Date().toISOString(), files: files.length },
        ...{ sigma, yara, unloadable, sha256 },
      };
      if (!isEmpty) store.commit(folder, card);
      if (values.json === true)
        io.stdout.write(
          `${JSON.stringify({ ...card, isAdded: !isEmpty, refused, problems: checked.problems })}\n`,
        );
      else print(card, isEmpty, isNew, checked, refused, language, io);
      if (isEmpty) return exitCodes.wrongUsage;
      return unloadable > 0 || refused.length > 0 ? exitCodes.partlyUnreadable : exitCodes.done;
    } catch (error) {
      if (!(error instanceof ZipError)) throw error;
      return fail(texts.notZip(given, error.message));
    } finally {
      store.discard();
    }
  },
};

function print(
  card: RuleSetCard,
  isEmpty: boolean,
  isNew: boolean,
  checked: CheckedRules,
  refused: readonly RefusedFile[],
  language: Language,
  io: CliIo,
): void {
  const texts = rulesTexts[language];
  const number = (value: number): string => formatNumber(value, language);
  const write = (line: string): unknown => io.stdout.write(`${printable(line)}\n`);
  const said = isNew ? texts.added : texts.replaced;
  write(isEmpty ? texts.noRules(card.source) : said(card.name, number(card.sigma), number(card.yara)));
  const errors = checked.problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) write(texts.unloadable(number(errors.length)));
  for (const { file, line, reason } of errors) write(`  ${file}:${line}: ${reasonIn(language, reason)}`);
  const warnings = checked.problems.length - errors.length;
  if (warnings > 0) write(texts.warnings(number(warnings)));
  if (refused.length > 0) write(texts.refused(number(refused.length)));
  for (const { path, reason } of refused)
    write(`  ${path}: ${reason === 'too-large' || reason === 'bad-name' ? texts[reason] : reason}`);
  if (!checked.isYaraChecked) write(texts.yaraUnchecked);
}
