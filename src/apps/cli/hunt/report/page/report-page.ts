import type { ReportData } from '../report-data.ts';
import { attackMatrix } from './attack-matrix.ts';
import { draw, levelSign, logText, make, plainText, show } from './dom.ts';
import { findingsTable, newFindingsState } from './findings-table.ts';
import { momentText, numberText, type Reading, textsFor } from './formats.ts';
import { addressTable, newTableState, ruleTable, sourceTable } from './group-tables.ts';
import { readingNotes, reportFacts } from './reading-notes.ts';
import { type Filters, groupBy, noFilters, Selection } from './selection.ts';
import { timelineChart } from './timeline-chart.ts';

const data = JSON.parse(document.getElementById('data')!.textContent) as ReportData;
const selection = new Selection(data);
const reading: Reading = { language: data.language, zone: 'local' };
const states = {
  rules: newTableState(),
  sources: newTableState(),
  addresses: newTableState(),
  matrix: { isWhole: false },
  findings: newFindingsState(),
};
const schemes = ['auto', 'light', 'dark'] as const;
let scheme: (typeof schemes)[number] = 'auto';

const number = (value: number): string => numberText(value, reading);

/** Changes what is asked for and draws everything that depends on it. */
function ask(change: Partial<Filters>, isFromSearch = false): void {
  Object.assign(selection.filters, change);
  states.findings.page = 0;
  drawPanels(isFromSearch);
}

const places = {
  verdict: make('header', { class: 'verdict' }),
  levels: make('div', { class: 'levels', role: 'group' }),
  timeline: make('div', {}),
  rules: make('div', {}),
  sources: make('div', {}),
  addresses: make('div', {}),
  matrix: make('div', {}),
  chips: make('div', { class: 'chips' }),
  findings: make('div', {}),
  notes: make('div', {}),
};

function drawPanels(isFromSearch: boolean): void {
  const { filters } = selection;
  drawLevels();
  show(
    places.timeline,
    timelineChart(selection, reading, (span) => ask({ span })),
  );
  const redrawRules = (): void =>
    show(
      places.rules,
      ruleTable(selection, reading, states.rules, redrawRules, (rule) => ask({ rule })),
    );
  const redrawSources = (): void =>
    show(
      places.sources,
      sourceTable(selection, reading, states.sources, redrawSources, (source) => ask({ source })),
    );
  const redrawAddresses = (): void =>
    show(
      places.addresses,
      addressTable(selection, reading, states.addresses, redrawAddresses, (address) => ask({ address })),
    );
  redrawAddresses();
  redrawRules();
  redrawSources();
  const redrawMatrix = (): void =>
    show(
      places.matrix,
      attackMatrix(selection, reading, states.matrix, redrawMatrix, (technique) => ask({ technique })),
    );
  redrawMatrix();
  show(places.findings, findingsTable(selection, reading, states.findings));
  drawChips(filters);
  if (!isFromSearch) search.value = filters.text;
}

function drawLevels(): void {
  const texts = textsFor(reading);
  const { levels } = selection.filters;
  const counts = new Map(
    groupBy(selection.pick('level'), ({ level }) => [level]).map((one) => [one.key, one.count]),
  );
  places.levels.setAttribute('aria-label', texts.level);
  const toggle = (level: number) => (): void => {
    const next = new Set(levels);
    if (!next.delete(level)) next.add(level);
    ask({ levels: next });
  };
  show(
    places.levels,
    ...[4, 3, 2, 1, 0].map((level) =>
      make(
        'button',
        {
          type: 'button',
          class: `level-tile level-${level}`,
          'aria-pressed': String(levels.has(level)),
          disabled: data.byLevel[level] === 0,
          click: toggle(level),
        },
        make('span', { class: 'head' }, levelSign(level), make('span', {}, texts.levels[level])),
        make('span', { class: 'figure' }, number(counts.get(level) ?? 0)),
      ),
    ),
  );
}

