import { isOnPhone, levelBadge, logText, make, plainText, show } from './dom.ts';
import { exactText, numberText, type Reading, textsFor } from './formats.ts';
import type { Row, Selection } from './selection.ts';

type Key = 'at' | 'level' | 'rule' | 'source' | 'record';
export type FindingsState = {
  sort: { key: Key; isUp: boolean };
  page: number;
  open: Set<number>;
  isPrinting: boolean;
};
export const newFindingsState = (): FindingsState => ({
  sort: { key: 'level', isUp: false },
  page: 0,
  open: new Set(),
  isPrinting: false,
});

const pageRows = isOnPhone() ? 20 : 50;
/** A print of everything would be a thousand sheets. */
const printRows = 500;
const previewLetters = 160;

/** The findings that fit the filters: sorted, a page at a time, details on request. */
export function findingsTable(selection: Selection, reading: Reading, state: FindingsState): HTMLElement {
  const place = make('div', {});
  const texts = textsFor(reading);
  const redraw = (): void => {
    const rows = [...selection.pick()].sort(findingOrder(selection, reading, state));
    if (rows.length === 0) {
      show(place, make('p', { class: 'quiet none' }, texts.none));
      return;
    }
    const size = state.isPrinting ? printRows : pageRows;
    const pages = Math.ceil(rows.length / size);
    state.page = Math.min(state.page, pages - 1);
    const from = state.isPrinting ? 0 : state.page * size;
    const shown = rows.slice(from, from + size);
    show(
      place,
      state.isPrinting
        ? make('p', {}, texts.printed(numberText(shown.length, reading), numberText(rows.length, reading)))
        : undefined,
      table(selection, reading, state, shown, redraw),
      pager(reading, state, rows.length, from, shown.length, redraw),
    );
  };
  redraw();
  return place;
}

function table(
  selection: Selection,
  reading: Reading,
  state: FindingsState,
  rows: readonly Row[],
  redraw: () => void,
): HTMLElement {
  const texts = textsFor(reading);
  const head = (key: Key, label: string): HTMLElement => {
    const { sort } = state;
    const isSorted = sort.key === key;
    const click = (): void => {
      state.sort = { key, isUp: isSorted ? !sort.isUp : key !== 'level' };
      state.page = 0;
      redraw();
    };
    return make(
      'th',
      {
        scope: 'col',
        class: `of-${key}`,
        'aria-sort': isSorted ? (sort.isUp ? 'ascending' : 'descending') : undefined,
      },
      make('button', { type: 'button', class: 'sort', click }, label),
    );
  };
  return make(
    'table',
    { class: 'findings' },
    make(
      'thead',
      {},
      make(
        'tr',
        {},
        head('level', texts.level),
        head('at', selection.data.kind === 'hunt' ? texts.time : texts.changed),
        head('rule', texts.rule),
        head('source', texts.source),
        make('th', { scope: 'col', class: 'of-values' }, texts.values),
        make('th', { scope: 'col', class: 'of-open' }, make('span', { class: 'spoken' }, texts.details)),
      ),
    ),
    make('tbody', {}, ...rows.flatMap((row) => rowParts(selection, reading, state, row))),
  );
}

function rowParts(selection: Selection, reading: Reading, state: FindingsState, row: Row): HTMLElement[] {
  const { data } = selection;
  const texts = textsFor(reading);
  const rule = data.rules[row.rule]!;
  const time = exactText(row.raw[4], row.at, reading);
  const isOpen = (): boolean => state.open.has(row.number);
  const details = make('tr', { class: 'details', hidden: !isOpen(), id: `details-${row.number}` });
  const fillDetails = (): void =>
    show(details, make('td', { colspan: 6 }, detailsOf(selection, reading, row)));
  if (isOpen()) fillDetails();
  const label = texts.showDetails(time, plainText(rule.title[reading.language]));
  const button = make(
    'button',
    {
      type: 'button',
      class: 'open',
      'aria-expanded': String(isOpen()),
      'aria-controls': `details-${row.number}`,
      'aria-label': label,
    },
    '›',
  );
  const toggle = (): void => {
    if (isOpen()) state.open.delete(row.number);
    else state.open.add(row.number);
    if (isOpen()) fillDetails();
    details.toggleAttribute('hidden', !isOpen());
    button.setAttribute('aria-expanded', String(isOpen()));
  };
  const click = (event: Event): void => {
    const isText = document.getSelection()?.isCollapsed === false;
    if (event.target === button || !isText) toggle();
  };
  const line = make(
    'tr',
    { class: 'finding', click },
    make('td', { class: 'of-level' }, levelBadge(row.level, texts.levels[row.level]!)),
    make('td', { class: 'of-at time' }, time),
    make('td', { class: 'of-rule' }, logText(rule.title[reading.language])),
    make('td', { class: 'of-source' }, logText(data.sources[row.source]!)),
    make('td', { class: 'of-values' }, logText(previewOf(row))),
    make('td', { class: 'of-open' }, button),
  );
  return [line, details];
}

