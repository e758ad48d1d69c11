import type { DocumentTree } from './document-tree.ts';
import { RenderError } from './render-error.ts';

/** Bounds of one document: about 1,000 full pages of text, 250 pages of table rows. */
export const documentLimits = { charactersMax: 4_000_000, textsMax: 200_000 } as const;

/** Control characters except line feed; zero-width and direction marks, which can make text read otherwise than it is. */
const invisible = /(?!\n)[\p{Cc}\p{Cf}\p{Noncharacter_Code_Point}]/gu;

/** Plain text as it may stand in a file: NFC, line feeds only, whole characters, nothing invisible. */
export const cleanText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replaceAll('\t', ' ')
    .replace(invisible, '')
    .normalize('NFC');

/** Applies a function to every text of a tree. Dates stay. */
export const mapTexts = <T>(value: T, map: (text: string) => string): T => {
  if (typeof value === 'string') return map(value) as T;
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, map)) as T;
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTexts(item, map)])) as T;
};

/**
 * The tree with every text cleaned.
 * @throws RenderError `documents.too-large` above {@link documentLimits}
 */
export const cleanTree = (tree: DocumentTree): DocumentTree => {
  let characters = 0;
  let texts = 0;
  return mapTexts(tree, (text) => {
    characters += text.length;
    texts += 1;
    if (characters > documentLimits.charactersMax || texts > documentLimits.textsMax) {
      throw new RenderError('documents.too-large', `${texts} texts, ${characters} characters`);
    }
    return cleanText(text);
  });
};