function drawChips({ levels, rule, source, address, technique, span, text }: Filters): void {
  const texts = textsFor(reading);
  const chips: HTMLElement[] = [];
  const chip = (label: string, change: Partial<Filters>): unknown =>
    chips.push(
      make(
        'button',
        {
          type: 'button',
          class: 'chip',
          'aria-label': texts.drop(plainText(label)),
          click: () => ask(change),
        },
        logText(label),
        make('span', { 'aria-hidden': 'true' }, '×'),
      ),
    );
  for (const level of levels)
    chip(texts.levels[level]!, { levels: new Set([...levels].filter((one) => one !== level)) });
  if (rule !== undefined) chip(data.rules[rule]!.title[reading.language], { rule: undefined });
  if (source !== undefined) chip(data.sources[source]!, { source: undefined });
  if (address !== undefined) chip(selection.addresses[address]!, { address: undefined });
  if (technique !== undefined) chip(technique, { technique: undefined });
  if (span !== undefined)
    chip(`${momentText(span[0], reading)} – ${momentText(span[1], reading)}`, { span: undefined });
  if (text.trim() !== '') chip(`“${text.trim()}”`, { text: '' });
  if (chips.length > 1)
    chips.push(make('button', { type: 'button', class: 'link', click: () => ask(noFilters()) }, texts.clear));
  show(places.chips, ...chips);
}

function drawVerdict(): void {
  const texts = textsFor(reading);
  const all = groupBy(selection.rows, () => [0])[0];
  const present = [4, 3, 2, 1, 0].filter((level) => data.byLevel[level]! > 0);
  // The two highest levels make the headline; the tiles below tell the rest.
  const counts = present
    .slice(0, 2)
    .map((level) => texts.findingsOf(number(data.byLevel[level]!), texts.levelHeads[level]!))
    .join(texts.and);
  const isNothing = data.total === 0;
  const lead = isNothing
    ? data.kind === 'hunt'
      ? texts.nothingMore(number(data.records), number(data.ruleSet.loaded))
      : texts.nothingScanned(number(data.inputs.length + data.inputsLeftOut), number(data.ruleSet.loaded))
    : all === undefined || Number.isNaN(all.first)
      ? undefined
      : (data.kind === 'hunt' ? texts.span : texts.spanOfFiles)(
          momentText(all.first, reading),
          momentText(all.last, reading),
        );
  show(
    places.verdict,
    make('p', { class: 'kind' }, data.kind === 'hunt' ? texts.huntReport : texts.scanReport),
    make(
      'h1',
      {},
      isNothing
        ? texts.nothing
        : texts.verdict(
            counts,
            (data.kind === 'hunt' ? texts.sourcesCount : texts.filesCount)(number(data.sources.length)),
          ),
    ),
    lead === undefined ? undefined : make('p', { class: 'lead' }, lead),
    data.isComplete ? undefined : make('p', { class: 'warning' }, texts.partial),
    data.rows.length === data.total
      ? undefined
      : make('p', { class: 'warning' }, texts.leftOut(number(data.rows.length), number(data.total))),
    reportFacts(data, reading),
  );
}

const search = make('input', {
  type: 'search',
  autocomplete: 'off',
  spellcheck: 'false',
}) as HTMLInputElement;
let searchTimer: ReturnType<typeof setTimeout> | undefined;
search.addEventListener('input', () => {
  clearTimeout(searchTimer);
  searchTimer = setTimeout(() => ask({ text: search.value }, true), 180);
});

function choice(
  label: string,
  options: readonly (readonly [value: string, text: string])[],
  chosen: string,
  onChoose: (value: string) => void,
): HTMLElement {
  const select = make('select', {
    'aria-label': label,
    change: () => onChoose(select.value),
  }) as HTMLSelectElement;
  for (const [value, text] of options)
    select.append(make('option', { value, selected: value === chosen }, text));
  return select;
}

