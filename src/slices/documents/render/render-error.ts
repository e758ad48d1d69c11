export type RenderErrorCode =
  | 'documents.render-timeout'
  | 'documents.render-busy'
  | 'documents.render-failed'
  | 'documents.too-large';

/** Rendering did not produce a file. `detail` is for the log, never for the reader. */
export class RenderError extends Error {
  readonly code: RenderErrorCode;
  readonly detail: string;

  constructor(code: RenderErrorCode, detail: string) {
    super(`${code}: ${detail}`);
    this.name = 'RenderError';
    this.code = code;
    this.detail = detail;
  }
}
