import { isOnPhone, levelBadge, logText, make } from './dom.ts';
import { momentText, numberText, type Reading, textsFor } from './formats.ts';
import { type Group, groupBy, type Selection } from './selection.ts';

type Key = 'level' | 'name' | 'count' | 'first' | 'last';
type Sort = { key: Key; isUp: boolean };

const rowsShown = isOnPhone() ? 5 : 8;

/** Sort orders and unfolded tables outlive a redraw. */
export type TableState = { sort: Sort; isWhole: boolean };
export const newTableState = (): TableState => ({ sort: { key: 'level', isUp: false }, isWhole: false });

type Plan = {
  readonly title: string;
  readonly groups: readonly Group<number>[];
  readonly nameOf: (key: number) => string;
  readonly cellOf: (key: number) => Node;
  readonly chosen: number | undefined;
  readonly hasFirst: boolean;
  readonly choose: (key: number | undefined) => void;
  readonly state: TableState;
  readonly redraw: () => void;
};

/** The rules that fired. */
export const ruleTable = (
  selection: Selection,
  reading: Reading,
  state: TableState,
  redraw: () => void,
  choose: (rule: number | undefined) => void,
): HTMLElement =>
  groupTable(
    {
      title: textsFor(reading).rule,
      groups: groupBy(selection.pick('rule'), ({ rule }) => [rule]),
      nameOf: (rule) => selection.data.rules[rule]!.title[reading.language],
      cellOf: (rule) => logText(selection.data.rules[rule]!.title[reading.language]),
      chosen: selection.filters.rule,
      hasFirst: true,
      ...{ choose, state, redraw },
    },
    reading,
  );

/** The machines, or files where logs name no machine. */
export const sourceTable = (
  selection: Selection,
  reading: Reading,
  state: TableState,
  redraw: () => void,
  choose: (source: number | undefined) => void,
): HTMLElement =>
  groupTable(
    {
      title: textsFor(reading).source,
      groups: groupBy(selection.pick('source'), ({ source }) => [source]),
      nameOf: (source) => selection.data.sources[source]!,
      cellOf: (source) => logText(selection.data.sources[source]!),
      chosen: selection.filters.source,
      // Half a page wide only.
      hasFirst: false,
      ...{ choose, state, redraw },
    },
    reading,
  );

/** The addresses from which it came, where logs name them. */
export const addressTable = (
  selection: Selection,
  reading: Reading,
  state: TableState,
  redraw: () => void,
  choose: (address: number | undefined) => void,
): HTMLElement =>
  groupTable(
    {
      title: textsFor(reading).address,
      groups: groupBy(selection.pick('address'), ({ address }) => (address < 0 ? [] : [address])),
      nameOf: (address) => selection.addresses[address]!,
      cellOf: (address) => logText(selection.addresses[address]!),
      chosen: selection.filters.address,
      hasFirst: false,
      ...{ choose, state, redraw },
    },
    reading,
  );

function groupTable(plan: Plan, reading: Reading): HTMLElement {
  const texts = textsFor(reading);
  const { state, groups } = plan;
  const sorted = [...groups].sort(groupOrder(plan, state.sort));
  const shown = state.isWhole ? sorted : sorted.slice(0, rowsShown);
  const head = (key: Key, label: string, className?: string): HTMLElement =>
    sortHead(plan, key, label, className);
  return make(
    'div',
    {},
    make(
      'table',
      { class: 'groups' },
      make(
        'thead',
        {},
        make(
          'tr',
          {},
          head('name', plan.title, 'wide'),
          head('level', texts.level),
          head('count', texts.count, 'number'),
          plan.hasFirst ? head('first', texts.first) : undefined,
          head('last', texts.last),
        ),
      ),
      make('tbody', {}, ...shown.map((group) => groupRow(plan, group, reading))),
    ),
    sorted.length <= rowsShown || state.isWhole
      ? undefined
      : make(
          'button',
          {
            type: 'button',
            class: 'link more',
            click: () => {
              state.isWhole = true;
              plan.redraw();
            },
          },
          texts.more(numberText(sorted.length - rowsShown, reading)),
        ),
  );
}

function groupRow(
  plan: Plan,
  { key, count, level, first, last }: Group<number>,
  reading: Reading,
): HTMLElement {
  const texts = textsFor(reading);
  const isChosen = plan.chosen === key;
  const when = (at: number): string => (Number.isNaN(at) ? '–' : momentText(at, reading));
  return make(
    'tr',
    { class: isChosen ? 'chosen' : undefined },
    make(
      'td',
      { class: 'wide' },
      make(
        'button',
        {
          type: 'button',
          class: 'link',
          'aria-pressed': String(isChosen),
          click: () => plan.choose(isChosen ? undefined : key),
        },
        plan.cellOf(key),
      ),
    ),
    make('td', {}, levelBadge(level, texts.levels[level]!)),
    make('td', { class: 'number' }, numberText(count, reading)),
    plan.hasFirst ? make('td', { class: 'time', 'data-label': texts.first }, when(first)) : undefined,
    make('td', { class: 'time', 'data-label': texts.last }, when(last)),
  );
}

function sortHead(plan: Plan, key: Key, label: string, className: string | undefined): HTMLElement {
  const { sort } = plan.state;
  const isSorted = sort.key === key;
  const click = (): void => {
    plan.state.sort = { key, isUp: isSorted ? !sort.isUp : key === 'name' || key === 'first' };
    plan.redraw();
  };
  return make(
    'th',
    {
      scope: 'col',
      class: className,
      'aria-sort': isSorted ? (sort.isUp ? 'ascending' : 'descending') : undefined,
    },
    make('button', { type: 'button', class: 'sort', click }, label),
  );
}

function groupOrder(plan: Plan, { key, isUp }: Sort): (a: Group<number>, b: Group<number>) => number {
  const direction = isUp ? 1 : -1;
  const byName = (a: Group<number>, b: Group<number>): number =>
    plan.nameOf(a.key).localeCompare(plan.nameOf(b.key));
  return (a, b) => {
    if (key === 'name') return direction * byName(a, b);
    // Groups without a time stay at the end, whichever way.
    const [x, y] = [a[key], b[key]];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
    return direction * (x - y) || b.count - a.count || byName(a, b);
  };
}
