import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type PackageVerdict, verifyResultPackage } from '../../../../engine/package/read-result-package.ts';
import { keyFingerprint, loadSigningKey } from '../../../../engine/package/signing-key.ts';
import type { CliCommand } from '../../command.ts';
import { chooseLanguage, formatNumber, type Language } from '../language.ts';
import { printable } from '../terminal-style.ts';
import { type ResultTexts, resultTexts } from './result-texts.ts';
import { signingKeyPath } from './user-folders.ts';

const options = {
  key: { type: 'string', multiple: true },
  json: { type: 'boolean' },
  lang: { type: 'string' },
} as const;

/** `khien package verify`: says what is right or wrong with a result package. */
export const packageVerifyCommand: CliCommand = {
  name: 'package verify',
  summary: { vi: 'Kiểm tra gói kết quả săn lùng', en: 'Verify a result package' },
  usage: {
    vi: `khien package verify FILE.khien [--key FINGERPRINT]... [--json] [--lang vi|en]

  --key FINGERPRINT     chỉ chấp nhận gói ký bằng khóa có dấu vân tay này; xem dấu vân tay
                        bằng "khien package key" trên máy lập gói (lặp lại được)
  --json                kết luận là một dòng JSON
  --lang vi|en          ngôn ngữ của thông báo

Mã thoát: 0 gói nguyên vẹn, 1 không được dùng gói, 2 lệnh gõ sai.`,
    en: `khien package verify FILE.khien [--key FINGERPRINT]... [--json] [--lang vi|en]

  --key FINGERPRINT     the key that must have signed it, as "khien package key" prints it
                        on the other machine (repeatable: any of them will do)
  --json                verdict as one line of JSON
  --lang vi|en          language of messages

Exit codes: 0 whole, 1 not to be relied on, 2 wrong usage.`,
  },
  run: async (args, io) => {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const language = chooseLanguage(values.lang, io.env);
    const texts = resultTexts[language];
    const [path] = positionals;
    if (path === undefined || positionals.length > 1) {
      io.stderr.write(`${texts.verifyUsage}\n`);
      return 2;
    }
    // A package that is not there says nothing about whether it is whole.
    if (statSync(resolve(io.cwd, path), { throwIfNoEntry: false })?.isFile() !== true) {
      io.stderr.write(`${texts.noPackage(path)}\n`);
      return 2;
    }
    const keys = values.key?.map((key) => key.replace(/[\s:]/g, '').toLowerCase());
    const verdict = await verifyResultPackage(
      resolve(io.cwd, path),
      keys === undefined ? {} : { trustedKeys: keys },
    );
    const { faults, manifest, keyFingerprint: key, sha256 } = verdict;
    const isWhole = faults.length === 0;
    io.stdout.write(
      values.json === true
        ? `${JSON.stringify({ isWhole, faults, keyFingerprint: key, sha256, manifest })}\n`
        : `${verdictLines(verdict, keys !== undefined, language, texts)
            .map(printable)
            .join('\n')}\n`,
    );
    return isWhole ? 0 : 1;
  },
};

function verdictLines(
  { faults, manifest, keyFingerprint: key, sha256 }: PackageVerdict,
  isKeyAsked: boolean,
  language: Language,
  texts: ResultTexts,
): string[] {
  const number = (value: number): string => formatNumber(value, language);
  const lines =
    faults.length === 0
      ? [`✓ ${texts.whole}`, isKeyAsked ? `✓ ${texts.keyTrusted}` : `  ${texts.keyUntold}`]
      : [
          `✗ ${texts.broken}`,
          ...faults.map(
            ({ code, place }) => `  - ${texts.faults[code]}${place === undefined ? '' : texts.place(place)}`,
          ),
        ];
  const row = (name: keyof ResultTexts['facts'], value: string | null | undefined): string[] =>
    value === null || value === undefined ? [] : [`  ${texts.facts[name].padEnd(10)} ${value}`];
  lines.push(...row('key', key), ...row('sha256', sha256));
  if (manifest === undefined) return lines;
  const { tool, host, rules, inputs, findings } = manifest;
  const bytes = inputs.reduce((sum, input) => sum + input.bytes, 0);
  lines.push(
    '',
    texts.claims,
    ...row('id', manifest.id),
    ...row('kind', manifest.kind),
    ...row('label', manifest.label),
    ...row('operator', manifest.operator),
    ...row('host', `${host.name} (${host.platform})`),
    ...row('tool', `${tool.name} ${tool.version} (${tool.runtime})`),
    ...row('startedAt', manifest.startedAt),
    ...row('endedAt', manifest.endedAt),
    ...row('options', manifest.options.join(' ')),
    ...row('rules', `${number(rules.loaded)}, ${rules.hash}`),
    ...row('inputs', `${number(inputs.length)}, ${formatNumber(bytes / 1e6, language, 1)} MB`),
    ...row('findings', number(findings.count)),
  );
  if (!manifest.isComplete) lines.push(`  ${texts.incomplete}`);
  return lines;
}

/** `khien package key`: the fingerprint of the key of this machine. */
export const packageKeyCommand: CliCommand = {
  name: 'package key',
  summary: {
    vi: 'Xem dấu vân tay khóa ký của máy này',
    en: 'Show the fingerprint of this machine’s signing key',
  },
  usage: {
    vi: `khien package key [--json] [--lang vi|en]

In dấu vân tay của khóa mà máy này dùng để ký gói kết quả; chưa có khóa thì tạo khóa mới.`,
    en: `khien package key [--json] [--lang vi|en]

Prints the fingerprint of the key with which this machine signs; makes the key where there is none.`,
  },
  run: async (args, io) => {
    const { values } = parseArgs({ args, options: { json: options.json, lang: options.lang } });
    const path = signingKeyPath(io.env);
    const fingerprint = keyFingerprint(loadSigningKey(path).publicKey);
    const texts = resultTexts[chooseLanguage(values.lang, io.env)];
    io.stdout.write(
      `${values.json === true ? JSON.stringify({ keyFingerprint: fingerprint, path }) : texts.myKey(fingerprint, path)}\n`,
    );
    return 0;
  },
};
