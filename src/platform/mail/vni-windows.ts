// VNI for Windows writes a vowel and then a mark, both as windows-1252 letters: "Vieät" is "Việt".
const standalone: Record<string, string> = {
  æ: 'ỉ',
  ó: 'ĩ',
  ò: 'ị',
  ô: 'ơ',
  ö: 'ư',
  î: 'ỵ',
  ñ: 'đ',
};
const acute = '\u0301';
const grave = '\u0300';
const hook = '\u0309';
const tilde = '\u0303';
const dot = '\u0323';
const circumflex = '\u0302';
const breve = '\u0306';

const tones: Record<string, string> = { ù: acute, ø: grave, û: hook, õ: tilde, ï: dot };
const circumflexed: Record<string, string> = {
  â: circumflex,
  á: circumflex + acute,
  à: circumflex + grave,
  å: circumflex + hook,
  ã: circumflex + tilde,
  ä: circumflex + dot,
};
const breved: Record<string, string> = {
  ê: breve,
  é: breve + acute,
  è: breve + grave,
  ú: breve + hook,
  ü: breve + tilde,
  ë: breve + dot,
};

const marksAfter: Record<string, Record<string, string>> = {
  a: { ...tones, ...circumflexed, ...breved },
  e: { ...tones, ...circumflexed },
  o: { ...tones, ...circumflexed },
  u: tones,
  y: tones,
  ô: tones,
  ö: tones,
};

const isUpper = (letter: string): boolean => letter !== letter.toLowerCase();

/** Turns VNI-Windows text, already read as windows-1252, into Unicode (NFC). */
export const decodeVniWindows = (windows1252: string): string => {
  let out = '';
  for (let at = 0; at < windows1252.length; at++) {
    const letter = windows1252[at] as string;
    const lower = letter.toLowerCase();
    const base = standalone[lower] ?? lower;
    out += isUpper(letter) ? base.toUpperCase() : base;
    const mark = marksAfter[lower]?.[(windows1252[at + 1] ?? '').toLowerCase()];
    if (mark !== undefined) {
      out += mark;
      at += 1;
    }
  }
  return out.normalize('NFC');
};
