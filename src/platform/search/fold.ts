/**
 * Folds a text for searching: no tone marks, no case, one Unicode form, single spaces. `Sự cố ĐIỆN` becomes `su co dien`.
 * Written in the application, since PostgreSQL's `unaccent` is not immutable and knows no NFD.
 */
export const foldText = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
