import { decodeHtmlEntities } from './html-entities.ts';

const breaksLine = new Set(
  'address article aside blockquote center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table tr ul'.split(
    ' ',
  ),
);
const dropsContent = new Set(
  'script style head title template noscript iframe object svg math textarea select'.split(' '),
);
const hrefLengthMax = 2_000;
const tagName = /^\/?([a-z][a-z0-9:]*)/i;
const hrefAttribute = /\bhref\s*=\s*(?:"([^"]{0,2000})"|'([^']{0,2000})'|([^\s"'>]{1,2000}))/i;

/** End of a tag that starts at `at`; quotes may hide ">" but an unclosed quote must not swallow the mail. */
const findTagEnd = (html: string, at: number): number => {
  let quote = '';
  const limit = Math.min(html.length, at + 20_000);
  for (let index = at + 1; index < limit; index++) {
    const letter = html[index] as string;
    if (quote !== '') {
      if (letter === quote) quote = '';
    } else if (letter === '>') return index;
    else if (letter === '"' || letter === "'") quote = letter;
  }
  return html.indexOf('>', at);
};

/** Next place after the closing tag of an element whose content is not text; `from` where it is never closed. */
const skipElement = (html: string, name: string, from: number): number => {
  const close = new RegExp(`</${name}[^>]*>`, 'gi');
  close.lastIndex = from;
  const match = close.exec(html);
  return match === null ? from : match.index + match[0].length;
};

class TextWriter {
  private readonly pieces: string[] = [];
  private hrefs: { href: string; startsAt: number }[] = [];

  text(raw: string): void {
    const text = decodeHtmlEntities(raw).replace(/[\s\u00a0]+/g, ' ');
    if (text !== '') this.pieces.push(text);
  }

  line(): void {
    this.pieces.push('\n');
  }

  openLink(attributes: string): void {
    const match = hrefAttribute.exec(attributes.slice(0, hrefLengthMax * 2));
    const href = decodeHtmlEntities(match?.[1] ?? match?.[2] ?? match?.[3] ?? '').trim();
    if (this.hrefs.length < 50) this.hrefs.push({ href, startsAt: this.pieces.length });
  }

  /** The target is what an analyst needs to see: "click here <http://...>". */
  closeLink(): void {
    const link = this.hrefs.pop();
    if (!link || !/^(https?|ftp|mailto|file|data|javascript):/i.test(link.href)) return;
    const shown = this.pieces.slice(link.startsAt).join('').trim();
    const bare = link.href.replace(/^mailto:/i, '');
    if (shown !== link.href && shown !== bare) this.pieces.push(` <${bare}>`);
  }

  finish(): string {
    return this.pieces
      .join('')
      .replace(/ {2,}/g, ' ')
      .replace(/ ?\n ?/g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim();
  }
}

const writeTag = (writer: TextWriter, tag: string, name: string): void => {
  const isClosing = tag.startsWith('/');
  if (name === 'br') writer.line();
  else if (name === 'li') {
    if (!isClosing) writer.text('\n- ');
    writer.line();
  } else if (name === 'td' || name === 'th') {
    if (isClosing) writer.text(' ');
  } else if (name === 'a') {
    if (isClosing) writer.closeLink();
    else writer.openLink(tag);
  } else if (breaksLine.has(name)) {
    writer.line();
    if (name === 'p' && isClosing) writer.line();
  }
};

/**
 * Reduces HTML to plain text in one linear pass: no element, style or address is ever loaded. Link targets are
 * kept beside their text. The result is for reading; it is not meant to be put into HTML unescaped.
 */
export const htmlToText = (html: string): string => {
  const writer = new TextWriter();
  const lastTagEnd = html.lastIndexOf('>');
  // Searching the rest again for each of a million unclosed elements would be quadratic.
  const unclosed = new Set<string>();
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) break;
    writer.text(html.slice(at, open));
    if (html.startsWith('<!--', open)) {
      const end = html.indexOf('-->', open + 4);
      at = end < 0 ? html.length : end + 3;
      continue;
    }
    const name = tagName.exec(html.slice(open + 1, open + 40))?.[1]?.toLowerCase();
    const isMarkup =
      name !== undefined || html[open + 1] === '!' || html[open + 1] === '?' || html[open + 1] === '/';
    const end = isMarkup && open < lastTagEnd ? findTagEnd(html, open) : -1;
    if (end < 0) {
      writer.text('<');
      at = open + 1;
      continue;
    }
    const tag = html.slice(open + 1, end);
    at = end + 1;
    if (name === undefined) continue;
    if (!dropsContent.has(name)) writeTag(writer, tag, name);
    else if (!tag.startsWith('/') && !tag.endsWith('/') && !unclosed.has(name)) {
      const next = skipElement(html, name, at);
      if (next === at) unclosed.add(name);
      at = next;
    }
  }
  writer.text(html.slice(at));
  return writer.finish();
};
