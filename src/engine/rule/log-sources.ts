import type { EventClass } from '../source/event-class.ts';
import type { JoinedField, LogSourceFile, Mapping, RecordEntry } from './log-source-file.ts';
import type { Expression, LogSource } from './rule-model.ts';

export { builtInLogSources, type JoinedField, type LogSourceFile } from './log-source-file.ts';

/** How the fields of a rule are called in the records of one class. */
export type Route = {
  readonly fields: Readonly<Record<string, string | readonly string[]>>;
  /** For a field of the rule: its values as the log spells them. Keys are in lower case. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly joins: Readonly<Record<string, JoinedField>>;
  /** A condition that belongs to the log source itself. */
  readonly where: Expression | undefined;
};

/** Says which rules apply to which records, and under which names. */
export class LogSources {
  readonly #files: readonly LogSourceFile[];
  /** Channel in lower case -> the product whose file names it. */
  readonly #products = new Map<string, string>();
  /** Records that are recognised by what they hold; their numbers are the `kinds` of classes. */
  readonly kinds: readonly RecordEntry[];
  /** Routes by what they are made of: whoever gets equal ones gets one object, and may keep things by it. */
  readonly #routes = new Map<Mapping, Route>();
  readonly #plain = new Map<LogSourceFile, Mapping>();
  readonly #named = new Map<string | undefined, Mapping>();

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
    this.kinds = this.#files.flatMap(({ product, records = [] }) =>
      records.map((entry) => ({ ...entry, product: entry.product ?? product })),
    );
  }

  /** The ways (the same objects each time) in which a rule with this log source reads records of this class; none means: it does not apply. */
  routes(source: LogSource, event: EventClass): Route[] {
    if (event.channel === undefined) return this.#recordRoutes(source, event);
    // Channels that no file names are taken for channels of Windows: it has over a thousand.
    const product = this.#products.get(event.channel.toLowerCase()) ?? 'windows';
    if (source.product !== undefined && source.product !== product) return [];
    const file = this.#files.find((candidate) => candidate.product === product);
    return file === undefined ? [] : this.#eventRoutes(file, source, event);
  }

  /** Why no log file can ever satisfy a log source; undefined where one can, or where it is not an event log. */
  whyOutside(source: LogSource): string | undefined {
    const file = this.#files.find(({ product }) => product === source.product);
    // Files that only describe records say nothing about what else there may be.
    if (file === undefined || Object.keys(file.categories).length === 0) return undefined;
    const isOfRecords = (category: string): boolean =>
      this.kinds.some(
        ({ product, categories }) => product === file.product && categories?.[category] !== undefined,
      );
    if (source.category !== undefined && isOfRecords(source.category)) return undefined;
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

  /** Outside event logs: by what the reader knows, and by what the record itself holds. */
  #recordRoutes(source: LogSource, event: EventClass): Route[] {
    const own = isNamedBy(source, event) ? [this.#namedMapping(event)] : [];
    const kinds = event.kinds?.map((kind) => this.kinds[kind]!) ?? this.#kindsOf(event);
    return own
      .concat(kinds.flatMap((kind) => kindMappings(kind, source, own.length > 0)))
      .map((mapping) => this.#route(mapping));
  }

  #namedMapping({ category }: EventClass): Mapping {
    const known = this.#named.get(category);
    if (known !== undefined) return known;
    const files = category === undefined ? [] : this.#files.filter(({ named }) => named?.[category]);
    const all = files.map(({ named }) => named![category!]!);
    const mapping =
      all.length < 2 ? (all[0] ?? {}) : { ...all[0], fields: Object.assign({}, ...all.map((m) => m.fields)) };
    this.#named.set(category, mapping);
    return mapping;
  }

  /** @param aliases those of the file that the mapping stands in, for event logs */
  #route(mapping: Mapping, aliases: Record<string, string> = {}): Route {
    let route = this.#routes.get(mapping);
    if (route === undefined) {
      route = makeRoute(mapping, aliases);
      this.#routes.set(mapping, route);
    }
    return route;
  }

  /** A reader that names product and service itself (Zeek) means the kind of that name. */
  #kindsOf({ product, service }: EventClass): readonly RecordEntry[] {
    return product === undefined || service === undefined
      ? []
      : this.kinds.filter((kind) => kind.product === product && kind.service === service).slice(0, 1);
  }

  #eventRoutes(file: LogSourceFile, source: LogSource, event: EventClass): Route[] {
    const channel = event.channel!.toLowerCase();
    const isOfChannel = (name: string): boolean => name.toLowerCase() === channel;
    if (source.service !== undefined && !(file.services[source.service] ?? []).some(isOfChannel)) return [];
    if (source.category === undefined) {
      if (source.service === undefined && source.product === undefined) return [];
      return [this.#plainRoute(file)];
    }
    return (file.categories[source.category] ?? [])
      .filter((entry) => entry.channel.some(isOfChannel))
      .filter((entry) => entry.eventId?.some((id) => String(id) === event.eventId) ?? true)
      .map((entry) => this.#route(entry, file.aliases));
  }

  /** Fields under their own names and aliases. */
  #plainRoute(file: LogSourceFile): Route {
    let mapping = this.#plain.get(file);
    if (mapping === undefined) {
      mapping = {};
      this.#plain.set(file, mapping);
    }
    return this.#route(mapping, file.aliases);
  }
}

/** How a rule reads records of one kind; nothing where it does not. */
function kindMappings(kind: RecordEntry, source: LogSource, isNamed: boolean): Mapping[] {
  if (source.product !== undefined && source.product !== kind.product) return [];
  if (source.service !== undefined && source.service !== kind.service) return [];
  if (source.category !== undefined) {
    const mapping = kind.categories?.[source.category];
    return mapping === undefined ? [] : [mapping];
  }
  return isNamed || (source.product === undefined && source.service === undefined) ? [] : [kind];
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
    records: [...(b.records ?? []), ...(a.records ?? [])],
    named: { ...a.named, ...b.named },
  };
}

const noSource = (kind: string, name: string, file: LogSourceFile): string =>
  `no event log is known for ${kind} "${name}" of ${file.product}`;

function makeRoute(entry: Mapping, aliases: Record<string, string>): Route {
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
