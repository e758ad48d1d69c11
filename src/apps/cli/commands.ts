import type { CliCommand } from './command.ts';
import { demoResetCommand } from './demo-reset.ts';
import { exportCommand } from './export.ts';
import { huntingCommands } from './hunt/main.ts';
import { incidentsCommand } from './incidents.ts';
import { recoverCommand } from './recover.ts';
import { reportCommand } from './report.ts';
import { serveCommand } from './serve.ts';

/** Every command, in the order in which help lists them. */
export const commands: readonly CliCommand[] = [
  serveCommand,
  reportCommand,
  incidentsCommand,
  exportCommand,
  recoverCommand,
  ...huntingCommands,
  demoResetCommand,
];
