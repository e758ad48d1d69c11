type Language = 'vi' | 'en';
type Words = Readonly<Record<Language, (option: string) => string>>;

/** What Node says of a command line that it cannot read, and what we say. */
const faults: readonly (readonly [said: RegExp, words: Words])[] = [
  [
    /^Unknown option '([^']+)'/,
    { vi: (option) => `Không có tham số ${option}.`, en: (option) => `There is no option ${option}.` },
  ],
  [
    /^Option '([^'\s]+)[^']*' argument (?:missing|is ambiguous)/,
    {
      vi: (option) => `Tham số ${option} cần một giá trị.`,
      en: (option) => `The option ${option} needs a value.`,
    },
  ],
  [
    /^Option '([^'\s]+)[^']*' does not take an argument/,
    {
      vi: (option) => `Tham số ${option} không nhận giá trị.`,
      en: (option) => `The option ${option} takes no value.`,
    },
  ],
  [
    /^Unexpected argument '([^']*)'/,
    { vi: (word) => `Thừa "${word}".`, en: (word) => `"${word}" is too much.` },
  ],
];

/** What is wrong with a command line that `parseArgs` refused; undefined for errors of another kind. */
export const optionFault = (error: unknown, language: Language): string | undefined => {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code?.startsWith('ERR_PARSE_ARGS') !== true) return undefined;
  for (const [said, words] of faults) {
    const match = said.exec(message);
    if (match !== null) return words[language](match[1]!);
  }
  return message;
};
