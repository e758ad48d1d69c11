import type { DocumentTree } from './document-tree.ts';
import type { RenderPool } from './render-pool.ts';

/**
 * PDF/A-2b of a document. Only the shipped font is used; the same tree gives the same pages.
 * @throws RenderError
 */
export const renderPdf = async (pool: RenderPool, tree: DocumentTree): Promise<Uint8Array> =>
  (await pool.render('pdf', tree)) as Uint8Array;
