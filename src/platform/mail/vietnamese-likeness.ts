const onset = '(?:ngh|ng|nh|ph|th|tr|kh|gh|gi|qu|ch|[bcdđghklmnpqrstvx])?';
const nucleus =
  '(?:oai|oay|oeo|uay|uây|uôi|uya|uyê|uyu|iêu|yêu|ươi|ươu|uao|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|oo|ôi|ơi|ua|uâ|uê|ui|uô|uơ|uy|ưa|ươ|ưi|ưu|yê|[aăâeêioôơuưy])';
const coda = '(?:ch|ng|nh|[cmnpt])?';
const syllable = new RegExp(`^${onset}${nucleus}${coda}$`);
const toneMarks = /[\u0300\u0301\u0303\u0309\u0323]/g;

const isSyllable = (word: string): boolean => {
  const parts = word.normalize('NFD');
  const tones = parts.match(toneMarks)?.length ?? 0;
  return tones <= 1 && syllable.test(parts.replace(toneMarks, '').normalize('NFC'));
};

/**
 * How Vietnamese a text looks: the share (0 to 1) of words with marked letters that are well-formed
 * Vietnamese syllables. Looks at the first `wordsMax` such words; 0 when there is none.
 */
export const vietnameseLikeness = (text: string, wordsMax = 200): number => {
  let seen = 0;
  let plausible = 0;
  for (const match of text.matchAll(/[\p{L}\p{M}\u0080-\u00bf]+/gu)) {
    const word = match[0];
    if (/^[a-z]+$/i.test(word)) continue;
    seen += 1;
    const lower = word.length <= 20 ? word.toLowerCase() : '';
    // Upper and lower case mixed inside a word is the mark of a wrong code page.
    const isCased = word.slice(1) === lower.slice(1) || word === word.toUpperCase();
    if (isCased && isSyllable(lower)) plausible += 1;
    if (seen >= wordsMax) break;
  }
  return seen === 0 ? 0 : plausible / seen;
};
