import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import type { ResultFinding } from '../../../../engine/package/result-finding.ts';
import { keyFingerprint, loadSigningKey } from '../../../../engine/package/signing-key.ts';
import { ResultPackageWriter } from '../../../../engine/package/write-result-package.ts';
import type { CliIo } from '../../command.ts';
import { UsageError } from '../hunt-options.ts';
import type { Language } from '../language.ts';
import { ReportCollector } from '../report/report-collector.ts';
import type { ReportData } from '../report/report-data.ts';
import { writeReport } from '../report/write-report.ts';
import { hashInputs } from './hash-inputs.ts';
import type { ResultOptions } from './result-options.ts';
import { resultTexts } from './result-texts.ts';
import { factsInEnglish, type RunFacts } from './run-facts.ts';
import { toolVersion } from './tool-version.ts';
import { signingKeyPath } from './user-folders.ts';

const inputsShownMax = 2000;
const linesShownMax = 5000;

/** The report and the package of one run: takes findings as they come, writes both at the end. */
export class ResultFiles {
  readonly #options: ResultOptions;
  readonly #words: readonly string[];
  readonly #io: CliIo;
  readonly #collector: ReportCollector | undefined;
  readonly #package: ResultPackageWriter | undefined;

  /**
   * @param words the command line, for the record
   * @throws where the place of the package cannot be written: before hours of work, not after
   */
  constructor(options: ResultOptions, words: readonly string[], io: CliIo) {
    this.#options = options;
    this.#words = words;
    this.#io = io;
    const isWanted = options.report !== undefined || options.package !== undefined;
    this.#collector = isWanted ? new ReportCollector() : undefined;
    if (options.report !== undefined) writeFileSync(this.#at(options.report), '', { flag: 'a' });
    if (options.package !== undefined) this.#package = new ResultPackageWriter(this.#at(options.package));
  }

  add(finding: ResultFinding): void {
    this.#collector?.add(finding);
    this.#package?.add(finding);
  }

  /** Writes what was asked for; gives a line for each file. */
  async finish(facts: RunFacts, plainSummary: readonly string[]): Promise<string[]> {
    const texts = resultTexts[facts.language];
    const notes: string[] = [];
    if (this.#collector === undefined) return notes;
    const html = writeReport(this.#reportData(facts, this.#collector), plainSummary);
    if (this.#options.report !== undefined) {
      writeFileSync(this.#at(this.#options.report), html);
      notes.push(texts.reportWritten(this.#options.report));
    }
    if (this.#package !== undefined) {
      const key = loadSigningKey(signingKeyPath(this.#io.env));
      const sha256 = await this.#writePackage(this.#package, facts, html, key);
      notes.push(
        texts.packageWritten(this.#options.package!),
        texts.packageHash(sha256),
        texts.packageKey(keyFingerprint(key.publicKey)),
      );
    }
    return notes;
  }

  /** Removes what is half written, where the run failed. */
  discard(): void {
    this.#package?.discard();
  }

  async #writePackage(
    writer: ResultPackageWriter,
    facts: RunFacts,
    html: string,
    key: ReturnType<typeof loadSigningKey>,
  ): Promise<string> {
    const inputs = await hashInputs(facts.inputs, facts.startedAt, this.#io.signal);
    const { rules } = facts;
    return writer.finish(
      {
        id: randomUUID(),
        kind: facts.kind,
        tool: { name: 'khien', version: toolVersion(), runtime: process.version },
        host: { name: hostname(), platform: `${process.platform}-${process.arch}` },
        operator: this.#options.operator ?? null,
        label: this.#options.label ?? null,
        options: this.#words,
        startedAt: facts.startedAt.toISOString(),
        endedAt: new Date().toISOString(),
        isComplete: facts.isComplete,
        rules: { hash: rules.hash, loaded: rules.loaded, problems: rules.problems.length },
        indicators: facts.indicators,
        inputs,
        records: facts.records,
      },
      factsInEnglish(facts),
      html,
      key,
    );
  }

  #reportData(facts: RunFacts, collector: ReportCollector): ReportData {
    const { rules, inputs, skipped } = facts;
    return {
      kind: facts.kind,
      language: facts.language,
      version: toolVersion(),
      host: hostname(),
      operator: this.#options.operator ?? null,
      label: this.#options.label ?? null,
      options: this.#words,
      startedAt: facts.startedAt.toISOString(),
      seconds: facts.seconds,
      isComplete: facts.isComplete,
      records: facts.records,
      unread: facts.unread,
      ...collector.data(facts.notesOf(collector.ruleIds)),
      // Damaged files first: whole ones beyond the limit can be left out.
      inputs: [...inputs].sort((a, b) => b.faults.length - a.faults.length).slice(0, inputsShownMax),
      inputsLeftOut: Math.max(0, inputs.length - inputsShownMax),
      skipped: skipped.slice(0, linesShownMax),
      ruleSet: {
        ...rules,
        problems: rules.problems.slice(0, linesShownMax),
        indicators: facts.indicators,
      },
    };
  }

  #at(path: string): string {
    return resolve(this.#io.cwd, path);
  }
}

/** Opens the files of a run. Throws {@link UsageError} with the reason where one cannot be written. */
export function openResultFiles(
  { results, language }: { results: ResultOptions; language: Language },
  args: readonly string[],
  io: CliIo,
  command = 'hunt',
): ResultFiles {
  try {
    return new ResultFiles(results, [command, ...args], io);
  } catch (error) {
    const { path = '', code = '' } = error as NodeJS.ErrnoException;
    throw new UsageError(resultTexts[language].cannotWrite(path, code));
  }
}
