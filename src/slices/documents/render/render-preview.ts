import type { DocumentTree } from './document-tree.ts';
import { RenderError } from './render-error.ts';
import type { RenderPool } from './render-pool.ts';

export type PreviewPage = { readonly svg: string; readonly widthMm: number; readonly heightMm: number };

/**
 * The pages as SVG pictures, one each. Letters are drawn as shapes: a page holds no text, script, link or
 * reference to another file, and is safe in an `<img>`.
 * @throws RenderError
 */
export const renderPreview = async (pool: RenderPool, tree: DocumentTree): Promise<PreviewPage[]> =>
  splitPages((await pool.render('svg', tree)) as string);

/** The sheet of white paper that the compiler draws under every page: its height, then its width in points. */
const paper =
  /^ {4}<path class="typst-shape" fill="#ffffff"[^>]* d="M 0 0 L 0 ([\d.]+) L ([\d.]+) [^"]*"\/>$/gm;
const unsafe = /<script|<foreignObject|<image|<a\b|\son\w+\s*=|href="[^#]|url\((?!#)|javascript:/i;

/**
 * The same drawing in a third of the letters: a preview goes over the wire while somebody types. Lengths to a thousandth
 * of a point, the default fill left out, short names for the letter shapes.
 */
const compact = (markup: string, names: ReadonlyMap<string, string>): string =>
  markup
    .replace(/ class="typst-[\w-]+"| fill="#000000"(?= fill-rule)| fill-rule="nonzero"/g, '')
    .replace(/-?\d+\.\d{4,}/g, (number) => String(Math.round(Number(number) * 1000) / 1000))
    .replace(/(id="|href="#)(\w+)/g, (whole, before: string, id: string) => {
      const name = names.get(id);
      return name ? before + name : whole;
    })
    .replace(/\n\s*/g, '')
    .replaceAll('xlink:href', 'href');

/** Cuts the compiler's one long picture into pages and gives each the letter shapes that it uses. */
export const splitPages = (picture: string): PreviewPage[] => {
  if (unsafe.test(picture))
    throw new RenderError('documents.render-failed', 'unexpected content in the preview');
  const shapesAt = picture.indexOf('\n    <defs');
  const drawing = shapesAt < 0 ? picture : picture.slice(0, shapesAt);
  const shapes = new Map(
    [...picture.matchAll(/<symbol id="(\w+)".*?<\/symbol>/gs)].map((match) => [match[1]!, match[0]]),
  );
  const sheets = [...drawing.matchAll(paper)];
  if (sheets.length === 0) throw new RenderError('documents.render-failed', 'no page in the preview');
  return sheets.map((sheet, index) => {
    const end = sheets[index + 1]?.index ?? drawing.length;
    const content = drawing
      .slice(sheet.index + sheet[0].length, end)
      .replace(/<\/svg>\s*$/, '')
      // Each page stands at its place in the long picture; alone it starts at the top.
      .replace(/^(\s*<g) transform="matrix\([^"]*\)"/, '$1');
    const used = new Set([...content.matchAll(/href="#(\w+)"/g)].map((match) => match[1]!));
    const names = new Map([...used].map((id, at) => [id, `s${at}`]));
    const definitions = [...used].map((id) => shapes.get(id) ?? '').join('');
    const [height, width] = [Number(sheet[1]), Number(sheet[2])];
    return {
      svg:
        `<svg xmlns="http://www.w3.org/2000/svg" ` +
        `viewBox="0 0 ${width} ${height}" width="${width}pt" height="${height}pt">` +
        `<path fill="#ffffff" d="M0 0H${width}V${height}H0Z"/>${compact(`${content}<defs>${definitions}</defs>`, names)}</svg>`,
      widthMm: Math.round((width * 254) / 72) / 10,
      heightMm: Math.round((height * 254) / 72) / 10,
    };
  });
};