function topBar(): HTMLElement {
  const texts = textsFor(reading);
  const languages = [
    ['vi', 'Tiếng Việt'],
    ['en', 'English'],
  ] as const;
  return make(
    'header',
    { class: 'top' },
    make(
      'span',
      { class: 'brand' },
      draw(
        'svg',
        { viewBox: '0 0 24 24', 'aria-hidden': 'true' },
        draw('path', { d: 'M12 1.8 3.5 4.9v6.3c0 5.2 3.5 9.3 8.5 11 5-1.7 8.5-5.8 8.5-11V4.9Z' }),
        draw('path', { class: 'mark', d: 'm7.6 12 3.1 3.1 5.8-6.2' }),
      ),
      texts.brand,
    ),
    make(
      'span',
      { class: 'choices' },
      choice(
        texts.zone,
        [
          ['local', texts.zoneLocal],
          ['utc', 'UTC'],
        ],
        reading.zone,
        (value) => {
          reading.zone = value === 'utc' ? 'utc' : 'local';
          drawPage();
        },
      ),
      choice(
        texts.scheme,
        schemes.map((name) => [name, texts.schemes[name]!] as const),
        scheme,
        (value) => {
          scheme = schemes.find((name) => name === value) ?? 'auto';
          drawPage();
        },
      ),
      make(
        'span',
        { class: 'languages', role: 'group', 'aria-label': texts.language },
        ...languages.map(([code, name]) =>
          make(
            'button',
            {
              type: 'button',
              lang: code,
              title: name,
              'aria-label': `${code.toUpperCase()} – ${name}`,
              'aria-pressed': String(reading.language === code),
              click: () => {
                reading.language = code;
                drawPage();
              },
            },
            code.toUpperCase(),
          ),
        ),
      ),
      make('button', { type: 'button', class: 'button', click: () => print() }, texts.print),
    ),
  );
}

function card(id: string, title: string, content: HTMLElement, ...tools: HTMLElement[]): HTMLElement {
  return make(
    'section',
    { class: 'card', id, 'aria-labelledby': `${id}-title` },
    make('div', { class: 'card-head' }, make('h2', { id: `${id}-title` }, title), ...tools),
    content,
  );
}

/** Draws everything afresh, in the language and appearance of now. */
function drawPage(): void {
  const texts = textsFor(reading);
  const root = document.documentElement;
  root.lang = reading.language;
  if (scheme === 'auto') root.removeAttribute('data-scheme');
  else root.setAttribute('data-scheme', scheme);
  document.title = `${texts.brand}: ${data.kind === 'hunt' ? texts.huntReport : texts.scanReport}`;
  search.placeholder = texts.search;
  search.setAttribute('aria-label', texts.search);
  drawVerdict();
  show(places.notes, readingNotes(data, reading));
  const main = make('main', {}, places.verdict);
  if (data.rows.length > 0) {
    main.append(
      places.levels,
      card('timeline', texts.timeline, places.timeline),
      make(
        'div',
        { class: 'pair' },
        card('rules', texts.rules, places.rules),
        make(
          'div',
          { class: 'stack' },
          card('sources', texts.sources, places.sources),
          selection.addresses.length === 0 ? undefined : card('addresses', texts.addresses, places.addresses),
        ),
      ),
      card('matrix', texts.techniques, places.matrix),
      card('findings', texts.findings, make('div', {}, places.chips, places.findings), search),
    );
    drawPanels(false);
  }
  main.append(card('notes', texts.read, places.notes));
  const body = document.body;
  body.querySelector('.page')?.remove();
  body.append(make('div', { class: 'page' }, topBar(), main));
}

const printing = (isPrinting: boolean) => (): void => {
  states.findings.isPrinting = isPrinting;
  if (data.rows.length > 0) show(places.findings, findingsTable(selection, reading, states.findings));
};
addEventListener('beforeprint', printing(true));
addEventListener('afterprint', printing(false));
drawPage();
