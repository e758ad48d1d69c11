import type { ReportData, ReportRow } from '../report-data.ts';
import { tacticOf, techniqueOf } from './tactics.ts';

/** A finding with what sorting and filtering ask. */
export type Row = {
  readonly number: number;
  readonly raw: ReportRow;
  readonly rule: number;
  readonly source: number;
  /** Into {@link Selection.addresses}; -1 where the finding names none. */
  readonly address: number;
  readonly level: number;
  /** Milliseconds since 1970 with fractions; NaN where there is no readable time. */
  readonly at: number;
  haystack: string | undefined;
};

export type Dimension = 'level' | 'rule' | 'source' | 'address' | 'technique' | 'time' | 'text';

/** What the reader wants to see; empty means everything. */
export type Filters = {
  levels: ReadonlySet<number>;
  rule: number | undefined;
  source: number | undefined;
  address: number | undefined;
  technique: string | undefined;
  span: readonly [from: number, to: number] | undefined;
  text: string;
};

export const noFilters = (): Filters => ({
  levels: new Set(),
  rule: undefined,
  source: undefined,
  address: undefined,
  technique: undefined,
  span: undefined,
  text: '',
});

/** Milliseconds with the digits beyond them, so that records of one millisecond keep their order. */
export function instantOf(time: string | null): number {
  if (time === null) return Number.NaN;
  const fraction = /\.(\d{4,9})Z$/.exec(time)?.[1];
  const rest = fraction === undefined ? 0 : Number(`0.${fraction.slice(3)}`);
  return Date.parse(time.replace(/\.(\d{3})\d+Z$/, '.$1Z')) + rest;
}

/** Letters without case and without marks, so that "co bac" finds "Cờ bạc". */
export const folded = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase();

// Where a visitor or an attacker comes from, by the names of the logs that are read.
const addressFields = [
  'c-ip',
  'src_ip',
  'IpAddress',
  'SourceIp',
  'SourceAddress',
  'id.orig_h',
  'src',
  'sourceIPAddress',
  'source.ip',
  'client.ip',
];

/** All findings of a report and the part of them that is asked for. */
export class Selection {
  readonly data: ReportData;
  readonly rows: readonly Row[];
  readonly addresses: string[] = [];
  readonly techniques: readonly (readonly string[])[];
  readonly tactics: readonly (readonly string[])[];
  filters: Filters = noFilters();

  constructor(data: ReportData) {
    this.data = data;
    const numbers = new Map<string, number>();
    this.rows = data.rows.map((raw, number) => ({
      number,
      raw,
      rule: raw[0],
      source: raw[1],
      address: this.#addressOf(raw, numbers),
      level: data.rules[raw[0]]!.level,
      at: instantOf(raw[4]),
      haystack: undefined,
    }));
    this.techniques = data.rules.map(({ tags }) =>
      tags.map(techniqueOf).filter((name) => name !== undefined),
    );
    this.tactics = data.rules.map(({ tags }) => tags.map(tacticOf).filter((name) => name !== undefined));
  }

  get isFiltered(): boolean {
    const { levels, rule, source, address, technique, span, text } = this.filters;
    return (
      levels.size > 0 ||
      text !== '' ||
      [rule, source, address, technique, span].some((one) => one !== undefined)
    );
  }

  /** The findings that fit every filter but those of one kind: a panel shows what else could be chosen in it. */
  pick(except?: Dimension): readonly Row[] {
    const { levels, rule, source, address, technique, span, text } = this.filters;
    const wanted = except === 'text' ? '' : folded(text).trim();
    return this.rows.filter(
      (row) =>
        (except === 'level' || levels.size === 0 || levels.has(row.level)) &&
        (except === 'rule' || rule === undefined || row.rule === rule) &&
        (except === 'source' || source === undefined || row.source === source) &&
        (except === 'address' || address === undefined || row.address === address) &&
        (except === 'technique' || technique === undefined || this.#has(row.rule, technique)) &&
        (except === 'time' || span === undefined || (row.at >= span[0] && row.at <= span[1])) &&
        (wanted === '' || this.#haystack(row).includes(wanted)),
    );
  }

  #addressOf(raw: ReportRow, numbers: Map<string, number>): number {
    const matched = raw[9];
    for (const name of addressFields) {
      const value = matched[name];
      const address = typeof value === 'string' ? value : value?.[0];
      if (address === undefined || address === '' || address === '-') continue;
      const known = numbers.get(address);
      if (known !== undefined) return known;
      numbers.set(address, this.addresses.length);
      return this.addresses.push(address) - 1;
    }
    return -1;
  }

  #has(rule: number, technique: string): boolean {
    const own = this.techniques[rule]!;
    return technique === '' ? own.length === 0 : own.includes(technique);
  }

  #haystack(row: Row): string {
    if (row.haystack !== undefined) return row.haystack;
    const { rules, sources, files, channels } = this.data;
    const [rule, source, file, channel, time, , eventId, , , matched] = row.raw;
    const { title, id } = rules[rule]!;
    const values = Object.entries(matched).flat(2);
    row.haystack = folded(
      [
        title.vi,
        title.en,
        id,
        sources[source],
        files[file],
        channels[channel],
        time,
        eventId,
        ...values,
      ].join('\n'),
    );
    return row.haystack;
  }
}

/** Count, highest level and span of time of the findings of one group. */
export type Group<K> = { readonly key: K; count: number; level: number; first: number; last: number };

export function groupBy<K>(rows: readonly Row[], keysOf: (row: Row) => readonly K[]): Group<K>[] {
  const groups = new Map<K, Group<K>>();
  for (const row of rows)
    for (const key of keysOf(row)) {
      let group = groups.get(key);
      if (group === undefined) {
        group = { key, count: 0, level: 0, first: Number.NaN, last: Number.NaN };
        groups.set(key, group);
      }
      group.count++;
      group.level = Math.max(group.level, row.level);
      if (Number.isNaN(row.at)) continue;
      if (!(group.first <= row.at)) group.first = row.at;
      if (!(group.last >= row.at)) group.last = row.at;
    }
  return [...groups.values()];
}
