import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The directory of the repository, wherever the caller stands. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** A path inside the repository. */
export const inRoot = (...parts) => resolve(root, ...parts);
