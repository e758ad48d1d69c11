import type { InBoth } from '../../language.ts';
import type { ReportData } from '../report-data.ts';
import { logText, make } from './dom.ts';
import { momentText, numberText, type Reading, sizeText, textsFor } from './formats.ts';

/** What was read, what was not, and with which rules: how far the report can be relied on. */
export function readingNotes(data: ReportData, reading: Reading): HTMLElement {
  const texts = textsFor(reading);
  const { ruleSet } = data;
  const number = (value: number): string => numberText(value, reading);
  return make(
    'div',
    {},
    make(
      'p',
      {},
      texts.ruleCounts(number(ruleSet.loaded), number(ruleSet.withData), number(ruleSet.outside)),
      ruleSet.indicators === 0 ? undefined : ` ${texts.indicators(number(ruleSet.indicators))}`,
    ),
    data.inputs.length === 0 ? undefined : inputTable(data, reading),
    data.inputsLeftOut === 0
      ? undefined
      : make('p', { class: 'quiet' }, texts.inputsMore(number(data.inputsLeftOut))),
    data.unread === 0 ? undefined : make('p', { class: 'quiet' }, texts.unread(number(data.unread))),
    foldedList(texts.skipped, data.skipped, reading),
    foldedList(texts.ruleProblems, ruleSet.problems, reading),
    ruleSet.hash === ''
      ? undefined
      : make('p', { class: 'quiet' }, `${texts.hash}: `, make('code', {}, ruleSet.hash)),
    make(
      'p',
      { class: 'quiet' },
      `${texts.facts.options}: `,
      make('code', {}, logText(`khien ${data.options.join(' ')}`)),
      ` (Khiên ${data.version})`,
    ),
    make('p', { class: 'quiet' }, texts.caution),
  );
}

function inputTable(data: ReportData, reading: Reading): HTMLElement {
  const texts = textsFor(reading);
  const heads = [texts.file, texts.format, texts.size, texts.facts.records!, texts.state];
  return make(
    'div',
    { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': texts.read },
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
            make('th', { scope: 'col', class: i === 2 || i === 3 ? 'number' : undefined }, head),
          ),
        ),
      ),
      make(
        'tbody',
        {},
        ...data.inputs.map(({ path, format, bytes, records, faults }) =>
          make(
            'tr',
            {},
            make('td', { class: 'wide' }, logText(path)),
            make('td', {}, format),
            make('td', { class: 'number' }, sizeText(bytes, reading)),
            make('td', { class: 'number' }, numberText(records, reading)),
            make(
              'td',
              {},
              faults.length === 0
                ? texts.whole
                : make(
                    'ul',
                    { class: 'faults' },
                    ...faults.map((fault) => make('li', {}, logText(fault[reading.language]))),
                  ),
            ),
          ),
        ),
      ),
    ),
  );
}

function foldedList(title: string, lines: readonly InBoth[], reading: Reading): HTMLElement | undefined {
  if (lines.length === 0) return undefined;
  return make(
    'details',
    {},
    make('summary', {}, `${title} (${numberText(lines.length, reading)})`),
    make('ul', { class: 'lines' }, ...lines.map((line) => make('li', {}, logText(line[reading.language])))),
  );
}

/** Who, when, with what: the line under the title. */
export function reportFacts(data: ReportData, reading: Reading): HTMLElement {
  const texts = textsFor(reading);
  const list = make('dl', { class: 'head-facts' });
  const fact = (key: string, value: string | null): void => {
    if (value !== null && value !== '')
      list.append(make('div', {}, make('dt', {}, texts.facts[key]!), make('dd', {}, logText(value))));
  };
  fact('label', data.label);
  fact('operator', data.operator);
  fact('started', momentText(Date.parse(data.startedAt), reading));
  fact('took', texts.seconds(numberText(data.seconds, reading, 1)));
  fact('host', data.host);
  if (data.kind === 'hunt') fact('records', numberText(data.records, reading));
  fact('files', numberText(data.inputs.length + data.inputsLeftOut, reading));
  fact('rules', numberText(data.ruleSet.loaded, reading));
  return list;
}
