import { make } from './dom.ts';
import { numberText, type Reading, textsFor } from './formats.ts';
import { groupBy, type Selection } from './selection.ts';
import { formerTactics, tactics } from './tactics.ts';

const unnamed = '';
const techniquesShown = 8;

/** Unfolded columns outlive a redraw. */
export type MatrixState = { isWhole: boolean };

/** Tactics as columns in the order of an attack, the techniques found below them; each can be chosen. */
export function attackMatrix(
  selection: Selection,
  reading: Reading,
  state: MatrixState,
  redraw: () => void,
  onTechnique: (technique: string | undefined) => void,
): HTMLElement {
  const texts = textsFor(reading);
  const rows = selection.pick('technique');
  const groups = groupBy(rows, ({ rule }) => {
    const own = selection.techniques[rule]!;
    const places = selection.tactics[rule]!.length === 0 ? [unnamed] : selection.tactics[rule]!;
    return own.flatMap((technique) => places.map((tactic) => `${tactic} ${technique}`));
  });
  if (groups.length === 0) return make('p', { class: 'quiet' }, texts.matrixNone);
  const cells = groups.map((group) => {
    const [tactic = '', technique = ''] = group.key.split(' ');
    return { ...group, tactic, technique };
  });
  const columns = [...tactics.map(({ tag }) => tag), unnamed]
    .map((tag) => ({
      tag,
      cells: cells
        .filter(({ tactic }) => tactic === tag)
        .sort((a, b) => b.level - a.level || b.count - a.count || (a.technique < b.technique ? -1 : 1)),
    }))
    .filter(({ tag, cells: own }) => own.length > 0 || (tag !== unnamed && !formerTactics.has(tag)));
  const nameOf = (tag: string): string =>
    tag === unnamed ? texts.noTactic : tactics.find((tactic) => tactic.tag === tag)![reading.language];
  return make(
    'div',
    {},
    make(
      'ol',
      { class: 'matrix' },
      ...columns.map(({ tag, cells: own }) =>
        make(
          'li',
          { class: own.length === 0 ? 'empty' : undefined },
          make('h3', {}, nameOf(tag)),
          ...own
            .slice(0, state.isWhole ? own.length : techniquesShown)
            .map((cell) => techniqueButton(cell, selection, reading, onTechnique)),
          own.length <= techniquesShown || state.isWhole
            ? undefined
            : make(
                'button',
                {
                  type: 'button',
                  class: 'link rest',
                  click: () => {
                    state.isWhole = true;
                    redraw();
                  },
                },
                texts.more(numberText(own.length - techniquesShown, reading)),
              ),
        ),
      ),
    ),
    make('p', { class: 'quiet' }, texts.matrixNote),
  );
}

function techniqueButton(
  { technique, count, level }: { technique: string; count: number; level: number },
  { filters }: Selection,
  reading: Reading,
  onTechnique: (technique: string | undefined) => void,
): HTMLElement {
  const isChosen = filters.technique === technique;
  return make(
    'button',
    {
      type: 'button',
      class: `technique level-${level}`,
      'aria-pressed': String(isChosen),
      click: () => onTechnique(isChosen ? undefined : technique),
    },
    make('span', { class: 'id' }, technique),
    make('span', { class: 'count' }, numberText(count, reading)),
    make('span', { class: 'spoken' }, ` ${textsFor(reading).levels[level]}`),
  );
}
