type Child = Node | string | undefined;
type Attributes = Readonly<Record<string, string | number | boolean | undefined | ((event: Event) => void)>>;

/** An element; attributes that are functions listen, `undefined` and `false` are left out. Text is only ever text. */
export function make(tag: string, attributes: Attributes = {}, ...children: readonly Child[]): HTMLElement {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for drawings. */
export function draw(tag: string, attributes: Attributes = {}, ...children: readonly Child[]): SVGElement {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

function fill<E extends Element>(element: E, attributes: Attributes, children: readonly Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  for (const child of children) if (child !== undefined) element.append(child);
  return element;
}

/** Replaces what an element holds. */
export const show = (place: Element, ...children: readonly Child[]): void =>
  place.replaceChildren(...children.filter((child) => child !== undefined));

// Characters that are not seen or that change how others are seen, and halves of pairs that stand alone.
const unseen =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/u;

/**
 * Text out of a log, shown so that it can neither act nor deceive: every unseen character by its code, isolated from
 * the direction of the text around it.
 */
export function logText(text: string): HTMLElement {
  const place = make('bdi', { class: 'log', dir: 'ltr' });
  let plain = '';
  for (const letter of text) {
    if (!unseen.test(letter)) {
      plain += letter;
      continue;
    }
    if (plain !== '') place.append(plain);
    plain = '';
    const code = letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
    place.append(make('span', { class: 'unseen' }, `U+${code}`));
  }
  if (plain !== '') place.append(plain);
  return place;
}

/** The same as plain text, for titles and labels. */
export const plainText = (text: string): string =>
  [...text].map((letter) => (unseen.test(letter) ? '\ufffd' : letter)).join('');

const shapes: readonly string[] = [
  'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11Z',
  'M8 3a5 5 0 1 0 0 10a5 5 0 0 0 0-10Z',
  'M8 1.5 14.5 8 8 14.5 1.5 8Z',
  'M8 1.5 15 14H1Z',
  'M5 1h6l4 4v6l-4 4H5l-4-4V5Z',
];

/** The sign of a level: its own shape beside its colour. */
export const levelSign = (level: number): SVGElement =>
  draw(
    'svg',
    { viewBox: '0 0 16 16', class: `sign level-${level}`, 'aria-hidden': 'true' },
    draw('path', { d: shapes[level] }),
    level === 4 ? draw('path', { d: 'M7.2 4h1.6v5H7.2zM7.2 10.4h1.6V12H7.2z', class: 'mark' }) : undefined,
  );

/** Sign and word of a level. */
export const levelBadge = (level: number, word: string): HTMLElement =>
  make('span', { class: 'badge' }, levelSign(level), make('span', {}, word));

/** A page of one thumb: fewer rows at a time. */
export const isOnPhone = (): boolean => document.documentElement.clientWidth < 700;
