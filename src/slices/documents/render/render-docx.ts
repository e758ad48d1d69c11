import type { DocumentTree } from './document-tree.ts';
import type { RenderPool } from './render-pool.ts';

/**
 * DOCX of a document, editable in Word and LibreOffice. The font is named Times New Roman and not embedded.
 * @throws RenderError
 */
export const renderDocx = async (pool: RenderPool, tree: DocumentTree): Promise<Uint8Array> =>
  (await pool.render('docx', tree)) as Uint8Array;
