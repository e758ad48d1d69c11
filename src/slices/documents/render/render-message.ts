import type { DocumentTree } from './document-tree.ts';

export type RenderFormat = 'pdf' | 'docx' | 'svg';
export type RenderRequest = {
  readonly id: number;
  readonly format: RenderFormat;
  readonly tree: DocumentTree;
};
export type RenderReply = {
  readonly id: number;
  readonly output?: Uint8Array | string;
  readonly failure?: string;
};
