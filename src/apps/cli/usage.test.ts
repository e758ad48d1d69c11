import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands } from './commands.ts';
import { helpText } from './help-text.ts';
import { huntingCommands } from './hunt/main.ts';
import { runKhien } from './hunt/testing/run-khien.ts';

const all = [...new Set([...commands, ...huntingCommands])];
const columnsMax = 100;
const descriptionColumn = 24;
const languages = ['vi', 'en'] as const;
const vietnamese = /[ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]/i;
const optionsOf = (usage: string) => usage.match(/--[a-z-]+/g) ?? [];
const firstLine = (text: string) => text.split('\n')[0];

describe('help of the commands', () => {
  it.each(all)('of $name is there in both languages and names the same options', ({ name, usage }) => {
    for (const language of languages)
      expect(usage[language].startsWith(`khien ${name}`), language).toBe(true);
    expect(usage.vi).toMatch(vietnamese);
    expect(usage.en).not.toMatch(vietnamese);
    expect(usage.vi).toBe(usage.vi.normalize('NFC'));
    expect(optionsOf(usage.vi)).toEqual(expect.arrayContaining(optionsOf(usage.en)));
    expect(optionsOf(usage.en)).toEqual(expect.arrayContaining(optionsOf(usage.vi)));
  });

  it.each(all)('of $name fits the window, in columns, with the exit codes last', ({ usage }) => {
    for (const language of languages) {
      const lines = usage[language].split('\n');
      expect(lines.filter((line) => line.length > columnsMax || line !== line.trimEnd())).toEqual([]);
      const options = lines.filter((line) => line.startsWith(' '));
      const isInColumn = (line: string) =>
        line[descriptionColumn - 1] === ' ' && line[descriptionColumn] !== ' ';
      expect(options.filter((line) => !isInColumn(line))).toEqual([]);
      const codes = lines.findIndex((line) => /^(Exit codes|Mã thoát):/.test(line));
      if (codes >= 0)
        expect(lines.slice(codes).some((line) => line === '' || line.startsWith(' '))).toBe(false);
    }
  });

  it('lists every command in both languages', () => {
    for (const { name, summary } of commands)
      for (const language of languages)
        expect(helpText(commands, language)).toContain(`\n  ${name.padEnd(16)}${summary[language]}\n`);
    expect(firstLine(helpText(commands, 'vi'))).toBe('khien <lệnh> [tham số]');
    expect(firstLine(helpText(commands, 'en'))).toBe('khien <command> [arguments]');
  });

  it.each([
    [['hunt', '--help'], 'vi', 'vi'],
    [['hunt', '--help'], 'en', 'en'],
    [['--lang', 'en', 'hunt', '--help'], 'vi', 'en'],
    [['--lang=en', 'hunt', '--help'], 'vi', 'en'],
    [['hunt', '--help', '--lang', 'en'], 'vi', 'en'],
    [['hunt', '--lang=vi', '-h'], 'en', 'vi'],
    [['--lang', 'vi', 'rules', 'check', '--help', '--lang', 'en'], 'vi', 'en'],
  ] as const)('%j with KHIEN_LANG=%s answers in %s', async (words, ofEnvironment, language) => {
    const { code, out } = await runKhien('.', words, { KHIEN_LANG: ofEnvironment });
    const command = all.find(
      ({ name }) => name === (words.includes('rules' as never) ? 'rules check' : 'hunt'),
    );
    expect([code, out]).toEqual([0, `${command!.usage[language]}\n`]);
  });

  it('the list of commands answers in the language asked for, before or after --help', async () => {
    for (const words of [
      ['--lang', 'en', '--help'],
      ['--help', '--lang', 'en'],
      ['--help', '--lang=en'],
    ])
      expect(firstLine((await runKhien('.', words, { KHIEN_LANG: 'vi' })).out)).toBe(
        'khien <command> [arguments]',
      );
    expect(firstLine((await runKhien('.', ['--help'], { KHIEN_LANG: 'vi' })).out)).toBe(
      'khien <lệnh> [tham số]',
    );
  });

  it.each([
    [['scan', '--help'], 'vi'],
    [['incidents', '--help', '--lang', 'en'], 'en'],
    [['--lang=en', 'scan', '--help'], 'en'],
  ] as const)(
    'the program answers to %j in %s',
    (words, language) => {
      const main = join(import.meta.dirname, 'main.ts');
      const env = { ...process.env, KHIEN_LANG: 'vi', NODE_OPTIONS: '' };
      const out = execFileSync(process.execPath, [main, ...words], { encoding: 'utf8', env });
      const command = all.find(({ name }) => (words as readonly string[]).includes(name));
      expect(out).toBe(`${command!.usage[language]}\n`);
    },
    60_000,
  );
});

describe('a command line that cannot be read', () => {
  it.each([
    [['package', 'verify', '--kye', 'x'], 'Không có tham số --kye.', 'There is no option --kye.'],
    [['rules', 'list', 'x'], 'Thừa "x".', '"x" is too much.'],
    [
      ['rules', 'remove', '--json=1'],
      'Tham số --json không nhận giá trị.',
      'The option --json takes no value.',
    ],
    [
      ['package', 'verify', 'a', '--key'],
      'Tham số --key cần một giá trị.',
      'The option --key needs a value.',
    ],
  ] as const)('%j is answered with what is wrong and exit code 2', async (words, vi, en) => {
    for (const [language, said] of [
      ['vi', vi],
      ['en', en],
    ] as const) {
      const { code, err } = await runKhien('.', words, { KHIEN_LANG: language });
      expect([code, err]).toEqual([2, expect.stringContaining(said)]);
      expect(err).toContain('--help');
    }
  });

  it('of hunting commands that read it themselves is answered in the same words', async () => {
    for (const words of [
      ['hunt', '--rulse', 'x'],
      ['scan', '--rulse', 'x'],
      ['convert', '--rulse', 'x'],
    ]) {
      const { code, err } = await runKhien('.', words, { KHIEN_LANG: 'vi' });
      expect([code, err]).toEqual([2, 'Không có tham số --rulse.\n']);
    }
  });

  it('that names no package is not answered as if the package was broken', async () => {
    const { code, err } = await runKhien('.', ['package', 'verify', 'gone.khien'], { KHIEN_LANG: 'vi' });
    expect([code, err]).toEqual([2, 'Không có tệp gone.khien.\n']);
  });
});
