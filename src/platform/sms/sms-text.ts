/** The basic alphabet of GSM 7 bit (3GPP TS 23.038); each letter costs one septet. */
const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** Its extension: an escape and a letter, two septets. */
const extended = '^{}\\[~]|€\f';

export type SmsSize = {
  encoding: 'gsm-7' | 'ucs-2';
  /** Septets or UTF-16 units. */
  units: number;
  /** Text messages that the network makes of it; each is paid for. */
  parts: number;
};

/** How a text travels: one letter outside GSM 7 bit, such as any Vietnamese one, turns all of it into UCS-2. */
export const measureSms = (text: string): SmsSize => {
  let septets = 0;
  for (const letter of text) {
    if (basic.includes(letter)) septets += 1;
    else if (extended.includes(letter)) septets += 2;
    else {
      const units = text.length;
      return { encoding: 'ucs-2', units, parts: units <= 70 ? 1 : Math.ceil(units / 67) };
    }
  }
  return { encoding: 'gsm-7', units: septets, parts: septets <= 160 ? 1 : Math.ceil(septets / 153) };
};

const lookAlikes: Readonly<Record<string, string>> = {
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '–': '-',
  '—': '-',
  '…': '...',
  '\u00a0': ' ',
};

/**
 * The text without tone marks and with nothing outside GSM 7 bit: "Sự cố" becomes "Su co", what has no likeness becomes "?".
 * A Vietnamese text then takes less than half as many messages and shows on every telephone.
 */
export const toPlainSms = (text: string): string =>
  [
    ...text
      .replace(/[“”‘’–—…\u00a0]/g, (letter) => lookAlikes[letter] ?? letter)
      .normalize('NFD')
      .replace(/\p{M}+/gu, '')
      .replace(/đ/g, 'd')
      .replace(/Đ/g, 'D'),
  ]
    .map((letter) => (basic.includes(letter) || extended.includes(letter) ? letter : '?'))
    .join('');

/**
 * Fits a text into so many messages by shortening `variable`, which stands in it once: the link at the end must stay whole.
 * @param compose builds the whole text around the variable part
 */
export const fitSms = (variable: string, partsMax: number, compose: (part: string) => string): string => {
  let letters = [...variable];
  let text = compose(variable);
  while (measureSms(text).parts > partsMax && letters.length > 0) {
    letters = letters.slice(0, Math.max(0, letters.length - 4));
    text = compose(letters.length > 0 ? `${letters.join('').trimEnd()}...` : '');
  }
  return text;
};

/** One line of printable text: control letters, among them line breaks and those that turn the direction, become spaces. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
