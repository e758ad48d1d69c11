/** What a record is, as far as rules are concerned. Event logs have a channel; other formats name their source. */
export type EventClass = {
  readonly product?: string;
  readonly service?: string;
  /** Further services that the record belongs to. */
  readonly otherServices?: readonly string[];
  readonly category?: string;
  readonly channel?: string;
  readonly eventId?: string;
  readonly provider?: string;
  /** What the record holds may say more than its format does: descriptions of log sources are asked. */
  readonly isOpen?: true;
  /** The descriptions that fit (numbers within the set of log sources). */
  readonly kinds?: readonly number[];
};
