import { foldText } from '../rule/meaning/fold.ts';

/** Texts that stand in many values of Windows logs: what is a part of one of them tells little. */
const commonTexts = [
  'c:\\windows\\system32\\',
  'c:\\windows\\syswow64\\',
  'c:\\windows\\temp\\',
  '"c:\\program files (x86)\\',
  'c:\\programdata\\microsoft\\windows\\',
  'c:\\users\\public\\',
  '\\appdata\\local\\temp\\',
  '\\appdata\\local\\microsoft\\windows\\',
  '\\appdata\\roaming\\microsoft\\windows\\',
  'hklm\\software\\microsoft\\windows nt\\currentversion\\',
  'hklm\\software\\wow6432node\\microsoft\\windows\\currentversion\\run',
  'hklm\\system\\currentcontrolset\\services\\',
  '.exe" ',
  '.dll',
  'https://www.',
  'http://www.',
  'microsoft corporation',
  'nt authority\\system',
].join('\n');
/** Characters that few values hold. */
const rareCharacters = '`^<>{}|~!@#$+*%&';
/** How often a text holds that nearly all values hold. */
const always = 200;

/**
 * A guess at how often a text stands in a value, in parts of two hundred: one unusual character, or some letters that
 * are no part of a common path, spare most values further questions.
 */
export function guessOccurrence(text: string): number {
  const folded = foldText(text);
  const { length } = folded;
  const isCommon = length === 1 ? !rareCharacters.includes(folded) : commonTexts.includes(folded);
  // Of common texts the longer ones are the rarer.
  return isCommon ? always - length : always / (1 + length * length);
}
