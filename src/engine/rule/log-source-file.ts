import { readFileSync } from 'node:fs';

/** A field made of other fields, for logs that split what Sigma keeps in one. */
export type JoinedField = {
  readonly fields: readonly string[];
  readonly separator: string;
  /** Beginnings that are written in another way. */
  readonly prefixes: Readonly<Record<string, string>>;
};

/** How records carry what a rule of one log source asks for. */
export type Mapping = {
  /** Field of the rule -> field or fields of the record. */
  fields?: Record<string, string | string[]>;
  /** Field of the rule -> value of the rule (in lower case) -> value of the record. */
  values?: Record<string, Record<string, string>>;
  /** Field of the record -> values, one of which it must have. */
  where?: Record<string, string[]>;
  join?: Record<string, JoinedField>;
};

/** Events of an event log that carry a category. */
export type EventEntry = Mapping & { channel: string[]; eventId?: number[] };

/** Records without a channel, recognised by what they hold. */
export type RecordEntry = Mapping & {
  /** Field -> its values (in any case), or true where it is enough that the field is there. All must hold. */
  when: Record<string, string[] | true>;
  /** Where these records belong to another product than the file names. */
  product?: string;
  service?: string;
  /** Categories whose rules these records answer, each with its own names. */
  categories?: Record<string, Mapping>;
};

/** One file of `data/`: the logs of a product. Users can add files of the same shape. */
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
  /** Records of formats that name no channel (JSON, CSV, CEF, LEEF, FortiGate). */
  records?: RecordEntry[];
  /** Category that a reader itself gives to its records (access logs: webserver) -> names of its fields. */
  named?: Record<string, Mapping>;
};

const builtIn = [
  'windows.json',
  'linux-sysmon.json',
  'web.json',
  'zeek.json',
  'suricata.json',
  'elastic.json',
  'network-devices.json',
  'fortigate.json',
  'aws.json',
];

/** The files that come with the engine. */
export function builtInLogSources(): LogSourceFile[] {
  return builtIn.map(
    (name) => JSON.parse(readFileSync(new URL(`data/${name}`, import.meta.url), 'utf8')) as LogSourceFile,
  );
}