const previewOf = (row: Row): string => {
  const text = Object.values(row.raw[9]).flat().join(' · ');
  return text.length > previewLetters ? `${text.slice(0, previewLetters)}…` : text;
};

function detailsOf(selection: Selection, reading: Reading, row: Row): HTMLElement {
  const { data } = selection;
  const texts = textsFor(reading);
  const rule = data.rules[row.rule]!;
  const [, , file, channel, , kind, eventId, record, offset, matched, isRecovered] = row.raw;
  const facts = make('dl', { class: 'facts' });
  const fact = (name: string | Node, value: string | Node): void =>
    facts.append(make('div', {}, make('dt', {}, name), make('dd', {}, value)));
  for (const [name, value] of Object.entries(matched)) {
    const values = typeof value === 'string' ? [value] : value;
    fact(logText(name), make('span', { class: 'several' }, ...values.map(logText)));
  }
  const place = make('dl', { class: 'facts place' });
  const put = (name: string, value: string): unknown =>
    place.append(make('div', {}, make('dt', {}, name), make('dd', {}, logText(value))));
  put(texts.file, data.files[file]!);
  if (data.kind === 'hunt') put(texts.record, numberText(record, reading));
  put(texts.offset, numberText(offset, reading));
  if (data.channels[channel] !== '') put(texts.channel, data.channels[channel]!);
  if (eventId !== null) put(texts.event, String(eventId));
  put(texts.kind, texts.kinds[kind]! + (isRecovered === 1 ? `, ${texts.recovered}` : ''));
  put(texts.ruleId, rule.id);
  const tags = rule.tags.filter((tag) => tag.startsWith('attack.')).map((tag) => tag.slice(7));
  if (tags.length > 0) put(texts.techniques, tags.join(', '));
  const description = rule.description[reading.language];
  const falsePositives = rule.falsePositives[reading.language];
  return make(
    'div',
    { class: 'detail' },
    make('div', {}, make('h3', {}, texts.values), facts),
    make(
      'div',
      {},
      make('h3', {}, texts.details),
      place,
      description === '' ? undefined : make('h3', {}, texts.about),
      description === '' ? undefined : make('p', {}, logText(description.replace(/\s+/g, ' '))),
      falsePositives === ''
        ? undefined
        : make(
            'p',
            { class: 'quiet' },
            `${texts.falsePositives}: `,
            logText(falsePositives.replace(/\s+/g, ' ')),
          ),
    ),
  );
}

function pager(
  reading: Reading,
  state: FindingsState,
  total: number,
  from: number,
  count: number,
  redraw: () => void,
): HTMLElement {
  const texts = textsFor(reading);
  const number = (value: number): string => numberText(value, reading);
  const step = (by: number) => (): void => {
    state.page += by;
    redraw();
    document.getElementById('findings')?.scrollIntoView();
  };
  const button = (label: string, by: number, isOff: boolean): HTMLElement =>
    make('button', { type: 'button', class: 'button', disabled: isOff, click: step(by) }, label);
  return make(
    'nav',
    { class: 'pager', 'aria-label': texts.findings },
    make(
      'span',
      { 'aria-live': 'polite' },
      texts.page(number(from + 1), number(from + count), number(total)),
    ),
    button(texts.previous, -1, from === 0),
    button(texts.next, 1, from + count >= total),
  );
}

function findingOrder(selection: Selection, { language }: Reading, { sort }: FindingsState) {
  const direction = sort.isUp ? 1 : -1;
  const byTime = (a: Row, b: Row): number => {
    if (Number.isNaN(a.at) || Number.isNaN(b.at))
      return Number(Number.isNaN(a.at)) - Number(Number.isNaN(b.at)) || a.number - b.number;
    return a.at - b.at || a.number - b.number;
  };
  const ranks = (names: readonly string[]): number[] => {
    const order = names.map((name, i) => [name, i] as const).sort(([a], [b]) => a.localeCompare(b));
    const rank = new Array<number>(names.length);
    order.forEach(([, i], position) => {
      rank[i] = position;
    });
    return rank;
  };
  const { rules, sources } = selection.data;
  const rank =
    sort.key === 'rule'
      ? ranks(rules.map(({ title }) => title[language]))
      : sort.key === 'source'
        ? ranks(sources)
        : undefined;
  return (a: Row, b: Row): number => {
    if (sort.key === 'at')
      return Number.isNaN(a.at) || Number.isNaN(b.at) ? byTime(a, b) : direction * byTime(a, b);
    if (sort.key === 'record') return direction * (a.raw[7] - b.raw[7]);
    if (sort.key === 'level') return direction * (a.level - b.level) || byTime(a, b);
    return direction * (rank![a[sort.key]]! - rank![b[sort.key]]!) || byTime(a, b);
  };
}
