import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The version of the product, from package.json at its root. */
export function toolVersion(): string {
  const path = join(import.meta.dirname, '..', '..', '..', '..', '..', 'package.json');
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}
