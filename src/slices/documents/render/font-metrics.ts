import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Faces of the shipped font: Times metrics with every Vietnamese letter. */
const faces = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic'] as const;
const packageFile = createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/package.json');

export const fontFiles: readonly string[] = faces.map((face) =>
  packageFile.replace(/package\.json$/, `${face}/Tinos_${face}.ttf`),
);

type Face = {
  readonly glyphOf: ReadonlyMap<number, number>;
  readonly advanceOf: (glyph: number) => number;
  readonly unitsPerEm: number;
};

let loaded: readonly Face[] | undefined;
const loadFaces = (): readonly Face[] => {
  loaded ??= fontFiles.map((file) => readFace(readFileSync(file)));
  return loaded;
};

/** OpenType tables `head`, `hhea`, `hmtx` and `cmap`, as far as text width and coverage need them. */
const readFace = (font: Buffer): Face => {
  const tables = new Map<string, number>();
  for (let index = 0; index < font.readUInt16BE(4); index++) {
    const record = 12 + index * 16;
    tables.set(font.toString('latin1', record, record + 4), font.readUInt32BE(record + 8));
  }
  const metricsCount = font.readUInt16BE(tables.get('hhea')! + 34);
  const metrics = tables.get('hmtx')!;
  return {
    glyphOf: readCharacterMap(font, tables.get('cmap')!),
    advanceOf: (glyph) => font.readUInt16BE(metrics + Math.min(glyph, metricsCount - 1) * 4),
    unitsPerEm: font.readUInt16BE(tables.get('head')! + 18),
  };
};

/** Subtable format 4, the only one in these files: basic plane, segments with a delta or an offset. */
const readCharacterMap = (font: Buffer, start: number): Map<number, number> => {
  const table = start + font.readUInt32BE(start + 8);
  const segmentBytes = font.readUInt16BE(table + 6);
  const ends = table + 14;
  const starts = ends + segmentBytes + 2;
  const map = new Map<number, number>();
  for (let at = 0; at < segmentBytes; at += 2) {
    const delta = font.readUInt16BE(starts + segmentBytes + at);
    const offsetAt = starts + segmentBytes * 2 + at;
    const offset = font.readUInt16BE(offsetAt);
    const first = font.readUInt16BE(starts + at);
    for (let code = first; code <= font.readUInt16BE(ends + at) && code < 0xffff; code++) {
      const raw = offset === 0 ? code : font.readUInt16BE(offsetAt + offset + (code - first) * 2);
      const glyph = raw === 0 ? 0 : (raw + delta) & 0xffff;
      if (glyph !== 0) map.set(code, glyph);
    }
  }
  return map;
};

/** Whether all four faces can draw the character, so that no other font is ever needed. */
export const isCovered = (codePoint: number): boolean =>
  loadFaces().every((face) => face.glyphOf.has(codePoint));

/** Width of one line in points; characters that the font lacks count as half an em. */
export const measureTextPt = (
  text: string,
  sizePt: number,
  style: { isBold?: boolean; isItalic?: boolean } = {},
): number => {
  const face = loadFaces()[(style.isBold ? 2 : 0) + (style.isItalic ? 1 : 0)]!;
  let units = 0;
  for (const character of text) {
    const glyph = face.glyphOf.get(character.codePointAt(0)!);
    units += glyph === undefined ? face.unitsPerEm / 2 : face.advanceOf(glyph);
  }
  return (units / face.unitsPerEm) * sizePt;
};
