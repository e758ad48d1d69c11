const directionMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const invisible = /[\u00ad\u115f\u1160\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff0-\ufffb]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
// Canonical reordering of one long run of marks is quadratic: a megabyte of them would hold a thread for minutes.
const markRuns = /(\p{M}{16})\p{M}+/gu;
const windowsDevices = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;
const fileNameLengthMax = 150;

export type CleanedText = { text: string; hadNul: boolean; hadDirectionMarks: boolean };

/** Makes foreign text storable and safe to show: well-formed NFC, LF line ends, no control or direction marks. */
export const cleanText = (value: string): CleanedText => {
  const hadNul = value.includes('\0');
  const withoutMarks = value.replace(directionMarks, '');
  const text = withoutMarks
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\u2028\u2029]/g, '\n')
    .replace(controls, '')
    .replace(markRuns, '$1')
    .normalize('NFC');
  return { text, hadNul, hadDirectionMarks: withoutMarks.length !== value.length };
};

/** Cuts without splitting a surrogate pair. */
export const cutText = (value: string, lengthMax: number): string => {
  if (value.length <= lengthMax) return value;
  const last = value.charCodeAt(lengthMax - 1);
  return value.slice(0, last >= 0xd800 && last <= 0xdbff ? lengthMax - 1 : lengthMax);
};

/** One line for display: subjects, names of senders. */
export const cleanLine = (value: string, lengthMax = 1_000): string =>
  cutText(
    cleanText(cutText(value, lengthMax * 4))
      .text.replace(invisible, '')
      .replace(/\s+/g, ' ')
      .trim(),
    lengthMax,
  );

/**
 * A file name that can be shown and offered for download on any system. The extension survives a cut, so
 * that a long name cannot hide what it is.
 */
export const cleanFileName = (value: string, fallback: string): string => {
  const base = value.split(/[/\\]/).at(-1) ?? '';
  const name = cleanLine(base, 2_000)
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^[. ]+|[. ]+$/g, '')
    .replace(windowsDevices, '_$1');
  if (name === '') return fallback;
  if (name.length <= fileNameLengthMax) return name;
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && name.length - dot <= 20 ? name.slice(dot) : '';
  return cutText(name, fileNameLengthMax - extension.length) + extension;
};
