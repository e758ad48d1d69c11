/** Exit codes of the hunting commands, documented in docs/guide/en/hunt.md. */
export const exitCodes = {
  done: 0,
  wrongUsage: 2,
  /** The work is done, but parts of the input could not be read. */
  partlyUnreadable: 3,
  /** With --fail-on: something of that level was found. */
  found: 4,
  /** What the command needs is not there for this platform. */
  unavailable: 5,
  interrupted: 130,
} as const;
