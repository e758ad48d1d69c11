import type { CliCommand } from './command.ts';

/** What `khien --help` prints: one line a command. */
export const helpText = (commands: readonly CliCommand[], language: 'vi' | 'en'): string => {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands
    .map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary[language]}`)
    .join('\n');
  return language === 'en'
    ? `khien <command> [arguments]\n\n${lines}\n\nkhien <command> --help tells more.\n`
    : `khien <lệnh> [tham số]\n\n${lines}\n\nXem thêm: khien <lệnh> --help\n`;
};
