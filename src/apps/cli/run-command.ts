import type { CliCommand, CliIo } from './command.ts';
import { optionFault } from './option-fault.ts';

/** Runs a command with what stands behind its name: prints its usage where that is asked for. @returns exit code */
export const runCommand = async (
  command: CliCommand,
  args: readonly string[],
  io: CliIo,
): Promise<number> => {
  const { language } = io;
  if (args.includes('--help') || args.includes('-h')) {
    io.stdout.write(`${command.usage[language]}\n`);
    return 0;
  }
  try {
    return await command.run([...args], io);
  } catch (error) {
    const fault = optionFault(error, language);
    if (fault === undefined) throw error;
    const more = language === 'en' ? 'tells more' : 'cho biết thêm';
    io.stderr.write(`${fault} "khien ${command.name} --help" ${more}.\n`);
    return 2;
  }
};
