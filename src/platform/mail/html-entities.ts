const named: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  copy: '©',
  reg: '®',
  trade: '™',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  bull: '•',
  middot: '·',
  euro: '€',
  deg: '°',
  sect: '§',
  times: '×',
  rarr: '→',
  larr: '←',
  ETH: 'Đ',
  eth: 'ð',
};

const accents: Record<string, string> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  tilde: '\u0303',
  uml: '\u0308',
  ring: '\u030a',
  cedil: '\u0327',
};

const fromCode = (code: number): string =>
  code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '';

const decodeOne = (whole: string, body: string): string => {
  if (body.startsWith('#')) {
    const isHex = body[1] === 'x' || body[1] === 'X';
    return fromCode(Number.parseInt(body.slice(isHex ? 2 : 1), isHex ? 16 : 10));
  }
  const plain = named[body];
  if (plain !== undefined) return plain;
  const accent = accents[body.slice(1)];
  return accent === undefined ? whole : (body[0] + accent).normalize('NFC');
};

/** Decodes numeric entities, the usual named ones and all accented Latin letters; unknown ones stay as written. */
export const decodeHtmlEntities = (html: string): string =>
  html.replace(/&(#\d{1,8}|#[xX][0-9a-fA-F]{1,7}|[A-Za-z]{2,8});?/g, decodeOne);
