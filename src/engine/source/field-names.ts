/** Logs name a few thousand fields; one that invents names without end must not fill the memory. */
const namesMax = 262_144;
const overflowName = '(further fields)';

/**
 * Names of record fields as small numbers, so that records carry no strings.
 *
 * One table serves one worker; rule compilation and readers share it. Spaces are stripped from names, as the
 * Sigma specification asks ("Threat Name" is written `ThreatName` in rules).
 */
export class FieldNames {
  readonly #ids = new Map<string, number>();
  readonly #names: string[] = [];

  /** The number of a name, given on first use. */
  id(name: string): number {
    let id = this.#ids.get(name);
    if (id === undefined) {
      const stripped = name.replace(/\s+/g, '');
      id = this.#ids.get(stripped);
      if (id === undefined) {
        id = this.#names.length;
        this.#names.push(stripped);
        this.#ids.set(stripped, id);
      }
      // Hostile logs can hold endless distinct names: only spellings without blanks are remembered twice.
      if (name !== stripped && this.#ids.size < 65_536) this.#ids.set(name, id);
    }
    return id;
  }

  /** The same for names that a log may invent: beyond a limit they all become one. */
  idInLog(name: string): number {
    return this.#names.length < namesMax ? this.id(name) : (this.find(name) ?? this.id(overflowName));
  }

  /** The number of a name that is already known. */
  find(name: string): number | undefined {
    return this.#ids.get(name.replace(/\s+/g, ''));
  }

  name(id: number): string {
    return this.#names[id] ?? '';
  }

  get size(): number {
    return this.#names.length;
  }
}
