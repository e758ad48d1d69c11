import { createHash } from 'node:crypto';
import type { BackgroundService } from '../../platform/ctx/server-slice.ts';
import type { Services } from '../../platform/ctx/services.ts';
import { documentErrors } from './contract.ts';
import type { DocumentTree } from './render/document-tree.ts';
import { renderDocx } from './render/render-docx.ts';
import { RenderError } from './render/render-error.ts';
import { renderPdf } from './render/render-pdf.ts';
import { createRenderPool, type RenderPool } from './render/render-pool.ts';
import { type PreviewPage, renderPreview } from './render/render-preview.ts';

/** Documents that wait for their turn; more are refused with 503 at once instead of after a time-out. */
const waitingMax = 40;
const keptDocumentsMax = 100;
/** 24 MiB: a form takes 60 kB as PDF and 300 kB as picture. */
const keptBytesMax = 24 * 2 ** 20;

type Kept = { work: Promise<unknown>; sizeBytes: number };
type Rendering = { pool: RenderPool; kept: Map<string, Kept> };

/** One pool per running program; made on first use, ended by `renderingService`. */
const renderings = new WeakMap<Services, Rendering>();

const renderingOf = (services: Services): Rendering => {
  const running = renderings.get(services);
  if (running) return running;
  const rendering = { pool: createRenderPool({ queueMax: waitingMax }), kept: new Map<string, Kept>() };
  renderings.set(services, rendering);
  return rendering;
};

const sizeOf = (output: unknown): number =>
  output instanceof Uint8Array
    ? output.byteLength
    : (output as readonly PreviewPage[]).reduce((sum, page) => sum + 2 * page.svg.length, 0);

const forgetOldest = (kept: Map<string, Kept>): void => {
  let total = [...kept.values()].reduce((sum, entry) => sum + entry.sizeBytes, 0);
  for (const [key, entry] of kept) {
    if (kept.size <= keptDocumentsMax && total <= keptBytesMax) return;
    kept.delete(key);
    total -= entry.sizeBytes;
  }
};

const toAppError = (error: unknown): unknown => {
  if (!(error instanceof RenderError)) return error;
  const extras = { cause: error, internal: error.message };
  if (error.code === 'documents.render-busy') return documentErrors.renderBusy(undefined, extras);
  if (error.code === 'documents.too-large') return documentErrors.renderTooLarge(undefined, extras);
  return documentErrors.renderFailed(undefined, extras);
};

/** Draws a document once; the same content asked for again, also at the same moment, comes from memory. */
const renderOnce = async <Output>(
  services: Services,
  format: string,
  tree: DocumentTree,
  render: (pool: RenderPool) => Promise<Output>,
): Promise<Output> => {
  const { pool, kept } = renderingOf(services);
  const key = `${format}:${createHash('sha256').update(JSON.stringify(tree)).digest('base64')}`;
  const earlier = kept.get(key);
  const entry: Kept = earlier ?? { work: render(pool), sizeBytes: 0 };
  // Put at the end: what was asked for last is forgotten last.
  kept.delete(key);
  kept.set(key, entry);
  try {
    const output = (await entry.work) as Output;
    entry.sizeBytes = sizeOf(output);
    forgetOldest(kept);
    return output;
  } catch (error) {
    kept.delete(key);
    throw toAppError(error);
  }
};

/** @throws AppError documents.renderBusy, documents.renderTooLarge, documents.renderFailed */
export const drawPdf = (services: Services, tree: DocumentTree): Promise<Uint8Array> =>
  renderOnce(services, 'pdf', tree, (pool) => renderPdf(pool, tree));

/** @throws AppError as `drawPdf` */
export const drawDocx = (services: Services, tree: DocumentTree): Promise<Uint8Array> =>
  renderOnce(services, 'docx', tree, (pool) => renderDocx(pool, tree));

/** Pages as SVG without text, script or reference: safe in an `<img>`. @throws AppError as `drawPdf` */
export const drawPages = (services: Services, tree: DocumentTree): Promise<PreviewPage[]> =>
  renderOnce(services, 'pages', tree, (pool) => renderPreview(pool, tree));

const closeRendering = async (services: Services): Promise<void> => {
  const rendering = renderings.get(services);
  renderings.delete(services);
  await rendering?.pool.close();
};

/** Ends the rendering process with the server. */
export const renderingService: BackgroundService = {
  name: 'documents.rendering',
  start: async (services) => ({ stop: () => closeRendering(services) }),
};
