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
};
