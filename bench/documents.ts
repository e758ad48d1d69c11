import { buildForm03 } from '../src/slices/documents/forms/form-03.ts';
import { buildForm04 } from '../src/slices/documents/forms/form-04.ts';
import { sampleForm03, sampleForm04 } from '../src/slices/documents/forms/sample-forms.ts';
import { goldenDocument, goldenNames } from '../src/slices/documents/official/golden-documents.ts';
import type { RenderFormat } from '../src/slices/documents/render/render-message.ts';
import { createRenderPool } from '../src/slices/documents/render/render-pool.ts';
import {
  sampleDecision,
  sampleLetter,
  sampleMinutes,
} from '../src/slices/documents/render/sample-documents.ts';

/** Renders 200 documents of every type and shape as PDF and as DOCX. Must stay under 60 s on two cores. */
const count = 200;
const createdAt = new Date('2026-03-05T02:30:00Z');
const shapes = [
  ...goldenNames.map((name) => () => goldenDocument(name)),
  () => sampleLetter(),
  () => sampleDecision(),
  () => sampleMinutes(),
  () => buildForm03(sampleForm03, createdAt),
  () => buildForm04(sampleForm04, createdAt),
];

const measure = async (format: RenderFormat) => {
  const pool = createRenderPool();
  const started = performance.now();
  let bytes = 0;
  for (let index = 0; index < count; index++) {
    bytes += (await pool.render(format, shapes[index % shapes.length]!())).length;
  }
  const seconds = (performance.now() - started) / 1000;
  await pool.close();
  return {
    format,
    documents: count,
    seconds: Number(seconds.toFixed(2)),
    'documents/s': Number((count / seconds).toFixed(1)),
    'kB each': Math.round(bytes / count / 1000),
  };
};

console.table([await measure('pdf'), await measure('docx'), await measure('svg')]);
