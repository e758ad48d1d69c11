import { foldText } from '../../platform/search/fold.ts';

export const passwordLengthMin = 12;
export const passwordLengthMax = 200;

/** Words and rows of keys that the first guesses are made of; folded, without spaces. */
const weakParts = [
  'matkhau',
  'password',
  'administrator',
  'admin',
  'quantri',
  'khien',
  'ungcuu',
  'suco',
  'vietnam',
  'welcome',
  'letmein',
  'iloveyou',
  'anhyeuem',
  'qwertyuiop',
  'qwerty',
  'asdfghjkl',
  'asdfgh',
  'zxcvbn',
  '1q2w3e4r',
  '1qaz2wsx',
  'abcdefgh',
  'abc123',
  '0123456789',
  '123456789',
  '987654321',
  '12345678',
  '123456',
  '12345',
  '1234',
];

/** What must stay once the easy parts are taken out. */
const LETTERS_LEFT_MIN = 7;
const DIFFERENT_MIN = 6;

const compact = (text: string): string => foldText(text.normalize('NFKC')).replace(/[\s._-]/g, '');

/** Signs that stand for letters in the first guesses of every program. */
const disguises: Record<string, string> = {
  '@': 'a',
  '4': 'a',
  '0': 'o',
  '3': 'e',
  $: 's',
  '1': 'i',
  '!': 'i',
};

const withoutDisguise = (text: string): string =>
  text.replace(/[@403$1!]/g, (sign) => disguises[sign] ?? sign);

const ownParts = (person: { fullName?: string; email?: string }): string[] => {
  const [local = '', domain = ''] = (person.email ?? '').split('@');
  const words = `${person.fullName ?? ''} ${local} ${domain}`.split(/[\s.@_-]+/);
  const parts = [compact(person.fullName ?? ''), compact(local), ...words.map(compact)];
  return parts.filter((part) => part.length >= 3).sort((a, b) => b.length - a.length);
};

/**
 * Tells whether a password is too easy to guess: too short, made of a few signs, or nothing is left of it without
 * the own name, address, years and the words that everybody tries first.
 */
export const isWeakPassword = (
  password: string,
  person: { fullName?: string; email?: string } = {},
): boolean => {
  const normal = password.normalize('NFKC');
  if ([...normal].length < passwordLengthMin) return true;
  const folded = compact(password);
  if (new Set(folded).size < DIFFERENT_MIN) return true;
  const easyParts = [...ownParts(person), ...weakParts];
  return [folded, withoutDisguise(folded)].some((form) => {
    let rest = form;
    for (const part of easyParts) rest = rest.replaceAll(part, '');
    rest = rest.replace(/(?:19|20)\d\d/g, '').replace(/(.)\1{2,}/g, '$1');
    return rest.length < LETTERS_LEFT_MIN;
  });
};
