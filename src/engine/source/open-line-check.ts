import type { LineCheck } from './line-check.ts';
import { LineShape } from './line-shape.ts';
import type { FormatName, TextFormat } from './text-format.ts';
import type { TextKernels } from './text-kernels.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const words = `${letters}0123456789<`;

/** How lines of formats begin and end, where reading all of them would take too long. */
const shapes: Partial<Record<FormatName, readonly [first: string, last?: string]>> = {
  evtxecmd: ['{', '}'],
  auditd: ['tn'],
};

/** What to ask for lines of a format that stand alone. */
export function openLineCheck({ name }: Pick<TextFormat, 'name'>, kernels: TextKernels): LineCheck {
  // The kernel reads JSON faster than it is searched for indicators.
  if (name === 'json-lines') return readAll;
  if (name === 'access-log') return accessCheck(kernels);
  const [first, last] = shapes[name] ?? [words];
  return new LineShape(first, last, kernels.shape);
}

const readAll: LineCheck = { isComplete: true, isDoubtful: () => true };

function accessCheck({ access, doubtful }: TextKernels): LineCheck {
  if (access === undefined || doubtful === undefined) return readAll;
  return {
    ...readAll,
    find: (block, from, to, onDoubtful) =>
      doubtful.each(access.findDoubtful, block, { from, to }, onDoubtful),
  };
}
