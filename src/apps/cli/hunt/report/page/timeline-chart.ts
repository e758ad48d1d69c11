import { draw, isOnPhone, make } from './dom.ts';
import { momentText, numberText, type Reading, textsFor } from './formats.ts';
import type { Row, Selection } from './selection.ts';

type Column = { readonly from: number; readonly to: number; readonly byLevel: number[]; count: number };

const heightUnits = 120;
/** Fewer columns than these would be slabs: empty ones are added on both sides. */
const columnsMin = 24;
/** Widths of a column of time that people can name. */
const stepsMs = [1, 2, 5, 10, 15, 30]
  .map((minutes) => minutes * 60_000)
  .concat([1, 2, 3, 6, 12, 24, 48, 168].map((hours) => hours * 3_600_000));

/** Columns over the whole span of time, each of the same width; at most `most`. */
function columnsOf(rows: readonly Row[], first: number, last: number, most: number): Column[] {
  const span = Math.max(last - first, 1);
  const step = stepsMs.find((wide) => span / wide < most) ?? span / (most - 1);
  const own = Math.floor(last / step) - Math.floor(first / step) + 1;
  const start = (Math.floor(first / step) - Math.max(0, Math.ceil((columnsMin - own) / 2))) * step;
  const columns: Column[] = [];
  for (let from = start; from <= last || columns.length < columnsMin; from += step)
    columns.push({ from, to: from + step - 0.001, byLevel: [0, 0, 0, 0, 0], count: 0 });
  for (const { at, level } of rows) {
    const column = columns[Math.floor((at - start) / step)];
    if (column === undefined) continue;
    column.byLevel[level]!++;
    column.count++;
  }
  return columns;
}

/** Findings over time: columns to choose from, the same as a table below. */
export function timelineChart(
  selection: Selection,
  reading: Reading,
  onSpan: (span: readonly [number, number] | undefined) => void,
): HTMLElement {
  const texts = textsFor(reading);
  const timed = selection.rows.filter(({ at }) => !Number.isNaN(at));
  if (timed.length === 0) return make('p', { class: 'quiet' }, texts.timelineNone);
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { at } of timed) {
    first = Math.min(first, at);
    last = Math.max(last, at);
  }
  const isNarrow = isOnPhone();
  const columns = columnsOf(selection.pick('time'), first, last, isNarrow ? 40 : 96);
  const untimed = selection.rows.length - timed.length;
  const [from, to] = [momentText(first, reading), momentText(last, reading)];
  return make(
    'div',
    {},
    chart(columns, selection, reading, onSpan),
    make('div', { class: 'axis', 'aria-hidden': 'true' }, ...axisTexts(columns, reading, isNarrow ? 2 : 5)),
    make('p', { class: 'quiet' }, texts.timelineNote(from, to)),
    untimed === 0 ? undefined : make('p', { class: 'quiet' }, texts.untimed(numberText(untimed, reading))),
    columnTable(columns, reading, onSpan),
  );
}

function chart(
  columns: readonly Column[],
  selection: Selection,
  reading: Reading,
  onSpan: (span: readonly [number, number] | undefined) => void,
): SVGElement {
  const top = Math.max(1, ...columns.map(({ count }) => count));
  const { span } = selection.filters;
  const svg = draw('svg', {
    class: 'chart',
    viewBox: `0 0 ${columns.length} ${heightUnits}`,
    preserveAspectRatio: 'none',
    role: 'img',
    'aria-label': textsFor(reading).timeline,
  });
  columns.forEach((column, x) => {
    const isOutside = span !== undefined && (column.to < span[0] || column.from > span[1]);
    const group = draw('g', { class: isOutside ? 'outside' : undefined });
    // A column of one finding must still be seen: it is at least 6 units high.
    const height = column.count === 0 ? 0 : Math.max(6, Math.sqrt(column.count / top) * (heightUnits - 4));
    let y = heightUnits;
    column.byLevel.forEach((count, level) => {
      if (count === 0) return;
      const part = (count / column.count) * height;
      y -= part;
      group.append(draw('rect', { x: x + 0.08, y, width: 0.84, height: part, class: `fill level-${level}` }));
    });
    const title = `${momentText(column.from, reading)}: ${numberText(column.count, reading)}`;
    group.append(
      draw('rect', { x, y: 0, width: 1, height: heightUnits, class: 'catch' }, draw('title', {}, title)),
    );
    svg.append(group);
  });
  letDraw(svg, columns, onSpan);
  return svg;
}

/** A span is drawn with the pointer; a click on one column is the span of that column. */
function letDraw(
  svg: SVGElement,
  columns: readonly Column[],
  onSpan: (span: readonly [number, number] | undefined) => void,
): void {
  let from: number | undefined;
  const frame = draw('rect', { y: 0, height: heightUnits, class: 'drawn' });
  const columnAt = (event: PointerEvent): number => {
    const { left, width } = svg.getBoundingClientRect();
    const at = Math.floor(((event.clientX - left) / width) * columns.length);
    return Math.min(columns.length - 1, Math.max(0, at));
  };
  svg.addEventListener('pointerdown', (event) => {
    from = columnAt(event);
    svg.setPointerCapture(event.pointerId);
    svg.append(frame);
  });
  svg.addEventListener('pointermove', (event) => {
    if (from === undefined) return;
    const to = columnAt(event);
    frame.setAttribute('x', String(Math.min(from, to)));
    frame.setAttribute('width', String(Math.abs(to - from) + 1));
  });
  svg.addEventListener('pointerup', (event) => {
    if (from === undefined) return;
    const to = columnAt(event);
    const [a, b] = [columns[Math.min(from, to)]!, columns[Math.max(from, to)]!];
    from = undefined;
    onSpan([a.from, b.to]);
  });
  svg.addEventListener('pointercancel', () => {
    from = undefined;
    frame.remove();
  });
}

function axisTexts(columns: readonly Column[], reading: Reading, count: number): HTMLElement[] {
  const last = columns.length - 1;
  const marks = Math.min(count, columns.length);
  return Array.from({ length: marks }, (_, i) => {
    const column = columns[marks === 1 ? 0 : Math.round((i / (marks - 1)) * last)]!;
    return make('span', {}, momentText(column.from, reading));
  });
}

function columnTable(
  columns: readonly Column[],
  reading: Reading,
  onSpan: (span: readonly [number, number]) => void,
): HTMLElement {
  const texts = textsFor(reading);
  const rows = columns
    .filter(({ count }) => count > 0)
    .map(({ from, to, count, byLevel }) =>
      make(
        'tr',
        {},
        make(
          'td',
          {},
          make(
            'button',
            { type: 'button', class: 'link', click: () => onSpan([from, to]) },
            momentText(from, reading),
          ),
        ),
        ...byLevel.map((one) => make('td', { class: 'number' }, one === 0 ? '' : numberText(one, reading))),
        make('td', { class: 'number' }, numberText(count, reading)),
      ),
    );
  const heads = [texts.from, ...texts.levels, texts.count];
  return make(
    'details',
    { class: 'as-table' },
    make('summary', {}, texts.timelineTable),
    make(
      'div',
      { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': texts.timeline },
      make(
        'table',
        {},
        make(
          'thead',
          {},
          make(
            'tr',
            {},
            ...heads.map((head, i) =>
              make('th', { scope: 'col', class: i > 0 ? 'number' : undefined }, head),
            ),
          ),
        ),
        make('tbody', {}, ...rows),
      ),
    ),
  );
}
