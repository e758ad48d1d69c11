import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { buildDocx } from './build-docx.ts';
import { fontFiles } from './font-metrics.ts';
import type { RenderReply, RenderRequest } from './render-message.ts';
import { toTypstModel } from './typst-model.ts';

/**
 * Entry of the rendering process: one request at a time from the parent, one reply each. A process and not a
 * thread, because a thread that sits in the native compiler cannot be stopped, and its panic ends the server.
 */
const workspace = fileURLToPath(new URL('./typst', import.meta.url));

let compiler: NodeCompiler | undefined;
const getCompiler = (): NodeCompiler => {
  compiler ??= NodeCompiler.create({
    workspace,
    fontArgs: [{ fontBlobs: fontFiles.map((file) => readFileSync(file)) }],
  });
  return compiler;
};

const compile = (request: RenderRequest) => {
  const typst = getCompiler();
  // The model is a file in memory: its texts are values in the template, never source.
  typst.mapShadow(`${workspace}/model.json`, Buffer.from(JSON.stringify(toTypstModel(request.tree))));
  const outcome = typst.compile({ mainFilePath: `${workspace}/document.typ`, resetRead: true });
  const document = outcome.result;
  if (!document) throw new Error(JSON.stringify(outcome.takeDiagnostics()?.shortDiagnostics).slice(0, 2_000));
  return { typst, document };
};

const render = async (request: RenderRequest): Promise<Uint8Array | string> => {
  if (request.format === 'docx') return buildDocx(request.tree);
  const { typst, document } = compile(request);
  try {
    if (request.format === 'svg') return typst.plainSvg(document);
    const creationTimestamp = Math.floor(request.tree.properties.createdAt.getTime() / 1000);
    return typst.pdf(document, { pdfStandard: 'a-2b', creationTimestamp });
  } finally {
    // Memoized layouts of other people's documents must not pile up.
    typst.evictCache(2);
  }
};

process.on('message', async (request: RenderRequest) => {
  let reply: RenderReply;
  try {
    reply = { id: request.id, output: await render(request) };
  } catch (error) {
    reply = {
      id: request.id,
      failure: error instanceof Error ? error.message : String(error),
    };
  }
  process.send?.(reply);
});
process.on('disconnect', () => process.exit(0));
