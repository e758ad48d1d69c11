import type { FieldNames } from './field-names.ts';

/** Where times stand in JSON logs, best first. */
const timeFields = [
  'TimeCreated_SystemTime',
  '@timestamp',
  'EventTime',
  'eventTime',
  'timestamp',
  'ts',
  'time',
  'UtcTime',
];
/** Names that shippers of Windows events use for parts of System. */
const systemAliases: Record<string, string> = {
  'winlog.channel': 'Channel',
  'winlog.event_id': 'EventID',
  'winlog.provider_name': 'Provider_Name',
  'winlog.computer_name': 'Computer',
  'winlog.record_id': 'EventRecordID',
  'winlog.task': 'Task',
  'winlog.opcode': 'Opcode',
  // Winlogbeat before version 7.
  log_name: 'Channel',
  event_id: 'EventID',
  source_name: 'Provider_Name',
  computer_name: 'Computer',
  record_number: 'EventRecordID',
};
const flatAliases: Record<string, string> = {
  SourceName: 'Provider_Name',
  Hostname: 'Computer',
  RecordNumber: 'EventRecordID',
};
/** Where the request of a web client stands: in logs of Zeek, of Suricata, and of the Elastic Common Schema. */
export const requestNames = ['uri', 'http.url', 'url.original', 'url.full', 'url.path', 'url.query'];
/** Objects that rules for CloudTrail search as one text. */
const textPaths = new Set(['requestParameters', 'responseElements']);
const wrappers =
  /^(?:Event\.)?(?:(?:System|EventData)\.|UserData\.(?:[^.]+\.)?)|^(?:winlog\.)?(?:event_data|user_data)\./;

/** A key as its bytes stand in the log, with its field, and the key behind it. */
export type JsonKey = { readonly bytes: Uint8Array; readonly field: JsonField; next: JsonKey | undefined };

/**
 * Field names for paths in JSON. Events of Windows get the names that the event log itself gives them, whether they
 * come from evtx_dump (`Event.System.Provider.#attributes.Name`), Winlogbeat (`winlog.event_data.Image`) or NXLog
 * (flat, with `SourceName` and `Hostname`); anything else keeps its dotted path.
 */
export class JsonField {
  readonly id: number;
  /** A second name under which the value counts, or -1. */
  readonly alias: number;
  /** Rank among the fields that can hold the time; 0 for others, higher is better. */
  readonly timeRank: number;
  /** An object in this place also counts as the text that it is. */
  readonly isText: boolean;
  /** Whether the kernel may know it: objects that are texts, and what is in them, are read by JavaScript. */
  readonly isForKernel: boolean;
  readonly children = new Map<string, JsonField>();
  /** Children by a hash of the raw bytes of their key. */
  readonly byHash = new Map<number, JsonKey>();
  /** The first key that was ever read in here, and for a key the one that came behind it: mostly they do so again. */
  firstKey: JsonKey | undefined;
  /** Where the kernel keeps its twin; 0 where it has none. */
  address = 0;
  /** Of the outermost field: whether a key of a request was ever met in the tree. */
  hasRequests = false;
  readonly #path: string;
  readonly #names: FieldNames;
  readonly #renamed: ReadonlyMap<string, string> | undefined;
  readonly #root: JsonField;

  /**
   * @param renamed names for paths of a log that is known to be of one tool; other names are what they are then
   * @param root the outermost field; the field itself unless given
   */
  constructor(path: string, names: FieldNames, renamed?: ReadonlyMap<string, string>, root?: JsonField) {
    this.#path = path;
    this.#names = names;
    this.#renamed = renamed;
    this.#root = root ?? this;
    const name = path === '' ? '' : renamed === undefined ? fieldNameOf(path) : (renamed.get(path) ?? path);
    this.id = names.idInLog(name);
    if (requestNames.includes(names.name(this.id))) this.#root.hasRequests = true;
    this.isText = textPaths.has(path);
    this.isForKernel = !textPaths.has(path.split('.', 1)[0]!);
    const alias = renamed === undefined ? flatAliases[path] : undefined;
    this.alias = alias === undefined ? -1 : names.id(alias);
    const rank = timeFields.indexOf(name);
    this.timeRank = rank < 0 ? 0 : timeFields.length - rank;
  }

  /** The field of a key inside this one. */
  child(key: string): JsonField {
    let field = this.children.get(key);
    if (field === undefined) {
      // Exports of Elasticsearch wrap each document in one more object.
      const path = this.#path === '' || this.#path === '_source' ? key : `${this.#path}.${key}`;
      field = new JsonField(path, this.#names, this.#renamed, this.#root);
      // A log that puts values into its keys must not fill the memory.
      if (this.children.size < 4096) this.children.set(key, field);
    }
    return field;
  }
}

function fieldNameOf(path: string): string {
  const alias = systemAliases[path];
  if (alias !== undefined) return alias;
  const isWindows = path.startsWith('Event.') || wrappers.test(path);
  if (!isWindows) return path;
  const isSystem = /^(?:Event\.)?System\./.test(path);
  const name = path
    .replace(wrappers, '')
    .replace(/^Event\./, '')
    .replace(/[._]?#attributes\.|_attributes\./g, '_')
    .replace(/\.?#text$/, '');
  const isReserved = name === 'EventID' || name === 'Provider_Name' || name === 'Channel';
  return isReserved && !isSystem && name !== 'Channel' ? `EventData_${name}` : name;
}
