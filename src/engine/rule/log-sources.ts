import { readFileSync } from 'node:fs';
import type { EventClass } from '../source/event-class.ts';
import type { Expression, LogSource } from './rule-model.ts';

/** A field made of other fields, for logs that split what Sigma keeps in one. */
export type JoinedField = {
  readonly fields: readonly string[];
  readonly separator: string;
  /** Beginnings that are written in another way. */
  readonly prefixes: Readonly<Record<string, string>>;
};

/** How the fields of a rule are called in the records of one class. */
export type Route = {
  readonly fields: Readonly<Record<string, string | readonly string[]>>;
  /** For a field of the rule: its values as the log spells them. Keys are in lower case. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly joins: Readonly<Record<string, JoinedField>>;
  /** A condition that belongs to the log source itself. */
  readonly where: Expression | undefined;
};

type EventEntry = {
  channel: string[];
  eventId?: number[];
  fields?: Record<string, string | string[]>;
  values?: Record<string, Record<string, string>>;
  where?: Record<string, string[]>;
  join?: Record<string, JoinedField>;
};

/** One file of `data/`: the event logs of a product. Users can add files of the same shape. */
export type LogSourceFile = {
  product: string;
  /** Names that rules use in place of a field of the record. */
  aliases: Record<string, string>;
  /** Service -> channels. */
  services: Record<string, string[]>;
  /** Category -> the events that carry it. */
  categories: Record<string, EventEntry[]>;
  /** Categories that no log file holds, with the reason. */
  outside: Record<string, string>;
};

/** The files that come with the engine. */
export function builtInLogSources(): LogSourceFile[] {
  return ['windows.json', 'linux-sysmon.json'].map(
    (name) => JSON.parse(readFileSync(new URL(`data/${name}`, import.meta.url), 'utf8')) as LogSourceFile,
  );
}

/** Says which rules apply to which records, and under which names. */
export class LogSources {
  readonly #files: readonly LogSourceFile[];
  /** Channel in lower case -> the product whose file names it. */
  readonly #products = new Map<string, string>();

  /** @param files several may describe one product; what they say is put together */
  constructor(files: readonly LogSourceFile[]) {
    const merged = new Map<string, LogSourceFile>();
    for (const file of files) {
      const known = merged.get(file.product);
      merged.set(file.product, known === undefined ? file : mergeFiles(known, file));
      const entries = Object.values(file.categories).flat();
      const channels = [...Object.values(file.services).flat(), ...entries.flatMap(({ channel }) => channel)];
      for (const channel of channels)
        if (!this.#products.has(channel.toLowerCase()))
          this.#products.set(channel.toLowerCase(), file.product);
    }
    this.#files = [...merged.values()];
  }

  /** The ways in which a rule with this log source reads records of this class; none means: it does not apply. */
  routes(source: LogSource, event: EventClass): Route[] {
    if (event.channel === undefined) return isNamedBy(source, event) ? [plainRoute({}, {})] : [];
    // Channels that no file names are taken for channels of Windows: it has over a thousand.
    const product = this.#products.get(event.channel.toLowerCase()) ?? 'windows';
    if (source.product !== undefined && source.product !== product) return [];
    const file = this.#files.find((candidate) => candidate.product === product);
    return file === undefined ? [] : this.#eventRoutes(file, source, event);
  }

  /** Why no log file can ever satisfy a log source; undefined where one can, or where it is not an event log. */
  whyOutside(source: LogSource): string | undefined {
    const file = this.#files.find(({ product }) => product === source.product);
    if (file === undefined) return undefined;
    if (source.category !== undefined && file.categories[source.category] === undefined)
      return file.outside[source.category] ?? noSource('category', source.category, file);
    if (
      source.service !== undefined &&
      file.services[source.service] === undefined &&
      source.product === 'windows'
    )
      return noSource('service', source.service, file);
    return undefined;
  }

  #eventRoutes(file: LogSourceFile, source: LogSource, event: EventClass): Route[] {
    const channel = event.channel!.toLowerCase();
    const isOfChannel = (name: string): boolean => name.toLowerCase() === channel;
    if (source.service !== undefined && !(file.services[source.service] ?? []).some(isOfChannel)) return [];
    if (source.category === undefined) {
      if (source.service === undefined && source.product === undefined) return [];
      return [plainRoute({}, file.aliases)];
    }
    return (file.categories[source.category] ?? [])
      .filter((entry) => entry.channel.some(isOfChannel))
      .filter((entry) => entry.eventId?.some((id) => String(id) === event.eventId) ?? true)
      .map((entry) => plainRoute(entry, file.aliases));
  }
}

function mergeFiles(a: LogSourceFile, b: LogSourceFile): LogSourceFile {
  const joined = <T>(x: Record<string, T[]>, y: Record<string, T[]>): Record<string, T[]> => {
    const all = { ...x };
    for (const [key, values] of Object.entries(y)) all[key] = [...(all[key] ?? []), ...values];
    return all;
  };
  return {
    product: a.product,
    aliases: { ...a.aliases, ...b.aliases },
    services: joined(a.services, b.services),
    categories: joined(a.categories, b.categories),
    outside: { ...a.outside, ...b.outside },
  };
}

const noSource = (kind: string, name: string, file: LogSourceFile): string =>
  `no event log is known for ${kind} "${name}" of ${file.product}`;

function plainRoute(entry: Partial<EventEntry>, aliases: Record<string, string>): Route {
  const where = Object.entries(entry.where ?? {}).map(([field, values]): Expression => {
    const of = values.map((value): Expression => {
      return { op: 'test', field, test: { type: 'text', op: 'equals', value, cased: false } };
    });
    return { op: 'or', of };
  });
  return {
    fields: { ...aliases, ...entry.fields },
    values: entry.values ?? {},
    joins: entry.join ?? {},
    where: where.length === 0 ? undefined : { op: 'and', of: where },
  };
}

/** Outside event logs, a rule applies where the log is all that the rule asks for. */
function isNamedBy(source: LogSource, event: EventClass): boolean {
  const isService =
    source.service === undefined ||
    source.service === event.service ||
    event.otherServices?.includes(source.service) === true;
  return (
    isService &&
    (source.category === undefined || source.category === event.category) &&
    (source.product === undefined || source.product === event.product)
  );
}
